// The map and its table show the same rows: whatever is pointed at, focused or
// chosen in one is marked in the other. Zoom and pan only change the viewBox.
//
//   <div class="map-view" data-map>
//     <div class="map-side"> <svg class="map" viewBox> … <circle class="map-cluster class-2" data-zone="1156055000-25" tabindex="-1"> …
//     <div class="map-table"> <tr data-zone="1156055000-25"> …

import { word } from "./words";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function view(root: HTMLElement): void {
  const svg = root.querySelector<SVGSVGElement>("svg.map");
  if (!svg) return;
  const marks = new Map<string, Element[]>();
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>("[data-zone]")) {
    const zone = element.dataset.zone ?? "";
    marks.set(zone, [...(marks.get(zone) ?? []), element]);
  }
  const note = root.querySelector<HTMLElement>(".map-note");
  const circles = [...svg.querySelectorAll<SVGCircleElement>(".map-cluster")];

  // --- linking
  const zoneOf = (target: EventTarget | null) => (target as Element | null)?.closest?.<HTMLElement>("[data-zone]")?.dataset.zone;
  let active: string | undefined;
  const activate = (zone: string | undefined) => {
    if (zone === active) return;
    for (const e of marks.get(active ?? "") ?? []) e.classList.remove("is-active");
    active = zone;
    for (const e of marks.get(zone ?? "") ?? []) e.classList.add("is-active");
    if (note) note.textContent = zone ? label(zone) : "";
  };
  const label = (zone: string) =>
    circles.find((c) => c.dataset.zone === zone)?.querySelector("title")?.textContent ??
    marks.get(zone)?.find((e) => e instanceof HTMLTableRowElement)?.querySelector("th")?.textContent?.trim() ??
    "";
  root.addEventListener("pointerover", (event) => activate(zoneOf(event.target)));
  root.addEventListener("pointerleave", () => activate(undefined));
  root.addEventListener("focusin", (event) => activate(zoneOf(event.target)));

  const select = (zone: string) => {
    for (const e of root.querySelectorAll(".is-selected")) {
      e.classList.remove("is-selected");
      e.removeAttribute("aria-selected");
    }
    for (const e of marks.get(zone) ?? []) e.classList.add("is-selected");
  };
  svg.addEventListener("click", (event) => {
    const zone = zoneOf(event.target);
    if (!zone) return;
    select(zone);
    const row = marks.get(zone)?.find((e) => e instanceof HTMLTableRowElement);
    if (root.dataset.show === "map") show("table");
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  });
  root.addEventListener("click", (event) => {
    const row = (event.target as Element).closest<HTMLElement>("tr[data-zone]");
    const zone = row?.dataset.zone;
    if (!zone) return;
    select(zone);
    const circle = circles.find((c) => c.dataset.zone === zone);
    if (circle) bring(centre(circle));
  });

  // --- keyboard: one stop for the whole map, arrows walk to the nearest circle that way
  const centre = (c: SVGCircleElement) => ({ x: c.cx.baseVal.value, y: c.cy.baseVal.value });
  const stop = (circle: SVGCircleElement | undefined) => {
    for (const c of circles) c.setAttribute("tabindex", c === circle ? "0" : "-1");
  };
  stop(circles[0]);
  const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener("keydown", (event) => {
    const current = document.activeElement;
    if (event.key === "+" || event.key === "=") return zoom(0.6);
    if (event.key === "-") return zoom(1 / 0.6);
    if (event.key === "0") return set(whole);
    if (!(current instanceof SVGCircleElement)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      current.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      return;
    }
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const from = centre(current);
    let best: SVGCircleElement | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const c of circles) {
      const to = centre(c);
      const along = (to.x - from.x) * way[0] + (to.y - from.y) * way[1];
      const across = Math.abs((to.x - from.x) * way[1]) + Math.abs((to.y - from.y) * way[0]);
      if (c === current || along <= 0 || across > 2 * along) continue;
      const far = along + 2 * across;
      if (far < least) [best, least] = [c, far];
    }
    if (!best) return;
    stop(best);
    best.focus();
    bring(centre(best));
  });
  svg.addEventListener("focusin", (event) => {
    if (event.target instanceof SVGCircleElement) stop(event.target);
  });

  // --- zoom and pan
  const start = svg.viewBox.baseVal;
  const whole: Box = { x: start.x, y: start.y, width: start.width, height: start.height };
  let box = whole;
  const buttons = [...root.querySelectorAll<HTMLButtonElement>("[data-zoom]")];
  const set = (next: Box) => {
    const width = Math.min(whole.width, Math.max(whole.width / 32, next.width));
    const height = (width / whole.width) * whole.height;
    const clamp = (value: number, low: number, span: number, all: number) => Math.min(low + all - span, Math.max(low, value));
    box = { x: clamp(next.x, whole.x, width, whole.width), y: clamp(next.y, whole.y, height, whole.height), width, height };
    svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    // circles keep their size on the screen
    const scale = width / whole.width;
    for (const c of circles) {
      c.dataset.r ??= c.getAttribute("r") ?? "4";
      c.setAttribute("r", String(Number(c.dataset.r) * Math.sqrt(scale)));
    }
    svg.style.setProperty("touch-action", scale < 1 ? "none" : "");
    for (const b of buttons) b.disabled = (b.dataset.zoom === "in" && scale <= 1 / 32) || (b.dataset.zoom !== "in" && scale >= 1);
  };
  const zoom = (factor: number, at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }) =>
    set({ x: at.x - (at.x - box.x) * factor, y: at.y - (at.y - box.y) * factor, width: box.width * factor, height: 0 });
  const bring = (p: { x: number; y: number }) => {
    if (p.x < box.x || p.x > box.x + box.width || p.y < box.y || p.y > box.y + box.height) {
      set({ ...box, x: p.x - box.width / 2, y: p.y - box.height / 2 });
    }
  };
  for (const b of buttons) {
    b.addEventListener("click", () => {
      if (b.dataset.zoom === "in") zoom(0.6);
      else if (b.dataset.zoom === "out") zoom(1 / 0.6);
      else set(whole);
    });
  }
  // the wheel zooms only with Ctrl, so that the page still scrolls past the map
  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const r = svg.getBoundingClientRect();
      zoom(event.deltaY < 0 ? 0.8 : 1.25, {
        x: box.x + ((event.clientX - r.left) / r.width) * box.width,
        y: box.y + ((event.clientY - r.top) / r.height) * box.height,
      });
    },
    { passive: false },
  );
  let drag: { x: number; y: number; box: Box } | undefined;
  svg.addEventListener("pointerdown", (event) => {
    if (box.width < whole.width) drag = { x: event.clientX, y: event.clientY, box };
  });
  addEventListener("pointermove", (event) => {
    if (!drag || event.buttons === 0) return;
    const r = svg.getBoundingClientRect();
    set({ ...drag.box, x: drag.box.x - ((event.clientX - drag.x) / r.width) * drag.box.width, y: drag.box.y - ((event.clientY - drag.y) / r.height) * drag.box.height });
  });
  addEventListener("pointerup", () => (drag = undefined));
  root.querySelector<HTMLElement>(".map-tools")?.removeAttribute("hidden");
  set(whole);

  // --- phones: one of the two at a time, the table first
  const switches = [...root.querySelectorAll<HTMLButtonElement>(".switch [data-show]")];
  const show = (what: string) => {
    root.dataset.show = what;
    for (const s of switches) s.setAttribute("aria-pressed", String(s.dataset.show === what));
  };
  for (const s of switches) s.addEventListener("click", () => show(s.dataset.show ?? "table"));
  show("table");
  svg.setAttribute("aria-description", word("map-keys"));
}

for (const root of document.querySelectorAll<HTMLElement>("[data-map]")) view(root);
