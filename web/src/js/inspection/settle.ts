// What becomes of what was made on a device once the server has answered.

import type { RecordRow, Row } from "./device";

/** Whether the server is still to be asked about a row. */
export const waits = (row: Pick<Row, "sent" | "refused">) => !row.sent && row.refused === undefined;

/** The name of the sentence that says how far a confirmation is: it has confirmed something once the server has it. */
export function progress(row: Pick<Row, "sent" | "refused">): "confirm-refused" | "confirmed" | "confirm-waits" {
  if (row.refused !== undefined) return "confirm-refused";
  return row.sent ? "confirmed" : "confirm-waits";
}

/** Who has confirmed what there is now: nobody while something waits, since whatever is added takes that away. */
export function counting(confirmed: string[], rows: Pick<Row, "sent" | "refused">[]): string[] {
  return rows.some(waits) ? [] : confirmed;
}

/** What the server says about a record that it does not take. */
export interface Refused {
  message: string;
  /** Nothing is wrong with it but that it replaces a record that is not there. */
  based: boolean;
}

/** The names of records in which each that was not taken stands for what it replaced itself, or for the one that took
 *  its place. */
export function lasting(records: RecordRow[], names: string[]): string[] {
  const known = new Map(records.map((record) => [record.id, record]));
  const of = (name: string): string[] => {
    const record = known.get(name);
    if (record?.moved !== undefined) return of(record.moved);
    return record?.refused === undefined ? [name] : record.bases.flatMap(of);
  };
  return [...new Set(names.flatMap(of))];
}

/** The rows to write: what is kept is sent, and what is refused is not sent again. One that is refused only because it
 *  replaced a refused one takes its place under a new name, so that a single mistake holds up nothing after it. The
 *  records are all those of an inspection, the first made first. */
export function settle(records: RecordRow[], kept: Set<string>, refused: Map<string, Refused>, name: () => string): RecordRow[] {
  const all = [...records];
  const out: RecordRow[] = [];
  const write = (row: RecordRow) => {
    const place = all.findIndex(({ id }) => id === row.id);
    if (place < 0) all.push(row);
    else all[place] = row;
    out.push(row);
  };
  for (const record of records) {
    const no = refused.get(record.id);
    if (kept.has(record.id)) write({ ...record, sent: true, refused: undefined });
    if (no === undefined) continue;
    const bases = lasting(all, record.bases);
    const isMoved = no.based && bases.join() !== record.bases.join();
    const moved = isMoved ? name() : undefined;
    write({ ...record, refused: no.message, moved });
    if (moved !== undefined) write({ ...record, id: moved, bases });
  }
  return out;
}
