// The journey everything else serves: somebody finds out that their place qualifies, applies in the last minutes,
// and leaves with a proof. It is walked with and without JavaScript, on both database engines.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { checkPage, openBrowser, pdf, runMoru, startServer } from "../harness.mjs";

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
  {
    name: "form",
    does: "asks the questions of the application, and keeps what was typed",
    async walk({ page }) {
      await page.goto("/calls/2024");
      await press(page, page.locator('main form[action$="/apply"] button'));
      await fill(page, { "contact.name": "예시 담당자", "contact.phone": "02-123-4567", "contact.email": "no address" });
      await fill(page, { capacity: "예시: 지역 소공인 교육을 해마다 열었습니다." });
      await send(page);
      // What is wrong is said beside its field, and nothing typed is gone.
      await page.getByText("이메일 주소를 확인해 주세요.").first().waitFor();
      assert.equal(await page.locator('[name="contact.email"]').inputValue(), "no address");
      await checkPage(page, "form-refused");
      await fill(page, { "contact.email": "apply@example.kr" });
      await send(page);
      await page.getByRole("heading", { name: "어느 집적지를 지원하나요?" }).waitFor();
      await fill(page, { zone: "ㅁㄹ", division: "25" });
      await send(page);
      await page.getByLabel("서울특별시 영등포구 문래동").check({ force: true });
      await checkPage(page, "form-cluster");
      await send(page);
      await page.getByRole("heading", { name: "누가 어디에서 운영하나요?" }).waitFor();
      for (const row of [0, 1]) await fill(page, person(row));
      await fill(page, { "premises.0.address": "예시로 1, 2층", "premises.0.area": "132.24", "premises.0.inside": "yes" });
      await fill(page, { "premises.0.dedicated": true, "premises.0.tenure": "own" });
      await fill(page, { "devices.0.name": "3D 프린터", "devices.0.quantity": "2", "devices.0.dedicated": true });
      await checkPage(page, "form-resources");
      await send(page);
      await page.getByRole("heading", { name: "무엇을 하려고 하나요?" }).waitFor();
      for (const code of ["M1", "M2", "M3", "M4", "M5", "E0", "V1", "V3", "V5"]) {
        await fill(page, { [`plan.${code}`]: "예시: 분기마다 수요를 조사하고 결과를 점검합니다." });
      }
      await checkPage(page, "form-plan");
      await send(page);
      await page.getByRole("heading", { name: "확인하고 제출할까요?" }).waitFor();
    },
  },
  {
    name: "gates",
    does: "shows every condition with its evidence, and follows what is mended",
    async walk({ page }) {
      const panel = page.locator(".findings");
      assert.equal(await panel.locator("li").count(), 5);
      assert.match(await panel.textContent(), /소공인 812개 ≥ 기준 50개/);
      assert.match(await panel.textContent(), /지금 2명입니다. 1명을 더 등록해 주세요./);
      const review = page.url();
      await page.goto(review.replace("review", "resources"));
      await fill(page, person(2));
      await send(page);
      await page.goto(review);
      assert.match(await page.locator(".findings").textContent(), /3명입니다. 3명 이상이어야 합니다./);
    },
  },
  {
    name: "submit",
    does: "takes the application before the deadline, once it is complete",
    async walk({ page }) {
      await send(page);
      await page.getByText("꼭 필요한 서류입니다. 파일을 붙여 주세요.").first().waitFor();
      await checkPage(page, "submit-refused", { console: [/422/] });
      for (const [slot, name] of [["articles", "예시 정관.pdf"], ["plan", "예시 사업계획서.pdf"]]) {
        const form = page.locator(`form[action$="/files"]:has(input[value="${slot}"])`);
        await form.locator('input[type="file"]').setInputFiles({ name, mimeType: "application/pdf", buffer: pdf(slot) });
        await press(page, form.locator("button"));
      }
      await fill(page, { "consent.privacy": true, "consent.integrity": true, "consent.truth": true });
      await press(page, page.locator("form#step .actions button").first());
      await send(page);
    },
  },
  {
    name: "receipt",
    does: "gives a receipt that anyone can check",
    async walk({ page, notes }) {
      await page.getByRole("heading", { name: "신청을 받았습니다" }).waitFor();
      notes.receipt = page.url();
      assert.match(await page.locator(".receipt").textContent(), /MR-2024-\d{6}/);
      assert.equal(await page.locator(".receipt svg").count() > 0, true);
      // Going back and sending again gives the same receipt.
      const number = await page.locator(".receipt-number").textContent();
      await page.goto(notes.receipt.replace(/\/receipt$/, ""));
      await page.getByRole("link", { name: "접수증 보기" }).click();
      assert.equal(await page.locator(".receipt-number").textContent(), number);
    },
  },
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

/** The fields of one person of the staff. */
function person(row) {
  return {
    [`staff.${row}.name`]: `예시 인력 ${row + 1}`,
    [`staff.${row}.phone`]: `010-2000-000${row}`,
    [`staff.${row}.job`]: row === 0 ? "센터장" : "매니저",
    [`staff.${row}.employment`]: "full_time",
    [`staff.${row}.dedicated`]: true,
  };
}

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
      for (const { name, does, walk } of STEPS) {
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
    if (value === true) await tick(page, field);
    else if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Ticks a box by its label, as a person does: after what is still moving has come to rest. */
async function tick(page, box) {
  const id = await box.getAttribute("id");
  if (!(await box.isChecked())) await page.locator(`label[for="${id}"]`).click();
  assert.equal(await box.isChecked(), true, `${id} is ticked`);
}

/** Presses a button and waits for the page that answers. */
async function press(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}

/** Presses the one button that sends the page's form, and waits for the answer. */
async function send(page) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator('main form [type="submit"]').last().click()]);
}
