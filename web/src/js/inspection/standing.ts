// Which records stand, and the hash of all of them: the same rules as crates/programme/src/inspection.

import type { Content, PhotoRow, RecordRow } from "./device";

/** The records of an item that none replaces, in the order of their names. */
export function heads(records: RecordRow[], item: number): RecordRow[] {
  const own = records.filter((record) => record.item === item && record.refused === undefined);
  const replaced = new Set(own.flatMap((record) => record.bases));
  return own.filter((record) => !replaced.has(record.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A content as one text: two that say the same are the same text. */
export function text(content: Content): string {
  return JSON.stringify([content.verdict, content.note, content.area_centi_m2, content.visits]);
}

/** Whether records contradict each other. */
export function differ(list: RecordRow[]): boolean {
  return new Set(list.map((record) => text(record.content))).size > 1;
}

/** The records that whoever writes on from what stands replaces. While two differ it is their own alone: that is
 *  settled where both are seen. */
export function seen(standing: RecordRow[]): string[] {
  return standing.filter(({ mine }) => mine || !differ(standing)).map(({ id }) => id);
}

/** What a record says on a page that shows the firms of a roster. Visits are places among the firms drawn, so those of
 *  another roster say nothing about these. */
export function fitting(record: RecordRow, list: string): Content {
  // The server has taken none that was not of its roster; before records named theirs, it did not change afterwards.
  const isOf = record.list === list || (record.sent && record.list === undefined);
  return isOf ? record.content : { ...record.content, visits: [] };
}

export const nothing = (): Content => ({ verdict: null, note: "", area_centi_m2: null, visits: [] });

export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a confirmation confirms. */
export function report(records: Pick<RecordRow, "id">[], photos: Pick<PhotoRow, "id" | "sha256">[]): Promise<string> {
  const lines = [...records.map(({ id }) => `record ${id}\n`), ...photos.map(({ id, sha256 }) => `photo ${id} ${sha256}\n`)];
  return sha256(new TextEncoder().encode([...new Set(lines)].sort().join("")));
}
