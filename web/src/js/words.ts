// Sentences the scripts say. They are written, and translated, in shell.html, and in the pages that have scripts of
// their own.

const words = new Map<string, string>();
for (const source of document.querySelectorAll<HTMLTemplateElement>("template#words, template.words")) {
  for (const item of source.content.querySelectorAll<HTMLElement>("[data-word]")) {
    words.set(item.dataset.word ?? "", item.textContent ?? "");
  }
}

/** The sentence of that name with {placeholders} filled in. */
export function word(name: string, values: Record<string, string | number> = {}): string {
  const text = words.get(name) ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole));
}
