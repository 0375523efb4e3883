// Saves one field at a time while a person types. The form itself still posts
// everything, so this may fail at any moment without losing a word.
//
//   <form data-autosave="/applications/…/save">      POST _field, the field's own value(s) and its mark of _shown
//   <span id="f-NAME-status" role="status">          where the outcome is said
//
// Answers: 2xx {"message": "14:03 자동 저장됨", "error": "…", "value": "…", "echo": "…"}, all but
// the first optional: what is wrong, the normal spelling, the amount in words (f-NAME-echo);
// 401 = session over; 409/422 {"message": …} = refused, with the reason.

import { each } from "./start";
import { word } from "./words";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Answer {
  message?: string;
  error?: string;
  value?: string;
  echo?: string;
}
interface Kept {
  values: string[];
  base: string[];
  at: number;
}

const prefix = "moru:kept:";
const keepFor = 30 * 24 * 3600 * 1000;
const pauses = [3, 10, 30, 60];

export function autosave(): void {
  forgetOld();
  each("form[data-autosave]", (form) => new Saver(form as HTMLFormElement));
  // A shared computer keeps nothing of the person who leaves it.
  document.addEventListener("submit", (event) => {
    if ((event.target as Element).matches("form[data-sign-out]")) {
      for (const key of keys()) localStorage.removeItem(key);
    }
  });
}

class Saver {
  private readonly url: string;
  private readonly base = new Map<string, string[]>();
  private readonly waiting = new Set<string>();
  private readonly timers = new Map<string, number>();
  private readonly removals: string[] = [];
  /** What this tab has kept on the device or shown from there: saving settles it. What another tab keeps is its own. */
  private readonly settles = new Set<string>();
  private busy = false;
  private failures = 0;
  private retry = 0;
  private stopped = false;

  constructor(private readonly form: HTMLFormElement) {
    this.url = form.dataset.autosave ?? "";
    for (const name of new Set(this.controls().map((c) => c.name))) this.base.set(name, this.values(name));
    this.restore();

    form.addEventListener("input", (event) => this.later(event.target as Control));
    form.addEventListener("change", (event) => this.now((event.target as Control).name));
    form.addEventListener("focusout", (event) => {
      const name = (event.target as Control).name;
      if (this.timers.has(name)) this.now(name);
    });
    form.addEventListener("moru:removed", (event) => {
      this.removals.push((event as CustomEvent<string>).detail);
      void this.run();
    });
    form.addEventListener("submit", () => {
      for (const timer of this.timers.values()) clearTimeout(timer);
      this.timers.clear();
      this.waiting.clear();
      clearTimeout(this.retry);
    });
    addEventListener("online", () => void this.run());
    // back from signing in again in another tab
    addEventListener("focus", () => {
      this.stopped = false;
      if (this.waiting.size > 0) void this.run();
    });
    addEventListener("pagehide", () => {
      for (const name of [...this.timers.keys()]) this.now(name);
    });
  }

  private controls(): Control[] {
    return [...this.form.elements].filter(
      (e): e is Control =>
        (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement || e instanceof HTMLSelectElement) &&
        e.name !== "" &&
        !e.name.startsWith("_") &&
        !["file", "password", "submit", "button", "hidden"].includes(e.type),
    );
  }

  private values(name: string): string[] {
    return new FormData(this.form).getAll(name).map(String);
  }

  private later(control: Control): void {
    if (!this.controls().includes(control)) return;
    clearTimeout(this.timers.get(control.name));
    this.timers.set(control.name, window.setTimeout(() => this.now(control.name), 1500));
  }

  private now(name: string): void {
    clearTimeout(this.timers.get(name));
    this.timers.delete(name);
    if (!this.controls().some((c) => c.name === name)) return;
    if (same(this.values(name), this.base.get(name) ?? []) && !this.kept(name)) return;
    this.waiting.add(name);
    void this.run();
  }

  /** One request at a time, so that the server sees changes in their order. */
  private async run(): Promise<void> {
    if (this.busy || this.stopped) return;
    this.busy = true;
    clearTimeout(this.retry);
    try {
      while (this.removals.length > 0) {
        if (!(await this.post("_remove", [this.removals[0] ?? ""]))) return;
        this.removals.shift();
      }
      for (let name = first(this.waiting); name !== undefined; name = first(this.waiting)) {
        if (!(await this.post(name, this.values(name)))) return;
      }
    } finally {
      this.busy = false;
    }
  }

