// Runs a setup once for every element that matches, now and after htmx swaps.

export function each(selector: string, setup: (element: HTMLElement) => void): void {
  const seen = new WeakSet<Element>();
  const scan = (root: ParentNode) => {
    for (const element of root.querySelectorAll<HTMLElement>(selector)) {
      if (seen.has(element)) continue;
      seen.add(element);
      setup(element);
    }
  };
  scan(document);
  for (const event of ["htmx:after:swap", "moru:added"]) {
    document.addEventListener(event, () => scan(document));
  }
}
