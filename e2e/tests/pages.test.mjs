// Every page there is, as each of its readers sees it, in both languages: axe finds nothing, nothing scrolls sideways
// on a phone, nothing complains in the console.

import { after, before, test } from "node:test";

import { checkPage, openBrowser, startServer } from "../harness.mjs";

const PASSWORD = "moru-example";

const VISITOR = {
  home: "/",
  atlas: "/atlas",
  "atlas-province": "/atlas?sido=서울",
  "atlas-search": "/atlas?q=ㅁㄹ",
  "atlas-card": "/atlas/1156060500/C25",
  "atlas-unknown": "/atlas/1156060500/C14",
  calls: "/calls",
  call: "/calls/2024",
  "call-questions": "/calls/2024/questions",
  centres: "/centres",
  news: "/news",
  release: "/news/2024-operators",
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  verify: "/verify",
  "document-check": "/documents/verify",
  missing: "/nothing-here",
};

const APPLICANT = { applications: "/applications", colleagues: "/colleagues" };

const OFFICER = {
  intake: "/desk/calls/2024/applications",
  "desk-questions": "/desk/calls/2024/questions",
  "desk-receipts": "/desk/calls/2024/external-receipts",
  "desk-news": "/desk/news",
  "desk-news-new": "/desk/news/new",
  "desk-release": "/desk/news/2024-operators-as-received",
  "desk-calls": "/desk/calls",
  "desk-call-new": "/desk/calls/new",
  "desk-call": "/desk/calls/2024",
  "desk-call-draft": "/desk/calls/2025",
  "desk-call-basics": "/desk/calls/2025/sections/basics",
  "desk-call-dates": "/desk/calls/2025/sections/dates",
  "desk-call-requirements": "/desk/calls/2025/sections/requirements",
  "desk-call-stages": "/desk/calls/2025/sections/stages",
  "desk-call-criteria": "/desk/calls/2025/sections/criteria",
  "desk-call-schedule": "/desk/calls/2025/sections/schedule",
  "desk-call-papers": "/desk/calls/2025/sections/papers",
  "desk-call-contacts": "/desk/calls/2025/sections/contacts",
};

let browser;
let server;

before(async () => {
  browser = await openBrowser();
  server = await startServer();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const language of ["ko", "en"]) {
  test(`a visitor's pages (${language})`, () => walk({ language, pages: VISITOR }));

  test(`an applicant's pages (${language})`, async () => {
    await walk({ language, email: "applicant@moru.example", pages: APPLICANT, then: steps });
  });

  test(`an officer's pages (${language})`, async () => {
    await walk({ language, email: "agency-officer@moru.example", pages: OFFICER, then: record });
  });
}

/** Opens each page and looks at it; then does what else its reader does. */
async function walk({ language, email, pages, then }) {
  const person = await browser.person(server, { label: `page-${language}` });
  try {
    const { page } = person;
    await page.goto(`/language/${language}?back=/`);
    if (email) {
      await page.goto("/sign-in");
      await page.locator("#f-email").fill(email);
      await page.locator("#f-password").fill(PASSWORD);
      await Promise.all([page.waitForEvent("domcontentloaded"), page.locator("main form [type=submit]").click()]);
    }
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await checkPage(page, name, name === "missing" ? { console: [/404/] } : {});
    }
    await then?.(page);
  } finally {
    await person.close();
  }
}

/** The steps of the draft that the example holds. */
async function steps(page) {
  await page.goto("/applications");
  await page.locator("main tbody a").first().click();
  await page.waitForURL(/steps/);
  for (const step of ["institution", "cluster", "resources", "plan", "review"]) {
    await page.goto(page.url().replace(/[a-z]+$/, step));
    await checkPage(page, `step-${step}`);
  }
}

/** The review of the first application received, and its record. */
async function record(page) {
  await page.goto(OFFICER.intake);
  await page.locator("main tbody a").first().click();
  await page.waitForURL(/applications\/[0-9a-f-]+\/review$/);
  await checkPage(page, "review");
  await page.goto(page.url().replace(/review$/, "replay"));
  await checkPage(page, "replay");
  await page.goBack();
  await page.goto(`/applications/${page.url().split("/").at(-2)}`);
  await checkPage(page, "record");
  await page.goto(`${page.url()}/receipt`);
  await checkPage(page, "record-receipt");
}
