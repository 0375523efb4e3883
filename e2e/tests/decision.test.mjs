// The end of a call on its pages: what is decided, what everybody is told, and what is said against it.

import { after, before, test } from "node:test";

import { checkPage, openBrowser, startServer } from "../harness.mjs";

const PASSWORD = "moru-example";

let browser;

before(async () => {
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
});

/** Does something with a page of somebody who is signed in. */
async function as(server, email, what, language = "ko") {
  const person = await browser.person(server, { label: `decision-${language}` });
  try {
    const { page } = person;
    await page.goto(`/language/${language}?back=/sign-in`);
    await page.locator("#f-email").fill(`${email}@moru.example`);
    await page.locator("#f-password").fill(PASSWORD);
    await press(page);
    await what(page);
  } finally {
    await person.close();
  }
}

async function press(page, button = "main form [type=submit]") {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator(button).last().click()]);
}

async function look(page, name, path) {
  await page.goto(path);
  await checkPage(page, name);
}

test("the committee decides, the ministry confirms, and everybody is told", async () => {
  const server = await startServer({ at: "2024-06-11T10:00:00+09:00" });
  const selection = "/desk/calls/2024/selection";
  try {
    await as(server, "agency-officer", async (page) => {
      await look(page, "ranking", "/desk/calls/2024/scores");
      await look(page, "adjustments", "/desk/calls/2024/adjustments");
      await page.locator("main tbody a").first().click();
      await checkPage(page, "adjustments-sheet");
      await page.locator("main input.num").first().fill("99");
      await press(page);
      await checkPage(page, "adjustments-problems", { console: [/422/] });
      await look(page, "selection-form", selection);
      await page.locator("#f-met_on").fill("2024-06-11");
      await press(page);
      await checkPage(page, "selection-problems", { console: [/422/] });
      await page.locator("#f-minutes").fill("순위대로 의결했습니다.");
      await press(page);
      await checkPage(page, "selection-proposed");
    });
    await as(server, "ministry-manager", async (page) => {
      await look(page, "selection-to-confirm", selection);
      await press(page);
      await checkPage(page, "selection-confirmed");
    });
    await as(server, "agency-manager", async (page) => {
      await look(page, "selection-announce", `${selection}/announcement`);
      await press(page);
      await checkPage(page, "selection-told");
      await look(page, "call-result", "/calls/2024/result");
      await look(page, "call-told", "/calls/2024");
      await look(page, "readings", "/desk/readings");
    });
  } finally {
    await server.stop();
  }
});

for (const language of ["ko", "en"]) {
  test(`an objection from its applicant to its answer (${language})`, async () => {
    const server = await startServer({ at: "2024-06-13T10:00:00+09:00" });
    try {
      await as(server, "applicant-1", async (page) => {
        await page.goto("/applications");
        await page.locator("main tbody a").first().click();
        await page.waitForURL(/applications\/[0-9a-f-]+$/);
        const application = new URL(page.url()).pathname;
        await checkPage(page, "application-told");
        await look(page, "eligibility", `${application}/eligibility`);
        await look(page, "result", `${application}/result`);
        await look(page, "objection-form", `${application}/objection`);
        await page.locator("#f-grounds").fill("계산이 공고와 다릅니다.");
        await press(page);
        await checkPage(page, "objection-filed");
      }, language);
      await as(server, "agency-manager", async (page) => {
        await look(page, "objections", "/desk/objections");
        await page.locator("main tbody a").first().click();
        await page.waitForURL(/objections\/[0-9a-f-]+$/);
        await checkPage(page, "objection-sheet");
        await page.locator("label[for=f-what]").click();
        await page.locator("#f-reason").fill("계산을 다시 했습니다.");
        await page.locator("#f-remedy").fill("점수를 바로잡습니다.");
        await press(page, "main form.fieldset [type=submit]");
        await checkPage(page, "objection-answered");
      }, language);
    } finally {
      await server.stop();
    }
  });
}
