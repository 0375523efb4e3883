// One form in two tabs: neither takes back what was written in the other, and what could not be saved is offered.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { openBrowser, startServer, until } from "../../harness.mjs";

let browser;
let server;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ at: "2024-05-10T10:00:00+09:00", applicants: 3 });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Two tabs of one person on the first step of their draft. */
async function twoTabs({ cookie, application }, javaScript) {
  const { context, page, close } = await browser.person(server, { javaScript });
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  const tabs = [page, await context.newPage()];
  const path = `/applications/${application}/steps/institution`;
  for (const tab of tabs) await tab.goto(path);
  return { tabs, path, close };
}

function field(tab, name) {
  return tab.locator(`#step [name="${name}"]`);
}

/** What somebody who comes now is shown. */
async function shown(tab, path, ...names) {
  const page = await tab.context().newPage();
  await page.goto(path);
  const values = [];
  for (const name of names) values.push(await field(page, name).inputValue());
  await page.close();
  return values;
}

async function type(tab, name, text) {
  await field(tab, name).fill(text);
  await field(tab, name).blur();
}

/** Types and waits until it is saved, as somebody who looks at the line under the field. */
async function typeAndSave(tab, name, text) {
  await type(tab, name, text);
  await tab.locator(`[id="f-${name}-status"]`).getByText("자동 저장됨").waitFor();
}

async function send(tab) {
  await Promise.all([tab.waitForEvent("domcontentloaded"), tab.locator('#step [type="submit"]').last().click()]);
}

// Side by side, each with a draft of its own, because most of it is waiting.
describe("one form in two tabs", { concurrency: true }, () => {
  for (const javaScript of [true, false]) {
    test(`sending one tab takes back nothing written in another (${javaScript ? "with" : "without"} JavaScript)`, async () => {
      const { tabs: [one, other], path, close } = await twoTabs(server.applicants[Number(javaScript)], javaScript);
      try {
        if (javaScript) {
          await typeAndSave(other, "capacity", "예시: 처음 쓴 글");
          await typeAndSave(one, "capacity", "예시: 나중에 쓴 글");
          assert.deepEqual(await shown(one, path, "capacity"), ["예시: 나중에 쓴 글"], "the last one stands");
          await typeAndSave(other, "contact.name", "예시 다른 창");
        } else {
          await type(other, "contact.name", "예시 다른 창");
          await send(other);
        }
        await type(one, "contact.phone", "02-333-4444");
        await send(one);
        assert.deepEqual(await shown(one, path, "contact.name", "contact.phone"), ["예시 다른 창", "02-333-4444"]);
      } finally {
        await close();
      }
    });
  }

  test("a tab that could not save says what differs when it comes back, and gives it back when asked", async () => {
    const { tabs: [one, other], path, close } = await twoTabs(server.applicants[2], true);
    try {
      await one.route("**/answers", (route) => route.abort());
      await type(one, "capacity", "예시: 끊긴 창에서 쓴 글");
      await one.getByText("이 기기에 보관했고").first().waitFor();
      await typeAndSave(other, "capacity", "예시: 그사이 쓴 글");
      await one.reload();
      assert.equal(await field(one, "capacity").inputValue(), "예시: 그사이 쓴 글", "newer text is not written over");
      await one.getByText("이 기기에 보관한 내용: 예시: 끊긴 창에서 쓴 글").waitFor();
      await one.unroute("**/answers");
      await one.getByRole("button", { name: "보관한 내용 쓰기" }).click();
      await until("it is saved", 10, async () => (await shown(one, path, "capacity"))[0] === "예시: 끊긴 창에서 쓴 글");
    } finally {
      await close();
    }
  });
});
