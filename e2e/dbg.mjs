import { openBrowser, startServer, DESKTOP, PHONE } from "./harness.mjs";
const server = await startServer({ at: "2024-05-28T10:00:00+09:00" });
const b = await openBrowser();
const p = await b.person(server, { viewport: PHONE });
const page = p.page;
try {
await page.goto("/sign-in");
await page.locator("#f-email").fill("evaluator-2@moru.example");
await page.locator("#f-password").fill("moru-example");
await page.locator("main form [type=submit]").last().click();
await page.waitForURL(u => u.pathname !== "/sign-in");
await page.goto("/inspections");
await page.waitForTimeout(1500);
await page.screenshot({ path: "/tmp/wt-s0.png" });
await page.locator("main h2 a").last().click();
await page.waitForURL(/inspections\/[0-9a-f-]+$/);
await page.waitForTimeout(2000);
await page.screenshot({ path: "/tmp/wt-s1.png" });
await page.locator('[id="item-2"]').scrollIntoViewIfNeeded();
await page.evaluate(() => document.querySelector('[id="item-2"]').scrollIntoView());
await page.screenshot({ path: "/tmp/wt-s2.png" });
await page.evaluate(() => document.querySelector('[id="item-11"]').scrollIntoView());
await page.screenshot({ path: "/tmp/wt-s3.png" });
await page.evaluate(() => document.querySelector('#closing').scrollIntoView());
await page.screenshot({ path: "/tmp/wt-s4.png" });
await page.setViewportSize(DESKTOP);
await page.evaluate(() => document.querySelector('[id="item-2"]').scrollIntoView());
await page.screenshot({ path: "/tmp/wt-s5.png" });
} finally { await b.close(); await server.stop(); }
