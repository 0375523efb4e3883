// The journey everything else serves: somebody finds out that their place qualifies, applies in the last minutes,
// and leaves with a proof. It is walked with and without JavaScript, on both database engines.
//
// A step without `walk` is not written yet; it is reported as to do, and so are the steps after it.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { checkPage, openBrowser, runMoru, startServer } from "../harness.mjs";

// Five minutes before the example call closes.
const CLOCK = "2024-05-10T17:55:00+09:00";

const VARIANTS = [
  { engine: "sqlite", javaScript: true, label: "" },
  { engine: "sqlite", javaScript: false, label: "plain" },
  { engine: "postgres", javaScript: true, label: "postgres" },
  { engine: "postgres", javaScript: false, label: "postgres-plain" },
];

const INSTITUTION = {
  institution: "예시산업진흥원",
  kind: "local_gov_affiliate",
  business_number: "123-45-67891",
  representative_title: "원장",
  address: "서울특별시 영등포구 예시로 1",
  phone: "02-123-4567",
  person: "예시 담당자",
  email: "apply@example.kr",
  password: "모루로 신청하겠습니다",
  consent: true,
};

const STEPS = [
  {
    name: "home",
    does: "shows what is open now",
    async walk({ page }) {
      await page.goto("/");
      await oneHeading(page);
    },
  },
  {
    name: "atlas",
    does: "shows the clusters as a table, with or without a map",
    async walk({ page }) {
      await follow(page, "/atlas");
      await oneHeading(page);
      await page.locator("table").first().waitFor();
    },
  },
  {
    name: "call",
    does: "shows the open call with its deadline",
    async walk({ page }) {
      await follow(page, "/calls");
      await oneHeading(page);
      await page.locator('main a[href^="/calls/"]').first().click();
      await oneHeading(page);
    },
  },
  {
    name: "sign-up",
    does: "opens an account for an institution, and names what is wrong without losing what was typed",
    async walk({ page }) {
      await page.goto("/sign-up");
      await fill(page, { ...INSTITUTION, business_number: "123-45-67890" });
      await send(page);
      await page.getByText("사업자등록번호 10자리를 확인해 주세요.").first().waitFor();
      assert.equal(await page.locator('[name="address"]').inputValue(), INSTITUTION.address);
      await checkPage(page, "sign-up-refused");
      await page.locator('[name="business_number"]').fill(INSTITUTION.business_number);
      await page.locator('[name="password"]').fill(INSTITUTION.password);
      await send(page);
      assert.notEqual(new URL(page.url()).pathname, "/sign-up");
    },
  },
  { name: "form", does: "asks the questions of the application, and keeps what was typed" },
  { name: "gates", does: "shows every condition with its evidence" },
  { name: "submit", does: "takes the application before the deadline" },
  { name: "receipt", does: "gives a receipt that anyone can check" },
  {
    name: "verify",
    does: "confirms the receipt, and refuses a changed one",
    async walk({ context, server, notes }) {
      // The step "receipt" notes the address of its page.
      const receipt = await (await context.request.get(`${notes.receipt}.json`)).text();
      const key = await (await context.request.get("/verify/key")).text();
      const whole = join(server.folder, "receipt.json");
      const changed = join(server.folder, "changed.json");
      writeFileSync(whole, receipt);
      // One digit, wherever the first one stands.
      writeFileSync(changed, receipt.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)));
      assert.equal(runMoru("verify", whole, "--key", key.trim()).status, 0);
      assert.equal(runMoru("verify", changed, "--key", key.trim()).status, 1);
    },
  },
];

let browser;

before(async () => {
  browser = await openBrowser();
});

after(() => browser?.close());

for (const variant of VARIANTS) {
  const how = `${variant.engine}, ${variant.javaScript ? "with" : "without"} JavaScript`;

  test(`an institution applies (${how})`, async (t) => {
    const server = await startServer({ engine: variant.engine, at: CLOCK });
    const person = await browser.person(server, variant);
    const journey = { ...person, server, notes: {} };
    try {
      let written = true;
      for (const { name, does, walk } of STEPS) {
        written &&= walk !== undefined;
        if (!written) {
          await t.test(`${name} ${does}`, { todo: true }, () => {});
          continue;
        }
        const step = await attempt(t, `${name} ${does}`, async () => {
          await walk(journey);
          await checkPage(journey.page, name);
        });
        // What comes after a failed step would only fail again.
        if (!step) break;
      }
    } finally {
      await person.close();
      await server.stop();
    }
  });
}

/** Runs a step and tells whether it passed; the runner only reports it. */
async function attempt(t, name, work) {
  let passed = false;
  await t.test(name, async () => {
    await work();
    passed = true;
  });
  return passed;
}

/** Goes to an address as a person does: by a link on the page. */
async function follow(page, path) {
  await page.locator(`a[href="${path}"]`).first().click();
  await page.waitForURL((url) => url.pathname === path);
}

async function oneHeading(page) {
  assert.equal(await page.locator("h1").count(), 1, `${page.url()} has to have one h1`);
}

/** Fills fields by their names: a text, a choice by its value, or a box to tick. */
async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name="${name}"]:not([type="hidden"])`).first();
    if (value === true) await field.check({ force: true });
    else if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Presses the one button that sends the page's form, and waits for the answer. */
async function send(page) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator('main form [type="submit"]').last().click()]);
}
