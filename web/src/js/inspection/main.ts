// The checklist of an inspection on a device that may have no network. Everything is kept on the device first, and what
// stands is drawn from there.

import { word } from "../words";
import { type Content, type PhotoRow, type RecordRow, type Verdict, amend, isFull, put, rows } from "./device";
import { LOOKING, position, redraw } from "./photo";
import { prepare } from "./prepare";
import { problem } from "./problem";
import { type Device, type Known, type Outcome, type Page, counted, learn, send } from "./send";
import { Queue } from "./queue";
import { lasting } from "./settle";
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

  constructor(
    private readonly root: HTMLElement,
    private readonly device: Page,
  ) {}

  async start(): Promise<void> {
    // Without HTTPS there is no hash and no worker: the forms are sent as forms.
    if (!isSecureContext) throw new Error("not secure");
    await counted(this.device);
    if (this.device.known) await learn(this.device, this.device.known);
    for (const form of this.items()) this.wire(form);
    for (const form of this.root.querySelectorAll<HTMLFormElement>("form[data-confirm]")) this.confirms(form);
    const closing = this.root.querySelector<HTMLFormElement>("form[data-close]");
    closing?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.close(closing);
    });
    this.root.querySelector("[data-send]")?.addEventListener("click", () => void this.send());
    const bar = this.root.querySelector<HTMLElement>("[data-sync]");
    if (bar) bar.hidden = false;
    await this.draw();
    addEventListener("online", () => void this.send());
    addEventListener("offline", () => void this.say("offline"));
    // Somebody who does not inspect here any more is told once, and not asked for ever.
    setInterval(() => void (this.isGone || this.send()), AGAIN);
    void navigator.storage?.persist?.();
    void prepare(this.device.worker, this.device.pages).catch(() => undefined);
    await this.send();
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
      void this.confirm(form);
    });
  }

  private async confirm(form: HTMLFormElement): Promise<void> {
    await this.working.done();
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value.trim() ?? "";
    const host = value("host") === "yes";
    const status = form.querySelector<HTMLElement>("[data-status]");
    if (host && (value("name") === "" || [...value("name")].length > 50)) {
      const error = document.getElementById("f-name-error");
      if (error) error.textContent = word("name-missing");
      document.getElementById("f-name")?.focus();
      return;
    }
    if (host && !["name", "remark"].every((name) => this.fits(form, name))) return;
    const now = await this.report();
    await put("confirmations", [{ ...this.row(), host, name: value("name"), remark: value("remark"), report: now }]);
    if (status) status.textContent = word("confirmed");
    form.reset();
    await this.draw();
    void this.send();
  }

  /** Sends everything first, and closes only what the server then has: what waits here would be refused ever after. */
  private async close(form: HTMLFormElement): Promise<void> {
    await this.working.done();
    await this.sending;
    await this.send();
    const status = form.querySelector<HTMLElement>("[data-status]");
    const waits = this.outcome !== "sent" || (await counted(this.device)).waiting > 0;
    if (status) status.textContent = waits ? word("close-waits") : "";
    if (waits) return;
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
    await this.draw();
    this.say(this.outcome === "sent" ? "all-sent" : this.outcome);
    if (this.outcome === "sent" && (await counted(this.device)).waiting > 0) setTimeout(() => void this.send(), 1000);
  }

  private async told(known: Known): Promise<void> {
    const list = this.root.querySelector<HTMLElement>("[data-missing]");
    list?.replaceChildren(...known.missing.map((one) => Object.assign(document.createElement("li"), { textContent: one.text })));
    const part = this.root.querySelector<HTMLElement>("[data-missing-part]");
    if (part) part.hidden = known.missing.length === 0;
    const count = this.root.querySelector<HTMLElement>("[data-missing-count]");
    if (count) count.textContent = word("missing", { n: known.missing.length });
    const confirmed = this.root.querySelector<HTMLElement>("[data-confirmed]");
    if (confirmed && known.confirmed.length > 0) confirmed.textContent = known.confirmed.join(", ");
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

const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | RadioNodeList | null;

/** What a form says. */
function read(form: HTMLFormElement, item: number): Content {
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
function firms(form: HTMLFormElement, item: number): string[] {
  const out: string[] = [];
  for (let place = 0; ; place += 1) {
    const select = field(form, `visit.${place}.${item}`);
    if (!(select instanceof HTMLSelectElement)) return out;
    const said = select.selectedOptions[0]?.textContent ?? "";
    if (select.value !== "not_visited") out.push(`${select.labels[0]?.textContent?.trim() ?? ""}: ${said}.`);
  }
}

/** Puts into a form what somebody recorded. */
function write(form: HTMLFormElement, item: number, content: Content): void {
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

/** The list: sends what waits of every inspection, and keeps their pages on the device. */
async function list(root: HTMLElement): Promise<void> {
  const overview = JSON.parse(root.dataset.inspections ?? "{}") as { worker: string; pages: string[]; devices: Device[] };
  const sendAll = async () => {
    for (const device of overview.devices) {
      if ((await counted(device)).waiting > 0) await send(device, async () => undefined).catch(() => undefined);
      const { waiting } = await counted(device);
      const place = root.querySelector<HTMLElement>(`[data-waits="${device.id}"]`);
      if (place) place.textContent = waiting > 0 ? word("kept", { waiting }) : "";
    }
  };
  addEventListener("online", () => void sendAll());
  await sendAll();
  const kept = await prepare(overview.worker, overview.pages);
  const n = Math.floor((kept - 1) / 2);
  const place = root.querySelector<HTMLElement>("[data-prepared]");
  if (place && n > 0) place.textContent = word("prepared", { n });
}

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
