// People with browsers.

import { chromium } from "playwright-core";

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What went wrong in a page since it was looked at last. */
const problems = new WeakMap();

/**
 * One browser for a test file; `after(() => browser.close())` ends it.
 */
export async function openBrowser() {
  const executablePath = process.env.MORU_CHROMIUM ?? "/usr/bin/chromium";
  const chromiumBrowser = await chromium.launch({ executablePath, args: FLAGS });
  return {
    /**
     * Somebody with cookies of their own, and one page open at the server's address.
     *
     * @param {object} server what startServer() returned
     * @param {object} [how]
     * @param {boolean} [how.javaScript] whether scripts run; every journey has to work without
     * @param {{width: number, height: number}} [how.viewport] DESKTOP or PHONE
     * @param {string} [how.language] what the browser asks for
     * @param {string} [how.label] added to the names of screenshots, to tell variants apart
     */
    async person(server, { javaScript = true, viewport = DESKTOP, language = "ko-KR", label = "" } = {}) {
      const context = await chromiumBrowser.newContext({
        baseURL: server.url,
        javaScriptEnabled: javaScript,
        viewport,
        locale: language,
        timezoneId: "Asia/Seoul",
        reducedMotion: "reduce",
        acceptDownloads: true,
      });
      context.setDefaultTimeout(15_000);
      context.on("page", watch);
      const page = await context.newPage();
      page.moru = { javaScript, label };
      return { context, page, close: () => context.close() };
    },
    close: () => chromiumBrowser.close(),
  };
}

function watch(page) {
  problems.set(page, []);
  const note = (what) => problems.get(page).push(what);
  page.on("pageerror", (error) => note(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
  });
}

/** Returns what went wrong since the last call, and forgets it. */
export function takeProblems(page) {
  const found = problems.get(page) ?? [];
  problems.set(page, []);
  return found;
}
