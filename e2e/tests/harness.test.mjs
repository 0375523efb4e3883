// The look at a page has to see what is wrong: each fault here must be found, with and without JavaScript.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { checkPage, openBrowser } from "../harness.mjs";

const GOOD = "<main><h1>예시</h1><p>글자가 잘 보입니다.</p></main>";
const PAGES = {
  "/good": GOOD,
  "/contrast": "<main><h1>예시</h1><p style='color:#bbb'>글자가 흐립니다.</p></main>",
  "/wide": `<main><h1>예시</h1><p style="width:700px">너무 넓습니다.</p></main>`,
  "/unlabelled": "<main><h1>예시</h1><form><input name='x'></form></main>",
};

let browser;
let pages;
let server;

before(async () => {
  pages = createServer((request, response) => {
    const body = PAGES[request.url];
    response.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    const head = `<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>예시</title>`;
    response.end(`<!doctype html><html lang="ko"><head>${head}</head><body>${body ?? GOOD}</body></html>`);
  });
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  server = { url: `http://127.0.0.1:${pages.address().port}` };
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await new Promise((resolve) => pages.close(resolve));
});

for (const javaScript of [true, false]) {
  const how = javaScript ? "with JavaScript" : "without JavaScript";

  async function look(path, expected) {
    const { page, close } = await browser.person(server, { javaScript, label: javaScript ? "" : "plain" });
    try {
      await page.goto(path);
      await checkPage(page, `harness${path.replace("/", "-")}`, expected);
    } finally {
      await close();
    }
  }

  test(`a good page passes ${how}`, () => look("/good"));

  test(`weak contrast is found ${how}`, () => assert.rejects(look("/contrast"), / color-contrast: /));

  test(`a field without a label is found ${how}`, () => assert.rejects(look("/unlabelled"), / label: /));

  test(`sideways scrolling on a phone is found ${how}`, () => assert.rejects(look("/wide"), /390 px: the page is/));

  test(`an unexpected status is found, an expected one is not ${how}`, async () => {
    await assert.rejects(look("/missing"), /404/);
    await look("/missing", { console: [/404/] });
  });
}
