// What this device keeps of inspections: everything that was recorded here, until the server has it, and what the
// server has said, so that it can be read without a network. Every row belongs to one account.

export const DATABASE = "moru-inspections";
export const CACHE = "moru-inspections";
/** Set once something is kept, so that other pages know that there is something to clear away. */
export const USED = "moru:inspections";

export type Verdict = "conform" | "fix" | "fail" | "not_applicable";
export interface Content {
  verdict: Verdict | null;
  note: string;
  area_centi_m2: number | null;
  visits: string[];
}
export interface Row {
  id: string;
  inspection: string;
  owner: string;
  made_at: number;
  /** Made on this device. */
  mine: boolean;
  /** Acknowledged by the server. */
  sent: boolean;
  /** Why the server does not take it. */
  refused?: string;
}
export interface RecordRow extends Row {
  item: number;
  bases: string[];
  content: Content;
  /** The hash of the roster that the firms of its visits are places of. */
  list?: string;
  /** What it says of these firms, in words: for whoever reads it when others have been drawn. */
  firms?: string[];
  by: string;
  /** The name of the record that says the same in its place, where one that it replaced was not taken. */
  moved?: string;
}
export interface PhotoRow extends Row {
  item: number;
  sha256: string;
  /** The picture, until the server has it. */
  bytes?: ArrayBuffer;
  /** A small one, as a data address. */
  thumb: string;
  latitude_e6?: number;
  longitude_e6?: number;
  /** Not sent before this instant, while the device may still learn where it was taken. */
  from?: number;
}
export interface ConfirmationRow extends Row {
  host: boolean;
  name: string;
  remark: string;
  report: string;
}
interface Stores {
  records: RecordRow;
  photos: PhotoRow;
  confirmations: ConfirmationRow;
}
export type Store = keyof Stores;
export const STORES: Store[] = ["records", "photos", "confirmations"];

let opened: Promise<IDBDatabase> | undefined;

/** Whoever asks next opens it again. */
function forget(): void {
  void opened?.then((database) => database.close()).catch(() => undefined);
  opened = undefined;
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      for (const name of STORES) request.result.createObjectStore(name, { keyPath: "id" }).createIndex("inspection", "inspection");
    };
    request.onsuccess = () => {
      localStorage.setItem(USED, "yes");
      // A browser closes it when it runs short of memory, and another page when it needs a newer one.
      request.result.onclose = request.result.onversionchange = forget;
      resolve(request.result);
    };
    request.onerror = () => {
      forget();
      reject(request.error);
    };
  });
  return opened;
}

/** Whether there is no room left: then trying again helps nobody. */
export const isFull = (problem: unknown) => problem instanceof DOMException && problem.name === "QuotaExceededError";

/** Works with the database; where that fails it is opened once more, since the one there was may be closed. */
async function within<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
  try {
    return await work(await open());
  } catch (problem) {
    if (isFull(problem)) throw problem;
    forget();
    return work(await open());
  }
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** The rows of an inspection that belong to somebody, the first made first. */
export async function rows<S extends Store>(store: S, inspection: string, owner: string): Promise<Stores[S][]> {
  const found = await within((database) => {
    const request = database.transaction(store).objectStore(store).index("inspection").getAll(inspection);
    return new Promise<Stores[S][]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result as Stores[S][]);
      request.onerror = () => reject(request.error);
    });
  });
  return found.filter((row) => row.owner === owner).sort((a, b) => a.made_at - b.made_at || (a.id < b.id ? -1 : 1));
}

/** Writes rows and returns when they are on the device, not before. */
export async function put<S extends Store>(store: S, list: Stores[S][]): Promise<void> {
  if (list.length === 0) return;
  await within((database) => {
    const transaction = database.transaction(store, "readwrite", { durability: "strict" });
    for (const row of list) transaction.objectStore(store).put(row);
    return done(transaction);
  });
}

/** Adds to a row what has become known; one that is sent stays as it was sent. */
export async function amend<S extends Store>(store: S, id: string, more: Partial<Stores[S]>): Promise<void> {
  await within((database) => {
    const transaction = database.transaction(store, "readwrite", { durability: "strict" });
    const rows = transaction.objectStore(store);
    const request = rows.get(id);
    request.onsuccess = () => {
      const row = request.result as Stores[S] | undefined;
      if (row && !row.sent) rows.put({ ...row, ...more });
    };
    return done(transaction);
  });
}

/** Clears away what somebody who leaves this device need not leave on it: pages, and what the server has. What is not
 *  sent yet stays, for its owner alone. */
export async function leave(): Promise<void> {
  await caches.delete(CACHE);
  const transaction = (await open()).transaction(STORES, "readwrite");
  for (const name of STORES) {
    const request = transaction.objectStore(name).openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      if ((cursor.value as Row).sent) cursor.delete();
      cursor.continue();
    };
  }
  await done(transaction);
}
