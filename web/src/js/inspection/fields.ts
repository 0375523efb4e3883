// The form of an item, and what it says.

import type { Content, Verdict } from "./device";

/** A control of a form. */
export const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | RadioNodeList | null;

/** What a form says. */
export function read(form: HTMLFormElement, item: number): Content {
  const value = (name: string) => field(form, `${name}.${item}`)?.value ?? "";
  const area = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(value("area").replaceAll(",", "").trim());
  const visits: string[] = [];
  for (let place = 0; field(form, `visit.${place}.${item}`); place += 1) visits.push(value(`visit.${place}`));
  return {
    verdict: (value("verdict") || null) as Verdict | null,
    note: value("note").trim(),
    area_centi_m2: area ? Number(area[1]) * 100 + Number((area[2] ?? "").padEnd(2, "0")) : null,
    visits: visits.every((visit) => visit === "not_visited") ? [] : visits,
  };
}

/** What a form says of the firms to walk to, in words. */
export function firms(form: HTMLFormElement, item: number): string[] {
  const out: string[] = [];
  for (let place = 0; ; place += 1) {
    const select = field(form, `visit.${place}.${item}`);
    if (!(select instanceof HTMLSelectElement)) return out;
    const said = select.selectedOptions[0]?.textContent ?? "";
    if (select.value !== "not_visited") out.push(`${select.labels[0]?.textContent?.trim() ?? ""}: ${said}.`);
  }
}

/** Puts into a form what somebody recorded. */
export function write(form: HTMLFormElement, item: number, content: Content): void {
  const set = (name: string, value: string) => {
    const control = field(form, `${name}.${item}`);
    if (control instanceof RadioNodeList) {
      for (const radio of control) (radio as HTMLInputElement).checked = (radio as HTMLInputElement).value === value;
    } else if (control) {
      control.value = value;
    }
  };
  set("verdict", content.verdict ?? "");
  set("note", content.note);
  set("area", content.area_centi_m2 === null ? "" : (content.area_centi_m2 / 100).toFixed(2));
  for (let place = 0; field(form, `visit.${place}.${item}`); place += 1) set(`visit.${place}`, content.visits[place] ?? "not_visited");
}
