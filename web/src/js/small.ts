import { each } from "./start";
import { word } from "./words";

/** Language and role menus are <details>; this closes them as menus close. */
export function menus(): void {
  const open = () => document.querySelectorAll<HTMLDetailsElement>("details.drop[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector<HTMLElement>("summary")?.focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
}

/** <button data-copy="whole text" hidden> appears only where copying works. */
export function copy(): void {
  each("button[data-copy]", (element) => {
    if (!navigator.clipboard) return;
    element.hidden = false;
    const said = document.createElement("span");
    said.className = "copy-done";
    said.setAttribute("role", "status");
    element.after(said);
    element.addEventListener("click", () => {
      navigator.clipboard.writeText(element.dataset.copy ?? "").then(
        () => (said.textContent = word("copied")),
        () => (said.textContent = word("copy-failed")),
      );
    });
  });
}

/** The findings panel is open beside the page; on a phone it is docked at the bottom, folded to its counts. */
export function dock(): void {
  const narrow = matchMedia("(max-width: 1023px)");
  each(".findings", (panel) => {
    const details = panel.querySelector("details");
    if (!details) return;
    panel.classList.add("dock");
    const fit = () => (details.open = !narrow.matches);
    narrow.addEventListener("change", fit);
    addEventListener("beforeprint", () => (details.open = true));
    addEventListener("afterprint", fit);
    fit();
  });
}

/** The summary of errors takes the focus, so that it is read first. */
export function errors(): void {
  document.querySelector<HTMLElement>(".error-summary")?.focus();
}

/** <button data-print hidden> */
export function printing(): void {
  each("button[data-print]", (element) => {
    element.hidden = false;
    element.addEventListener("click", () => print());
  });
}
