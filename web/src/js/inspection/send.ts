// Sends what waits on the device, in the order in which it was made. Sending twice changes nothing, so whatever was
// not acknowledged is sent again.

import { type Content, put, rows } from "./device";
import { type Refused, settle, waits } from "./settle";

/** Where what is recorded on this device goes. */
export interface Device {
  id: string;
  owner: string;
  records: string;
  photos: string;
}
/** What the page of an inspection says about itself. */
export interface Page extends Device {
  worker: string;
  pages: string[];
  /** The hash of the roster that the firms of this page were drawn from. */
  list: string;
  known: Known | null;
}
export interface Known {
  state: string;
  list: string;
  records: { id: string; item: number; bases: string[]; content: Content; by: string }[];
  photos: { id: string; item: number; sha256: string }[];
  missing: { item: number | null; text: string }[];
  confirmed: string[];
}
/** "gone": whoever is signed in does not inspect here, any more or at all. */
export type Outcome = "sent" | "offline" | "later" | "signed-out" | "gone";

const BATCH = 200;
/** No photo waits longer for the place where it was taken, whatever the clock of the device does meanwhile. */
const LONGEST_WAIT = 10_000;
/** Not allowed, which a role may be again; too slow; too often. */
const AGAIN = [403, 408, 429];
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What the server knows is kept here too. What was made on this device stays as it is and counts as sent. */
export async function learn(device: Device, known: Known): Promise<void> {
  const { id: inspection, owner } = device;
  const records = new Map((await rows("records", inspection, owner)).map((row) => [row.id, row]));
  const photos = new Map((await rows("photos", inspection, owner)).map((row) => [row.id, row]));
  const base = { inspection, owner, mine: false, sent: true, made_at: 0 };
  await put(
    "records",
    known.records.filter(({ id }) => !records.get(id)?.sent).map((record) => ({ ...base, list: known.list, ...records.get(record.id), ...record, sent: true })),
  );
  await put(
    "photos",
    known.photos
      .filter(({ id }) => !photos.get(id)?.sent)
      .map((photo) => ({ ...base, thumb: "", ...photos.get(photo.id), ...photo, bytes: undefined, sent: true })),
  );
}

/** How much was made on this device, and how much of it waits to be sent. */
export async function counted(device: Device): Promise<{ waiting: number; sent: number }> {
  const { id, owner } = device;
  const all = [await rows("records", id, owner), await rows("photos", id, owner), await rows("confirmations", id, owner)].flat();
  const mine = all.filter((row) => row.mine);
  const waiting = mine.filter(waits).length;
  return { waiting, sent: mine.filter((row) => row.sent).length };
}

/** Sends everything of an inspection that waits. */
export async function send(device: Device, tell: (known: Known) => Promise<void>): Promise<Outcome> {
  const { id, owner } = device;
  let size = BATCH;
  for (;;) {
    const records = (await rows("records", id, owner)).filter(waits).slice(0, size);
    const confirmations = (await rows("confirmations", id, owner)).filter(waits).slice(0, size - records.length);
    const count = records.length + confirmations.length;
    const body = JSON.stringify({
      owner,
      records: records.map(({ id, item, bases, content, list, made_at }) => ({ id, item, bases, content, list: list ?? "", made_at })),
      confirmations: confirmations.map(({ id, host, name, remark, report, made_at }) => ({ id, host, name, remark, report, made_at })),
    });
    const response = await post(device.records, body, "application/json");
    if (typeof response === "string") return response;
    if (!response.ok) {
      // Something in it cannot be read. One after the other, it is found, and holds up none of the others.
      const refused = count === 1 ? await response.text() : undefined;
      if (count === 0) return "later";
      if (refused !== undefined) await put("records", records.map((row) => ({ ...row, refused })));
      if (refused !== undefined) await put("confirmations", confirmations.map((row) => ({ ...row, refused })));
      size = 1;
      continue;
    }
    const answer = (await response.json()) as { kept: string[]; refused: ({ id: string } & Refused)[]; known: Known };
    const kept = new Set(answer.kept);
    const refused = new Map(answer.refused.map((one) => [one.id, one]));
    const told = (row: { id: string }) => kept.has(row.id) || refused.has(row.id);
    await put("records", settle(await rows("records", id, owner), kept, refused, () => crypto.randomUUID()));
    await put(
      "confirmations",
      confirmations.filter(told).map((row) => ({ ...row, sent: kept.has(row.id), refused: refused.get(row.id)?.message })),
    );
    await learn(device, answer.known);
    await tell(answer.known);
    if (count < size) break;
    // An answer that says nothing of what was sent would be asked for again and again.
    if (![...records, ...confirmations].some(told)) return "later";
  }
  let photos = 0;
  for (const photo of (await rows("photos", id, owner)).filter(waits)) {
    const early = (photo.from ?? 0) - Date.now();
    if (!photo.bytes || (early > 0 && early <= LONGEST_WAIT)) continue;
    const query = new URLSearchParams({ owner, item: String(photo.item), sha256: photo.sha256, made_at: String(photo.made_at) });
    if (photo.latitude_e6 !== undefined) query.set("latitude_e6", String(photo.latitude_e6));
    if (photo.longitude_e6 !== undefined) query.set("longitude_e6", String(photo.longitude_e6));
    const response = await post(`${device.photos.replace(NOBODY, photo.id)}?${query}`, photo.bytes, "image/jpeg");
    if (typeof response === "string") return response;
    if (response.ok) await put("photos", [{ ...photo, bytes: undefined, sent: true }]);
    else await put("photos", [{ ...photo, refused: await response.text() }]);
    photos += 1;
  }
  // What is missing has changed with the photos.
  return photos > 0 ? send(device, tell) : "sent";
}

/** The answer, or why there is none. A record is refused one by one in the answer; a photo, or what cannot be read, by
 *  the status. */
async function post(url: string, body: BodyInit, type: string): Promise<Response | Outcome> {
  let response: Response;
  try {
    const headers = { "content-type": type, accept: "application/json" };
    response = await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(60_000) });
  } catch {
    return navigator.onLine ? "later" : "offline";
  }
  if (response.status === 401) return "signed-out";
  if (response.status === 404) return "gone";
  // What is no answer about what was sent: it is sent again.
  if (response.status >= 500 || AGAIN.includes(response.status)) return "later";
  return response;
}
