// The checklist of an inspection on a device that may have no network. Everything is kept on the device first, and what
// stands is drawn from there.

import { word } from "../words";
import { type ConfirmationRow, type PhotoRow, type RecordRow, amend, isFull, put, rows } from "./device";
import { field, firms, read, write } from "./fields";
import { LOOKING, position, redraw } from "./photo";
import { list } from "./overview";
import { prepare } from "./prepare";
import { problem } from "./problem";
import { type Known, type Outcome, type Page, counted, learn, send } from "./send";
import { Queue } from "./queue";
import { counting, lasting, progress, waits } from "./settle";
import { Shown } from "./shown";
import { differ, fitting, heads, nothing, report, seen, sha256, text } from "./standing";

const PAUSE = 1500;
const AGAIN = 30_000;
/** Which roster a page was opened anew for. */
const RELISTED = "moru:inspections:list";

class Sheet {
  private readonly shown = new Map<number, Shown>();
  private readonly timers = new Map<number, number>();
  private readonly working = new Queue();
  private turn = 0;
  private sending: Promise<void> | undefined;
  private outcome: Outcome | "" = "";
  private isGone = false;
  /** Who had confirmed what the server has, when it was asked last. */
  private confirmed: string[] = [];
  /** The confirmations that were given on this page, by the form. */
  private readonly confirming = new Map<HTMLFormElement, string>();

  constructor(
    private readonly root: HTMLElement,
    private readonly device: Page,
  ) {}

  async start(): Promise<void> {
    // Without HTTPS there is no hash and no worker: the forms are sent as forms.
    if (!isSecureContext) throw new Error("not secure");
    // What is typed before what stands is drawn would be drawn over.
    this.hold(true);
    try {
      await this.show();
    } finally {
      this.hold(false);
    }
    addEventListener("online", () => void this.send());
    addEventListener("offline", () => void this.say("offline"));
    // Somebody who does not inspect here any more is told once, and not asked for ever.
    setInterval(() => void (this.isGone || this.send()), AGAIN);
    void navigator.storage?.persist?.();
    void prepare(this.device.worker, this.device.pages).catch(() => undefined);
    await this.send();
  }

  private hold(on: boolean): void {
    for (const control of this.items().flatMap((form) => [...form.elements])) (control as HTMLInputElement).disabled = on;
  }

