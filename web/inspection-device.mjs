// As much of a browser's storage as an inspection needs, in memory, for tests: stores by name, rows by their ids.

/** A device; `fails` names what the next call of "open", "read" or "write" throws. */
export function device() {
  const stores = new Map();
  const fails = {};
  let handle;
  const later = (run) => queueMicrotask(run);
  const failing = (what) => {
    const problem = fails[what];
    delete fails[what];
    if (problem) throw new DOMException(problem, problem);
  };
  const request = (work) => {
    const one = {};
    later(() => {
      one.result = work();
      one.onsuccess?.();
    });
    return one;
  };
  const transaction = (name, mode) => {
    failing(mode === "readwrite" ? "write" : "read");
    const open = {
      objectStore: (store) => {
        const rows = stores.get(store);
        return {
          get: (id) => request(() => structuredClone(rows.get(id))),
          put: (row) => rows.set(row.id, structuredClone(row)),
          index: () => ({
            getAll: (inspection) => request(() => structuredClone([...rows.values()].filter((row) => row.inspection === inspection))),
          }),
        };
      },
    };
    // A transaction ends once nothing of it is under way.
    setTimeout(() => open.oncomplete?.(), 1);
    return open;
  };
  const indexedDB = {
    opened: 0,
    open: () => {
      const one = {};
      later(() => {
        indexedDB.opened += 1;
        try {
          failing("open");
        } catch (problem) {
          one.error = problem;
          one.onerror?.();
          return;
        }
        handle = {
          transaction,
          close: () => undefined,
          createObjectStore: (store) => {
            stores.set(store, stores.get(store) ?? new Map());
            return { createIndex: () => undefined };
          },
        };
        one.result = handle;
        one.onupgradeneeded?.();
        one.onsuccess?.();
      });
      return one;
    },
  };
  Object.assign(globalThis, { indexedDB, localStorage: { setItem: () => undefined, getItem: () => null } });
  return { stores, fails, indexedDB, handle: () => handle };
}

/** Answers requests: each handler is given the address and what was sent, and returns a status with an answer. */
export function network(handle) {
  const sent = [];
  globalThis.fetch = async (url, { body }) => {
    const content = typeof body === "string" ? JSON.parse(body) : body;
    sent.push([url, content]);
    const [status, answer] = await handle(url, content);
    return new Response(answer === undefined ? null : JSON.stringify(answer), { status });
  };
  return sent;
}
