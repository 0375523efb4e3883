// A document from the button to the check: taken as a file, read by a program that is not ours, checked by its code and
// by its bytes, and withdrawn.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { checkPage, openBrowser, startServer } from "../harness.mjs";

const PASSWORD = "moru-example";

let browser;
let server;

before(async () => {
  browser = await openBrowser();
  server = await startServer({ at: "2024-06-13T10:00:00+09:00" });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Somebody in a language, signed in if there is a name. */
async function somebody({ email, language = "ko", javaScript = true, at = server }) {
  const label = `${language}${javaScript ? "" : "-plain"}`;
  const person = await browser.person(at, { javaScript, label });
  await person.page.goto(`/language/${language}?back=/`);
  if (email) {
    await person.page.goto("/sign-in");
    await person.page.locator("#f-email").fill(`${email}@moru.example`);
    await person.page.locator("#f-password").fill(PASSWORD);
    await press(person.page, "main form [type=submit]");
  }
  return person;
}

async function press(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator(button).last().click()]);
}

/** Presses the button of a document and returns where the file is. */
async function take(page, format, form = "main form[action*='/documents/issue/']") {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`${form} [value=${format}]`).first().click(),
  ]);
  assert.match(download.suggestedFilename(), new RegExp(`\\.${format}$`));
  return download.path();
}

/** What the PDF says. */
function words(path) {
  return execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], { encoding: "utf8" });
}

const codeOf = (path) => /진위확인 ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(words(path))[1];

for (const [language, javaScript] of [
  ["ko", true],
  ["ko", false],
  ["en", true],
]) {
  test(`anybody takes the call notice and checks it (${language}, ${javaScript ? "with" : "without"} scripts)`, async () => {
    const { page, close } = await somebody({ language, javaScript });
    try {
      await page.goto("/calls/2024");
      const [pdf, hwpx] = [await take(page, "pdf"), await take(page, "hwpx")];
      assert.match(words(pdf), /예시 문서/, "an example says that it is one");
      await page.goto("/documents/verify");
      await checkPage(page, "document-verify");
      await page.locator("#f-code").fill("7K3M-92QX-4HTA");
      await press(page, "main form [type=submit]");
      await checkPage(page, "document-verify-wrong");
      await page.locator("#f-code").fill(codeOf(pdf).toLowerCase().replaceAll("-", ""));
      await page.locator("#f-file").setInputFiles(hwpx);
      await press(page, "main form [type=submit]");
      await page.locator(".notice-pass").nth(1).waitFor();
      await checkPage(page, "document-verified");
      await page.locator("#f-file").setInputFiles({ name: "other.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
      await press(page, "main form [type=submit]");
      await page.locator(".notice-fail").waitFor();
      await checkPage(page, "document-differs");
    } finally {
      await close();
    }
  });
}

test("an applicant takes the receipt and the letter; a head withdraws one of them", async () => {
  const applicant = await somebody({ email: "applicant-1" });
  const head = await somebody({ email: "agency-manager" });
  try {
    const { page } = applicant;
    await page.goto("/applications");
    await page.locator("main tbody a").first().click();
    await page.waitForURL(/applications\/[0-9a-f-]+$/);
    const application = new URL(page.url()).pathname;
    await checkPage(page, "application-papers");
    const receipt = await take((await page.goto(`${application}/receipt`), page), "pdf");
    assert.match(words(receipt), /접수증/);
    await page.goto(`${application}/result`);
    await checkPage(page, "result-paper");
    const letter = await take(page, "pdf");
    assert.match(words(letter), /통보/);
    await take(page, "hwpx");

    await head.page.goto("/desk/documents");
    await checkPage(head.page, "documents");
    const row = head.page.locator("tr", { hasText: codeOf(letter) });
    await row.locator("summary").click();
    await row.locator("input[name=why]").fill("수신처를 잘못 적었습니다.");
    await Promise.all([head.page.waitForEvent("domcontentloaded"), row.locator("[type=submit]").click()]);
    await checkPage(head.page, "documents-withdrawn");
    await page.goto(`/documents/verify?code=${codeOf(letter)}`);
    await page.locator(".notice-fail").waitFor();
    await checkPage(page, "document-withdrawn");
  } finally {
    await applicant.close();
    await head.close();
  }
});

test("lists go out as spreadsheets", async () => {
  const { page, close } = await somebody({ email: "agency-officer" });
  try {
    for (const path of ["/desk/calls/2024/applications", "/desk/calls/2024/scores", "/desk/evaluators"]) {
      await page.goto(path);
      await checkPage(page, `sheet-${path.split("/").at(-1)}`);
      await page.locator("a[href*='/documents/sheets/']").click();
      await page.locator("main form button[type=submit]").click();
      await page.locator(".is-error").waitFor();
      await checkPage(page, `sheet-${path.split("/").at(-1)}-asks`, { console: [/422/] });
      await page.getByLabel("무엇에 쓰나요?").fill("5월 21일 평가위원회 준비");
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("main form button[type=submit]").click()]);
      assert.match(download.suggestedFilename(), /\.xlsx$/);
    }
  } finally {
    await close();
  }
});

test("a draft is looked at as a document that says it is one", async () => {
  const open = await startServer({ at: "2024-05-08T10:00:00+09:00" });
  const { page, close } = await somebody({ email: "applicant", at: open });
  try {
    await page.goto("/applications");
    await page.locator("main tbody a").first().click();
    await page.waitForURL(/steps/);
    await page.goto(page.url().replace(/[a-z]+$/, "review"));
    await page.locator("summary", { hasText: "문서로 미리 보기" }).click();
    await checkPage(page, "draft-papers");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href*='/documents/drafts/']").first().click()]);
    const text = words(await download.path());
    assert.match(text, /미제출 초안/);
    assert.doesNotMatch(text, /진위확인/);
    copyFileSync(await download.path(), new URL("../output/draft.pdf", import.meta.url));
  } finally {
    await close();
    await open.stop();
  }
});
