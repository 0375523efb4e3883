import { USED, leave } from "./device";

/** Whoever signs out, or in, leaves no inspection of theirs behind on the device for others to open. */
export function leaving(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("form[data-sign-out], form[data-sign-in]") || localStorage.getItem(USED) === null) return;
    event.preventDefault();
    const patience = new Promise((resolve) => setTimeout(resolve, 3000));
    void Promise.race([leave().catch(() => undefined), patience]).then(() => form.submit());
  });
}
