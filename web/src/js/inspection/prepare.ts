// Puts pages and what they are drawn with where the worker finds them without a network.

import { CACHE } from "./device";

/** Keeps these pages, and everything this page was drawn with. Returns how many pages are kept. */
export async function prepare(worker: string, pages: string[]): Promise<number> {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return 0;
  const scope = worker.slice(0, worker.lastIndexOf("/"));
  await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
  const cache = await caches.open(CACHE);
  let kept = 0;
  for (const page of new Set([scope, ...pages])) {
    try {
      const answer = await fetch(page, { headers: { accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        await cache.put(page, answer);
        kept += 1;
      }
    } catch {
      if (await cache.match(page)) kept += 1;
    }
  }
  const used = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  for (const { pathname, origin } of used) {
    if (origin !== location.origin || !pathname.startsWith("/assets/") || (await cache.match(pathname))) continue;
    await cache.add(pathname).catch(() => undefined);
  }
  return kept;
}
