// Small helps inside forms. Each is a convenience over something the server does anyway.

import { each } from "./start";
import { word } from "./words";

/** A second click on the same button does nothing; the server still decides about duplicates. */
export function guard(): void {
  const release = (root: ParentNode) => {
    for (const button of root.querySelectorAll<HTMLButtonElement>("button[aria-busy]")) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
      if (button.dataset.word) button.textContent = button.dataset.word;
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const button =
      (event.submitter as HTMLButtonElement | null) ?? form.querySelector<HTMLButtonElement>("button[type=submit], button:not([type])");
    if (!button || form.method === "get" || form.target === "_blank" || form.dataset.guard === "off") return;
    // after the browser has read the button's own name and value
    setTimeout(() => {
      if (event.defaultPrevented && !form.closest("[hx-post], [data-hx-post]")) return;
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
      if (button.dataset.busy) {
        button.dataset.word ??= button.textContent ?? "";
        button.textContent = button.dataset.busy;
      }
    });
    setTimeout(() => release(form), 15_000);
  });
  addEventListener("pageshow", () => release(document));
  for (const event of ["htmx:after:request", "htmx:finally:request", "htmx:error"]) {
    document.addEventListener(event, () => release(document));
  }
}

/** "128 / 1,000자", and in words how many are too many. Nothing typed is ever cut. */
export function counter(): void {
  each("textarea[data-limit], input[data-limit]", (element) => {
    const field = element as HTMLTextAreaElement;
    const limit = Number(field.dataset.limit);
    const place = document.getElementById(`${field.id}-count`);
    if (!place) return;
    const show = () => {
      const n = [...field.value.replace(/\r\n?/g, "\n")].length;
      const over = n > limit;
      place.textContent = word(over ? "count-over" : "count", {
        n: n.toLocaleString("ko"),
        limit: limit.toLocaleString("ko"),
        over: (n - limit).toLocaleString("ko"),
      });
      place.dataset.state = over ? "late" : "";
    };
    for (const event of ["input", "change", "moru:put"]) field.addEventListener(event, show);
    show();
  });
}

/** Add and remove rows in place; without scripts the same buttons post the form. */
export function rows(): void {
  each("[data-rows]", (group) => {
    const name = group.dataset.rows ?? "";
    const max = Number(group.dataset.max || Number.POSITIVE_INFINITY);
    const template = group.querySelector<HTMLTemplateElement>("template");
    const add = group.querySelector<HTMLButtonElement>("[data-row-add]");
    const status = group.querySelector<HTMLElement>("[data-row-status]");
    if (!template) return;
    const list = () => [...group.querySelectorAll<HTMLElement>(":scope > .row")];
    const refresh = () => {
      list().forEach((row, i) => {
        for (const place of row.querySelectorAll("[data-row-number]")) place.textContent = String(i + 1);
      });
      if (add) add.hidden = list().length >= max;
    };
    let next = list().reduce((n, row) => Math.max(n, Number(row.dataset.row ?? -1) + 1), 0);

    add?.addEventListener("click", (event) => {
      event.preventDefault();
      const holder = document.createElement("template");
      holder.innerHTML = template.innerHTML.replaceAll("__i__", String(next++));
      const row = holder.content.querySelector<HTMLElement>(".row");
      if (!row) return;
      const after = list().at(-1) ?? template;
      after.after(row);
      refresh();
      document.dispatchEvent(new CustomEvent("moru:added"));
      row.querySelector<HTMLElement>("input, select, textarea")?.focus();
      if (status) status.textContent = word("row-added", { n: list().length });
    });
    group.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-row-remove]");
      const row = button?.closest<HTMLElement>(".row");
      if (!button || !row) return;
      event.preventDefault();
      const at = list().indexOf(row);
      row.remove();
      refresh();
      group.dispatchEvent(new CustomEvent("moru:removed", { bubbles: true, detail: `${name}.${row.dataset.row ?? ""}` }));
      const near = list()[Math.min(at, list().length - 1)];
      (near?.querySelector<HTMLElement>("input, select, textarea") ?? add)?.focus();
      if (status) status.textContent = word("row-removed", { n: list().length });
    });
    refresh();
  });
}