  /** False when the rest of the queue must wait. */
  private async post(name: string, values: string[]): Promise<boolean> {
    const body = new URLSearchParams({ _field: name });
    for (const value of values) body.append(name, value);
    const shown = this.shown();
    // What the page showed in this field, so that what a colleague wrote since is not lost unseen.
    if (shown) body.set("_shown", JSON.stringify(name in shown.marks ? { [name]: shown.marks[name] } : {}));
    let response: Response;
    try {
      response = await fetch(this.url, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        keepalive: body.toString().length < 60_000,
        signal: AbortSignal.timeout(20_000),
      });
    } catch {
      return this.putOff(name, values, "late", word("save-offline"));
    }
    if (response.status === 401) {
      this.stopped = true;
      return this.putOff(name, values, "lost", word("save-signed-out"));
    }
    if (response.status >= 500 || response.status === 429) {
      return this.putOff(name, values, "late", word("save-busy"));
    }
    const answer = (await response.json().catch(() => ({}))) as Answer;
    this.failures = 0;
    // Typed on meanwhile? Then it stays in the queue with its newer value.
    if (same(values, this.values(name)) || name === "_remove") this.waiting.delete(name);
    this.touched(name);
    if (response.ok) {
      this.base.set(name, values);
      if (this.settles.delete(name)) forget(this.key(name));
      this.say(name, "saved", answer.message ?? "");
      this.error(name, answer.error ?? "");
      this.show(name, answer, values);
      this.form.dispatchEvent(new CustomEvent("moru:saved", { bubbles: true, detail: name }));
    } else {
      this.say(name, "lost", answer.message ?? word("save-refused"));
    }
    return true;
  }

  /** What was sent from here counts as written here when the whole form is sent, even if it is again what the page
   *  showed at first; what was not is left to whoever wrote it in another tab. */
  private touched(name: string): void {
    const shown = this.shown();
    if (!shown || name === "_remove") return;
    shown.field.value = JSON.stringify({ ...shown.marks, [name]: null });
  }

  private shown(): { field: HTMLInputElement; marks: Record<string, string | null> } | null {
    const field = this.form.elements.namedItem("_shown");
    if (!(field instanceof HTMLInputElement)) return null;
    return { field, marks: JSON.parse(field.value || "{}") as Record<string, string | null> };
  }

  private putOff(name: string, values: string[], state: string, message: string): false {
    if (name !== "_remove") {
      this.waiting.add(name);
      this.touched(name);
      for (const each of this.waiting) {
        this.settles.add(each);
        keep(this.key(each), { values: each === name ? values : this.values(each), base: this.base.get(each) ?? [], at: Date.now() });
      }
    }
    this.say(name, state, message);
    if (!this.stopped) {
      const seconds = pauses[Math.min(this.failures++, pauses.length - 1)] ?? 60;
      this.retry = window.setTimeout(() => void this.run(), seconds * 1000);
    }
    return false;
  }

  /** What an earlier visit could not save: put back when the server still has what
   *  the person saw then; otherwise shown beside the field, never over newer text. */
  private restore(): void {
    for (const [name, now] of this.base) {
      const kept = this.kept(name);
      if (!kept) continue;
      this.settles.add(name);
      if (same(kept.values, now)) {
        forget(this.key(name));
      } else if (same(kept.base, now)) {
        this.put(name, kept.values);
        this.say(name, "late", word("save-restored"));
        this.waiting.add(name);
      } else {
        this.offer(name, kept);
      }
    }
    if (this.waiting.size > 0) void this.run();
  }

  private offer(name: string, kept: Kept): void {
    const status = this.status(name);
    if (!status) return;
    this.say(name, "late", word("save-differs", { text: kept.values.join(", ") }));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "krds-btn small text";
    button.textContent = word("save-take-back");
    button.addEventListener("click", () => {
      this.put(name, kept.values);
      this.waiting.add(name);
      this.say(name, "saved", "");
      void this.run();
    });
    status.append(" ", button);
  }

  private put(name: string, values: string[]): void {
    for (const control of this.controls().filter((c) => c.name === name)) {
      if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
        control.checked = values.includes(control.value);
      } else {
        control.value = values[0] ?? "";
      }
      control.dispatchEvent(new Event("moru:put", { bubbles: true }));
    }
  }

  private status(name: string): HTMLElement | null {
    const id = name === "_remove" ? null : document.getElementById(`f-${name}-status`);
    return id ?? this.form.querySelector<HTMLElement>("[data-form-status]");
  }

  private say(name: string, state: string, message: string): void {
    const status = this.status(name);
    if (!status) return;
    status.dataset.state = state;
    status.textContent = message;
  }

  private error(name: string, message: string): void {
    const place = document.getElementById(`f-${name}-error`);
    if (place) place.textContent = message;
    for (const control of this.controls().filter((c) => c.name === name)) {
      if (message) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }

  /** The server's spelling, unless the person has typed on or is still in the field. */
  private show(name: string, answer: Answer, sent: string[]): void {
    const echo = document.getElementById(`f-${name}-echo`);
    if (echo && answer.echo !== undefined) echo.textContent = answer.echo;
    const control = this.controls().find((c) => c.name === name);
    if (answer.value === undefined || !control || control === document.activeElement || !same(sent, this.values(name))) return;
    control.value = answer.value;
    this.base.set(name, this.values(name));
    control.dispatchEvent(new Event("moru:put", { bubbles: true }));
  }

  private key(name: string): string {
    return `${prefix}${this.url}:${name}`;
  }

  private kept(name: string): Kept | null {
    try {
      return JSON.parse(localStorage.getItem(this.key(name)) ?? "null") as Kept | null;
    } catch {
      return null;
    }
  }
}

const first = (set: Set<string>): string | undefined => set.values().next().value;
const same = (a: string[], b: string[]): boolean => a.length === b.length && a.every((v, i) => v === b[i]);

function keep(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // No room or no permission: the text is still in its field.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // as above
  }
}

function keys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function forgetOld(): void {
  for (const key of keys()) {
    let at = 0;
    try {
      at = (JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>).at ?? 0;
    } catch {
      // unreadable: forget it
    }
    if (Date.now() - at > keepFor) forget(key);
  }
}
