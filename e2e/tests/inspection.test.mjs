// An on-site inspection on a phone: without a network, through a restart of the browser, with two inspectors who say
// different things, to its end.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { PHONE, checkPage, openBrowser, openLine, startServer, until } from "../harness.mjs";

const PASSWORD = "moru-example";
const CALL = "/desk/calls/2024/inspections";
// Five metres from the address of the example.
const HERE = { latitude: 37.51665, longitude: 126.89495 };

let browser;

before(async () => {
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
});

/** A phone that keeps what browsers keep when they are closed and opened again. */
class Phone {
  errors = [];
  #folder = mkdtempSync(join(tmpdir(), "moru-phone-"));

  constructor(url) {
    this.url = url;
  }

  async open({ offline = false } = {}) {
    this.context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: process.env.MORU_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      baseURL: this.url,
      viewport: PHONE,
      locale: "ko-KR",
      timezoneId: "Asia/Seoul",
      reducedMotion: "reduce",
      geolocation: HERE,
      permissions: ["geolocation"],
      offline,
    });
    this.context.setDefaultTimeout(15_000);
    return this.page();
  }

  async page() {
    const page = await this.context.newPage();
    page.on("pageerror", (error) => this.errors.push(error.message));
    return page;
  }

  async close() {
    await this.context?.close();
  }

  throwAway() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function signIn(page, email) {
  await page.goto("/sign-in");
  await enter(page, email);
}

async function enter(page, email) {
  await page.locator("#f-email").fill(`${email}@moru.example`);
  await page.locator("#f-password").fill(PASSWORD);
  await press(page, "main form [type=submit]");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

async function press(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator(button).last().click()]);
}

/** JPEGs that a camera could have made: each says in its EXIF data where it was taken. */
async function photos(page, count) {
  const drawn = await page.evaluate((count) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const pen = canvas.getContext("2d");
    return Array.from({ length: count }, (_, place) => {
      pen.fillStyle = `hsl(${place * 50} 60% 50%)`;
      pen.fillRect(0, 0, 640, 480);
      pen.fillStyle = "white";
      pen.font = "200px sans-serif";
      pen.fillText(String(place + 1), 250, 300);
      return canvas.toDataURL("image/jpeg").split(",")[1];
    });
  }, count);
  const exif = Buffer.from("Exif\0\0GPS 37.5 126.9 of a workshop");
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  return drawn.map((text, place) => {
    const jpeg = Buffer.from(text, "base64");
    const buffer = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    return { name: `photo-${place + 1}.jpg`, mimeType: "image/jpeg", buffer };
  });
}

const item = (page, number) => page.locator(`[id="item-${number}"]`);
const counts = (page) => page.locator("[data-counts]").textContent();

async function decide(page, number, verdict) {
  await item(page, number).locator(`label[for="${await item(page, number).locator(`input[value=${verdict}]`).getAttribute("id")}"]`).click();
}

async function keptOnDevice(page, number) {
  await until(`item ${number} is kept`, 10, async () =>
    /저장/.test((await item(page, number).locator("[data-status]").textContent()) ?? ""),
  );
}

async function allSent(page) {
  const isSent = async () => /저장됨 0건/.test((await counts(page)) ?? "");
  try {
    await until("everything is sent", 40, isSent);
  } catch (error) {
    throw new Error(`${error.message}: ${await page.locator("[data-sync], [data-refused]").allTextContents()}`);
  }
}

async function everyItem(page, pictures) {
  for (const [number, picture] of [1, 2, 3, 4, 6, 7].map((number, place) => [number, pictures[place]])) {
    await page.locator(`[id="p-${number}"]`).setInputFiles(picture);
    await item(page, number).locator(".photos img").first().waitFor();
  }
  for (const number of [1, 2, 4, 6, 7, 9, 10, 11, 13, 14, 15, 16]) {
    await decide(page, number, "conform");
    await keptOnDevice(page, number);
  }
  await page.locator('[name="area.2"]').fill("130.5");
  await page.locator('[name="note.2"]').fill("문패를 보았습니다.");
  for (let firm = 0; firm < 10; firm += 1) {
    await page.locator(`[name="visit.${firm}.11"]`).selectOption(firm < 8 ? "conform" : "different");
  }
  await decide(page, 5, "not_applicable");
  await page.locator('[name="note.5"]').fill("전시 공간은 신청하지 않았습니다.");
  await page.locator('[name="note.5"]').blur();
}

