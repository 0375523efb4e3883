// The look at a page that every page gets.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import axe from "axe-core";

import { DESKTOP, PHONE, takeProblems } from "./browser.mjs";

const OUTPUT = fileURLToPath(new URL("../output/", import.meta.url));

// Every rule that judges, experimental ones too; left out are only those of level AAA, which ask for colours the
// government's design system does not have, and those that were replaced by others.
const RULES = Object.fromEntries(
  axe
    .getRules()
    .filter(({ tags }) => !tags.includes("wcag2aaa") && !tags.includes("deprecated"))
    .map(({ ruleId }) => [ruleId, { enabled: true }]),
);

/**
 * Fails unless the page, wide and narrow, passes every accessibility rule, fits a phone's width and has reported no
 * error; leaves pictures of both widths in e2e/output/.
 *
 * @param {import("playwright-core").Page} page of a person()
 * @param {string} name of the pictures
 * @param {object} [expected]
 * @param {RegExp[]} [expected.console] errors that belong to this page, such as the status of a refusal
 */
export async function checkPage(page, name, { console: known = [] } = {}) {
  const { javaScript = true, label = "" } = page.moru ?? {};
  const findings = takeProblems(page).filter((problem) => !known.some((pattern) => pattern.test(problem)));
  const before = page.viewportSize();
  mkdirSync(OUTPUT, { recursive: true });
  const twin = javaScript ? null : await withScripting(page);
  const judged = twin?.page ?? page;
  try {
    for (const viewport of [DESKTOP, PHONE]) {
      for (const shown of new Set([page, judged])) await shown.setViewportSize(viewport);
      await page.screenshot({ path: `${OUTPUT}${file(name, label)}-${viewport.width}.png`, fullPage: true });
      findings.push(...(await judge(judged, viewport.width)));
    }
  } finally {
    await twin?.close();
    if (before) await page.setViewportSize(before);
  }
  if (findings.length > 0) throw new Error([`${name} (${page.url()})`, ...findings].join("\n"));
}

function file(name, label) {
  return label ? `${name}-${label}` : name;
}

async function judge(page, width) {
  const findings = [];
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  if (needed > width) findings.push(`${width} px: the page is ${needed} px wide and scrolls sideways`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { rules }), RULES);
  for (const { id, help, nodes } of violations) {
    for (const node of nodes) findings.push(`${width} px: ${id}: ${help}: ${node.target.join(" ")}`);
  }
  return findings;
}

/**
 * The same document, cookies and address in a context where axe can run. The page's own scripts do not run there,
 * so what is judged is what somebody without JavaScript has in front of them.
 */
async function withScripting(page) {
  const html = await page.content();
  const context = await page.context().browser().newContext({
    storageState: await page.context().storageState(),
    viewport: page.viewportSize(),
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    reducedMotion: "reduce",
  });
  const twin = await context.newPage();
  await twin.route("**/*", (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
    return request.resourceType() === "script" ? route.abort() : route.continue();
  });
  await twin.goto(page.url(), { waitUntil: "load" });
  return { page: twin, close: () => context.close() };
}
