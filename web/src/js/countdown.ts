// Counts down on the server's clock. The offset is taken once, against the
// monotonic clock, so that setting the computer's clock changes nothing.
//
//   <span class="countdown" data-deadline="epoch ms" data-server-now="epoch ms" data-clock="/clock" data-closed="마감되었습니다.">
//
// data-clock (optional) answers the server's epoch ms as text; it is asked again
// after the computer slept, because the monotonic clock may have slept too.

import { each } from "./start";
import { word } from "./words";

/** "3일 02:14:09"; whole seconds, never negative. */
export function remaining(ms: number): { days: number; clock: string; minutes: number } {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  return {
    days: Math.floor(seconds / 86_400),
    clock: `${two(Math.floor((seconds % 86_400) / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`,
    minutes: Math.floor(seconds / 60),
  };
}

function responseStart(): number {
  const entry = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  return entry?.responseStart ?? 0;
}

export function countdown(): void {
  let loading = true;
  each(".countdown[data-deadline]", (element) => {
    const deadline = Number(element.dataset.deadline);
    // What the page was sent with is as old as its first byte; a swapped-in part is new.
    let offset = Number(element.dataset.serverNow) - (loading ? responseStart() : performance.now());
    if (!Number.isFinite(deadline) || !Number.isFinite(offset)) return;

    const shown = document.createElement("span");
    shown.setAttribute("aria-hidden", "true");
    const said = document.createElement("span");
    said.className = "sr-only";
    said.setAttribute("role", "status");
    element.replaceChildren(shown, said);
    let lastSaid = -1;
    let timer = 0;

    const tick = () => {
      const left = deadline - (offset + performance.now());
      if (!element.isConnected) return;
      if (left <= 0) {
        shown.textContent = element.dataset.closed ?? "";
        said.textContent = element.dataset.closed ?? "";
        element.dataset.state = "closed";
        element.dispatchEvent(new CustomEvent("moru:closed", { bubbles: true }));
        return;
      }
      const { days, clock, minutes } = remaining(left);
      shown.textContent = word(days > 0 ? "left-days" : "left", { days, clock });
      if (lastSaid === -1 || (minutes !== lastSaid && (minutes <= 10 || minutes === 30 || minutes === 60))) {
        said.textContent = days > 0 ? word("left-say-days", { days }) : word("left-say", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
        lastSaid = minutes;
      }
      // wakes on the next whole second of the remaining time
      timer = window.setTimeout(tick, (left % 1000) + 5);
    };

    const url = element.dataset.clock;
    let hiddenAt = 0;
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        hiddenAt = Date.now();
      } else if (url && Date.now() - hiddenAt > 30_000 && element.dataset.state !== "closed") {
        const sent = performance.now();
        fetch(url, { cache: "no-store" })
          .then((r) => (r.ok ? r.text() : Promise.reject(new Error(String(r.status)))))
          .then((text) => {
            const now = Number(text);
            if (text.trim() === "" || !Number.isFinite(now)) return;
            offset = now - (sent + performance.now()) / 2;
            clearTimeout(timer);
            tick();
          })
          .catch(() => undefined);
      }
    });
    tick();
  });
  loading = false;
}