test("an inspection on a phone without a network, and two records that differ", async () => {
  const server = await startServer({ at: "2024-05-28T10:00:00+09:00" });
  const line = await openLine(server.url);
  const phone = new Phone(line.through(server.url).replace(/\/$/, ""));
  let other;
  try {
    let page = await phone.open();
    await signIn(page, "evaluator");
    await page.goto("/inspections");
    await page.getByText("2곳의 점검표를 이 기기에 담았습니다.").waitFor();
    await checkPage(page, "inspections");
    await page.locator("main h2 a").first().click();
    await page.waitForURL(/inspections\/[0-9a-f-]+$/);
    const address = new URL(page.url()).pathname;
    await allSent(page);
    const pictures = await photos(page, 6);

    // On the way the network goes: for the pages, and for the worker.
    await phone.context.setOffline(true);
    await line.cut();
    await page.reload();
    await page.getByText("인터넷 연결 없음.").waitFor();
    await everyItem(page, pictures);
    await until("all of it is on the device", 10, async () => /보냄 0건/.test((await counts(page)) ?? ""));
    await checkPage(page, "inspection-offline");
    const before = await counts(page);

    // The browser is closed and opened again, still without a network.
    await phone.close();
    page = await phone.open({ offline: true });
    await page.goto(address);
    await page.getByText("인터넷 연결 없음.").waitFor();
    assert.equal(await counts(page), before, "everything is still there");
    assert.equal(await page.locator('[name="note.5"]').inputValue(), "전시 공간은 신청하지 않았습니다.");
    assert.ok(await page.locator('[name="verdict.9"][value=conform]').isChecked());
    // Answers that follow each other faster than they are drawn are all there.
    const walked = await page.locator('select[name^="visit."]').evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(walked, [...Array(8).fill("conform"), ...Array(2).fill("different")]);
    assert.equal(await page.locator(".photos img").count(), 6);

    // Meanwhile the second inspector, who has a network, says something else about the sixth item.
    other = await browser.person(server, { viewport: PHONE, label: "second" });
    await signIn(other.page, "evaluator-2");
    await other.page.goto(address);
    await decide(other.page, 6, "fix");
    await other.page.locator('[name="note.6"]').fill("프린터 한 대가 없습니다.");
    await other.page.locator('[name="note.6"]').blur();
    await allSent(other.page);

    // The network is back. The session ended with the browser, so its owner signs in, and everything is sent.
    await line.mend();
    await phone.context.setOffline(false);
    await page.getByRole("link", { name: "다시 로그인하기" }).click();
    await page.locator("#f-email").waitFor();
    await enter(page, "evaluator");
    await page.waitForURL((url) => url.pathname === address);
    await allSent(page);

    // Signing in took the pages off the device; they are put there again while the page is open.
    const isKept = (paths) => Promise.all(paths.map((path) => caches.match(path))).then((kept) => kept.every(Boolean));
    await until("the pages are on the device again", 30, () => page.evaluate(isKept, ["/inspections", address]));

    // It goes and comes again: now nobody has to do anything, and the list sends what waits too.
    await phone.context.setOffline(true);
    await line.cut();
    await page.getByText("인터넷 연결 없음.").waitFor();
    await page.locator('[name="note.16"]').fill("세 곳에서 공동장비를 원했습니다.");
    await page.locator('[name="note.16"]').blur();
    await until("it is on the device", 10, async () => /저장됨 1건/.test((await counts(page)) ?? ""));
    await page.goto("/inspections");
    await page.getByText("기기에 저장됨 1건").waitFor();
    await line.mend();
    await phone.context.setOffline(false);
    await page.getByText("기기에 저장됨 1건").waitFor({ state: "detached" });
    await page.goto(address);
    await allSent(page);
    await phone.context.setOffline(true);
    await line.cut();
    await page.getByText("인터넷 연결 없음.").waitFor();
    await page.locator('[name="note.16"]').fill("세 곳에서 공동장비와 교육을 원했습니다.");
    await page.locator('[name="note.16"]').blur();
    await until("it is on the device again", 10, async () => /저장됨 1건/.test((await counts(page)) ?? ""));
    await line.mend();
    await phone.context.setOffline(false);
    await allSent(page);
    await item(page, 6).getByText("두 사람의 기록이 다릅니다.").waitFor();
    await checkPage(page, "inspection-differs");
    await item(page, 6).getByRole("link", { name: "두 기록을 보고 정하기" }).click();
    await page.waitForURL(/items\/6$/);
    await checkPage(page, "inspection-both");
    const taken = page.locator(".side-by-side section").filter({ hasText: "프린터 한 대가 없습니다." });
    await Promise.all([page.waitForURL(/#item-6$/), taken.getByRole("button").click()]);
    await allSent(page);
    assert.ok(await item(page, 6).locator("[data-differs]").isHidden());
    await page.goto(`${address}/items/6`);
    assert.ok((await page.locator("main details").count()) >= 3, "nothing of it is lost");

    // What the server does not take stays in its form, with the reason.
    await page.goto(address);
    await page.locator('[name="note.15"]').fill("900101-1234567");
    await page.locator('[name="note.15"]').blur();
    await item(page, 15).getByText("주민등록번호로 보이는 숫자가 있습니다.").waitFor();
    assert.equal(await page.locator('[name="note.15"]').inputValue(), "900101-1234567");
    await page.locator('[name="note.15"]').fill("잠금장치를 보았습니다.");
    await page.locator('[name="note.15"]').blur();
    await item(page, 15).getByText("저장하고 보냄").waitFor();

    // Both inspectors and the host confirm, and it is closed.
    await page.locator("form[data-confirm] button").click();
    await allSent(page);
    await other.page.goto(address);
    await other.page.locator("form[data-confirm] button").click();
    await allSent(other.page);
    await page.goto(`${address}/host`);
    await checkPage(page, "inspection-host");
    await page.locator("#f-name").fill("예시 담당자");
    await page.locator("#f-remark").fill("잘 보고 갔습니다.");
    await page.locator("form[data-confirm] button").click();
    await page.getByText("확인했습니다.").waitFor();
    await page.goto(address);
    await page.getByText("첫째 실사자, 둘째 실사자, 현장 담당자").waitFor();
    await checkPage(page, "inspection-confirmed");
    await press(page, "form[data-close] button");
    await page.getByText("실사를 마쳤습니다.").waitFor();
    await checkPage(page, "inspection-closed");

    // The agency sees it, and photos that say nothing but what is on them.
    const officer = await browser.person(server, { label: "desk" });
    await signIn(officer.page, "agency-officer");
    await officer.page.goto(CALL);
    await checkPage(officer.page, "inspection-list");
    await officer.page.locator("main tbody a").first().click();
    await officer.page.waitForURL(/inspections\/[0-9a-f-]+$/);
    await officer.page.locator(".photos img").nth(5).waitFor();
    await checkPage(officer.page, "inspection-desk");
    assert.match(await officer.page.locator("main").textContent(), /보완 후 적합[\s\S]*거리[\s\S]*7m/);
    for (const image of await officer.page.locator(".photos img").all()) {
      const answer = await officer.context.request.get(await image.getAttribute("src"));
      const bytes = await answer.body();
      assert.equal(answer.status(), 200);
      assert.ok(!bytes.includes("Exif") && bytes.length > 1000);
      assert.match(createHash("sha256").update(bytes).digest("hex"), /^[0-9a-f]{64}$/);
    }
    await officer.close();

    // Whoever signs out leaves no page behind for the next one who holds the phone.
    await page.locator("details.drop summary").last().click();
    await press(page, "form[data-sign-out] button");
    await page.waitForURL((url) => url.pathname === "/");
    await phone.context.setOffline(true);
    await line.cut();
    await assert.rejects(page.goto(address), /ERR_/);
    assert.deepEqual(phone.errors, []);
  } finally {
    await other?.close();
    await phone.close();
    phone.throwAway();
    await line.cut();
    await server.stop();
  }
});

for (const [javaScript, language] of [[false, "ko"], [true, "en"]]) {
  test(`an inspection with a network, ${javaScript ? "in English" : "without scripts"}`, async () => {
    const server = await startServer({ at: "2024-05-28T10:00:00+09:00" });
    const person = await browser.person(server, { javaScript, viewport: PHONE, label: javaScript ? language : "plain" });
    try {
      const { page } = person;
      await page.goto(`/language/${language}?back=/sign-in`);
      await signIn(page, "agency-officer");
      await page.goto(CALL);
      await page.locator("main tbody a").last().click();
      await page.waitForURL(/inspections\/[0-9a-f-]+$/);
      await checkPage(page, "inspection-plan");
      await person.context.clearCookies();
      await page.goto(`/language/${language}?back=/sign-in`);
      await signIn(page, "evaluator");
      await page.goto("/inspections");
      await page.locator("main h2 a").first().click();
      await page.waitForURL(/inspections\/[0-9a-f-]+$/);
      if (!javaScript) {
        await item(page, 4).locator("label").first().click();
        await Promise.all([page.waitForURL(/#item-4$/), item(page, 4).getByRole("button").click()]);
        assert.ok(await page.locator('[name="verdict.4"][value=conform]').isChecked());
      }
      await checkPage(page, "inspection");
      await page.getByRole("link", { name: /host|현장 담당자/ }).click();
      await page.waitForURL(/host$/);
      await checkPage(page, "inspection-host");
    } finally {
      await person.close();
      await server.stop();
    }
  });
}