  private async show(): Promise<void> {
    await counted(this.device);
    if (this.device.known) await learn(this.device, this.device.known);
    this.confirmed = this.device.known?.confirmed ?? [];
    for (const form of this.items()) this.wire(form);
    for (const form of this.root.querySelectorAll<HTMLFormElement>("form[data-confirm]")) this.confirms(form);
    const closing = this.root.querySelector<HTMLFormElement>("form[data-close]");
    closing?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.close(closing).catch(() => this.say("later"));
    });
    this.root.querySelector("[data-send]")?.addEventListener("click", () => void this.send());
    const bar = this.root.querySelector<HTMLElement>("[data-sync]");
    if (bar) bar.hidden = false;
    await this.draw();
  }

  private items(): HTMLFormElement[] {
    return [...this.root.querySelectorAll<HTMLFormElement>("form[data-item]")];
  }

  private shows(item: number): Shown {
    const shown = this.shown.get(item) ?? new Shown();
    this.shown.set(item, shown);
    return shown;
  }

  private list = <S extends "records" | "photos" | "confirmations">(store: S) => rows(store, this.device.id, this.device.owner);

  private row() {
    const { id: inspection, owner } = this.device;
    return { id: crypto.randomUUID(), inspection, owner, made_at: Date.now(), mine: true, sent: false };
  }

  private wire(form: HTMLFormElement): void {
    const item = Number(form.dataset.item);
    for (const part of form.querySelectorAll<HTMLElement>("[data-save]")) part.hidden = true;
    for (const part of form.querySelectorAll<HTMLElement>("[data-photo-tool]")) part.hidden = false;
    const failed = (problem: unknown) => {
      const status = form.querySelector<HTMLElement>("[data-status]");
      if (status) status.textContent = word(isFull(problem) ? "full" : "not-kept");
      // It is still in the form, and tried again until it is on the device.
      this.timers.set(item, window.setTimeout(save, AGAIN / 6));
    };
    const save = () => {
      clearTimeout(this.timers.get(item));
      this.working.add(() => this.keep(form, item), failed);
    };
    form.addEventListener("input", (event) => {
      if ((event.target as HTMLInputElement).type === "file") return;
      clearTimeout(this.timers.get(item));
      this.timers.set(item, window.setTimeout(save, PAUSE));
    });
    form.addEventListener("change", (event) => {
      const input = event.target as HTMLInputElement;
      if (input.type === "file") void this.photos(form, item, input);
      else save();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save();
    });
    addEventListener("pagehide", save);
  }

  /** Keeps what the form says, if it is something else than what stands. */
  private async keep(form: HTMLFormElement, item: number): Promise<void> {
    const content = read(form, item);
    const said = text(content);
    const fits = this.fits(form, `note.${item}`);
    const shown = this.shows(item).replaces(said);
    if (!shown || !fits) return;
    const bases = lasting(await this.list("records"), shown);
    const row = { ...this.row(), item, bases, content, list: this.device.list, firms: firms(form, item), by: "" };
    await put("records", [row]);
    this.shows(item).shows(said, said, [row.id]);
    await this.draw().catch(() => undefined);
    void this.send();
  }

  /** Whether the server would take a text; what is wrong with it is said beside its field, and it stays there. */
  private fits(form: HTMLFormElement, name: string): boolean {
    const control = field(form, name);
    const area = control instanceof HTMLElement ? control : undefined;
    const limit = Number(area?.dataset.limit ?? "50");
    const wrong = problem(area?.value.trim() ?? "", limit);
    const error = document.getElementById(`f-${name}-error`);
    if (error) error.textContent = wrong === undefined ? "" : word(wrong, { n: limit });
    if (wrong === undefined) area?.removeAttribute("aria-invalid");
    else area?.setAttribute("aria-invalid", "true");
    return wrong === undefined;
  }

  private async photos(form: HTMLFormElement, item: number, input: HTMLInputElement): Promise<void> {
    const error = form.querySelector<HTMLElement>("[data-photo-error]");
    if (error) error.textContent = "";
    const files = [...(input.files ?? [])];
    input.value = "";
    // A photo is on the device before anybody knows where it was taken: that may take long, and never come.
    const where = position();
    const kept: string[] = [];
    for (const file of files) {
      try {
        const { bytes, thumb } = await redraw(file);
        const row = { ...this.row(), item, bytes, thumb, sha256: await sha256(bytes), from: Date.now() + LOOKING };
        await put("photos", [row]).catch((problem: unknown) => {
          throw new Error(isFull(problem) ? "full" : "photo-not-kept");
        });
        kept.push(row.id);
        await this.draw().catch(() => undefined);
      } catch (problem) {
        const why = problem instanceof Error ? word(problem.message) : "";
        if (error) error.textContent = why || word("photo-bad");
      }
    }
    const known = await where;
    for (const id of kept) await amend("photos", id, { ...known, from: 0 }).catch(() => undefined);
    void this.send();
  }

  private confirms(form: HTMLFormElement): void {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.confirm(form).catch((problem: unknown) => {
        const status = form.querySelector<HTMLElement>("[data-status]");
        if (status) status.textContent = word(isFull(problem) ? "full" : "confirm-not-kept");
      });
    });
  }

  private async confirm(form: HTMLFormElement): Promise<void> {
    await this.working.done();
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? "";
    const host = value("host") === "yes";
    if (host && (value("name") === "" || [...value("name")].length > 50)) {
      const error = document.getElementById("f-name-error");
      if (error) error.textContent = word("name-missing");
      document.getElementById("f-name")?.focus();
      return;
    }
    if (host && !["name", "remark"].every((name) => this.fits(form, name))) return;
    const said = { host, name: value("name"), remark: value("remark"), report: await this.report() };
    // Pressed twice it is given once.
    const given = (await this.list("confirmations")).find((row) => row.id === this.confirming.get(form) && waits(row));
    if (!given || given.report !== said.report || given.name !== said.name || given.remark !== said.remark) {
      const row = { ...this.row(), ...said };
      await put("confirmations", [row]);
      this.confirming.set(form, row.id);
    }
    await this.draw().catch(() => undefined);
    void this.send();
  }

  /** Says how far a confirmation is. It has confirmed something once the server has it; one that is not taken stays in
   *  its form, with the reason. */
  private drawConfirming(form: HTMLFormElement, row: ConfirmationRow | undefined): void {
    const status = form.querySelector<HTMLElement>("[data-status]");
    if (!status || !row) return;
    status.textContent = word(progress(row), { why: row.refused ?? "" });
    if (!row.sent) return;
    form.reset();
    this.confirming.delete(form);
  }

  /** Sends everything first, and closes only what the server then has: what waits here would be refused ever after. */
  private async close(form: HTMLFormElement): Promise<void> {
    await this.working.done();
    await this.sending;
    await this.send();
    const status = form.querySelector<HTMLElement>("[data-status]");
    const isBehind = this.outcome !== "sent" || (await counted(this.device)).waiting > 0;
    if (status) status.textContent = isBehind ? word(this.outcome === "sent" ? "close-waits" : this.outcome) : "";
    if (isBehind) return;
    const field = form.elements.namedItem("report") as HTMLInputElement;
    field.value = await this.report();
    form.submit();
  }

  /** The hash of everything on this device that the server has or may still take. */
  private async report(): Promise<string> {
    const taken = <T extends { refused?: string }>(list: T[]) => list.filter((row) => row.refused === undefined);
    return report(taken(await this.list("records")), taken(await this.list("photos")));
  }

  /** Sends, one at a time. */
  private send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    this.say("sending");
    try {
      this.outcome = navigator.onLine ? await send(this.device, (known) => this.told(known)) : "offline";
    } catch {
      this.outcome = "later";
    }
    this.isGone = this.outcome === "gone";
    // What could not be drawn now is drawn the next time.
    await this.draw().catch(() => undefined);
    const waiting = await counted(this.device).then(({ waiting }) => waiting, () => 0);
    const isBehind = this.outcome === "sent" && waiting > 0;
    const says = isBehind ? "sending" : this.outcome === "sent" ? "all-sent" : this.outcome;
    // The network may have gone while the last answer was on its way.
    this.say(navigator.onLine ? says : "offline");
    if (isBehind) setTimeout(() => void this.send(), 1000);
  }

  private async told(known: Known): Promise<void> {
    const list = this.root.querySelector<HTMLElement>("[data-missing]");
    list?.replaceChildren(...known.missing.map((one) => Object.assign(document.createElement("li"), { textContent: one.text })));
    const part = this.root.querySelector<HTMLElement>("[data-missing-part]");
    if (part) part.hidden = known.missing.length === 0;
    const count = this.root.querySelector<HTMLElement>("[data-missing-count]");
    if (count) count.textContent = word("missing", { n: known.missing.length });
    this.confirmed = known.confirmed;
    const close = this.root.querySelector<HTMLElement>("[data-close]");
    if (close) close.hidden = known.missing.length > 0;
    // The page shows the firms of another roster. It is opened anew, once: without a network it is the same page again.
    if (known.list !== this.device.list && this.items().length > 0 && sessionStorage.getItem(RELISTED) !== known.list) {
      sessionStorage.setItem(RELISTED, known.list);
      location.reload();
    }
    if (known.state === "closed" && this.device.known && this.device.known.state !== "closed") location.reload();
  }

  private say(name: string): void {
    const place = this.root.querySelector<HTMLElement>("[data-says]");
    if (place) place.textContent = word(name);
    const again = this.root.querySelector<HTMLElement>("[data-sign-in-again]");
    if (again) again.hidden = name !== "signed-out";
  }

  /** Draws what stands. What somebody is writing at this moment is left alone. */
  private async draw(): Promise<void> {
    const turn = ++this.turn;
    const [records, photos, confirmations] = [await this.list("records"), await this.list("photos"), await this.list("confirmations")];
    // A later drawing has read what was written since; an older one would put back what stood before it.
    if (turn !== this.turn) return;
    for (const form of this.items()) this.drawItem(form, records, photos);
    const mine = [...records, ...photos, ...confirmations].filter((row) => row.mine);
    const { waiting, sent } = await counted(this.device);
    const counts = this.root.querySelector<HTMLElement>("[data-counts]");
    if (counts) counts.textContent = `${word("kept", { waiting })} · ${word("sent", { sent })}`;
    const confirmed = this.root.querySelector<HTMLElement>("[data-confirmed]");
    if (confirmed) confirmed.textContent = counting(this.confirmed, [...records, ...photos]).join(", ") || word("nobody");
    for (const [form, id] of this.confirming) this.drawConfirming(form, confirmations.find((row) => row.id === id));
    const refused = this.root.querySelector<HTMLElement>("[data-refused]");
    const why = [...new Set(mine.filter((row) => !("content" in row) || isLast(records, row)).flatMap((row) => row.refused ?? []))];
    if (refused) {
      refused.hidden = why.length === 0;
      refused.textContent = word("refused", { why: why.join(" ") });
    }
  }

  private drawItem(form: HTMLFormElement, records: RecordRow[], photos: PhotoRow[]): void {
    const item = Number(form.dataset.item);
    const standing = heads(records, item);
    const differs = differ(standing);
    for (const part of form.querySelectorAll<HTMLElement>("[data-differs]")) part.hidden = !differs;
    for (const part of form.querySelectorAll<HTMLElement>("[data-fields]")) part.hidden = differs;
    const [first] = standing;
    // What the server did not take is still in the form of whoever wrote it.
    const refused = records.filter((record) => record.item === item && record.refused !== undefined && record.moved === undefined && isLast(records, record)).at(-1);
    const record = refused ?? (differs ? undefined : first);
    const content = record ? fitting(record, this.device.list) : nothing();
    const shown = this.shows(item);
    const said = text(content);
    const names = refused ? lasting(records, refused.bases) : seen(standing);
    if (shown.takes(said, text(read(form, item)), form.contains(document.activeElement))) {
      write(form, item, content);
      shown.shows(said, text(read(form, item)), names);
    } else if (!differs && !refused) {
      shown.agree(said, names);
    }
    const status = form.querySelector<HTMLElement>("[data-status]");
    if (status && refused) {
      const others = refused.list === this.device.list ? [] : (refused.firms ?? []);
      status.textContent = [word("refused", { why: refused.refused ?? "" }), ...others].join(" ");
    } else if (status && first && first.mine) {
      const at = new Date(first.made_at).toLocaleTimeString("ko", { hour: "2-digit", minute: "2-digit", hour12: false });
      status.textContent = word(first.sent ? "item-sent" : "item-kept", { at });
    } else if (status && first && first.by) {
      status.textContent = first.by;
    }
    this.drawPhotos(form, photos.filter((photo) => photo.item === item && photo.refused === undefined));
  }

  private drawPhotos(form: HTMLFormElement, photos: PhotoRow[]): void {
    const place = form.querySelector<HTMLElement>("[data-photos]");
    const item = form.dataset.item ?? "";
    place?.replaceChildren(
      ...photos.map((photo) => {
        const image = document.createElement("img");
        image.src = photo.thumb || this.device.photos.replace(/[0-9a-f-]{36}$/, photo.id);
        image.alt = word(photo.sent ? "photo-of" : "photo-waits", { item });
        const entry = document.createElement("li");
        entry.append(image);
        return entry;
      }),
    );
  }
}

/** Whether this device has made no later record of the item. */
const isLast = (records: RecordRow[], one: RecordRow) =>
  !records.some((record) => record.mine && record.item === one.item && record.made_at > one.made_at);

const sheet = document.querySelector<HTMLElement>("[data-inspection]");
if (sheet) {
  const device = JSON.parse(sheet.dataset.inspection ?? "{}") as Page;
  new Sheet(sheet, device).start().catch(() => {
    const place = sheet.querySelector<HTMLElement>("[data-refused]");
    if (place) Object.assign(place, { hidden: false, textContent: word("no-storage") });
  });
}
const overview = document.querySelector<HTMLElement>("[data-inspections]");
if (overview) void list(overview).catch(() => undefined);
