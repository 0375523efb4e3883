// What a device computes without a network is what the server computes: crates/programme/src/inspection/tests.rs has
// the same cases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSync } from "esbuild";
import { device, network } from "./inspection-device.mjs";

let loaded = 0;

async function load(name) {
  const entry = new URL(`src/js/inspection/${name}.ts`, import.meta.url).pathname;
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, write: false, format: "esm", target: "es2022" });
  // A name of its own for each device: what a module keeps open is not that of the test before.
  const own = `\n// ${(loaded += 1)}`;
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text + own).toString("base64")}`);
}

const { differ, fitting, heads, nothing, report, seen, text } = await load("standing");
const { Shown } = await load("shown");
const { counting, lasting, progress, settle } = await load("settle");
const { isResident, problem } = await load("problem");
const { strip } = await load("photo");

const record = (id, bases, verdict, more = {}) => ({ id, item: 1, bases, content: { ...nothing(), verdict }, ...more });
const names = (list) => list.map(({ id }) => id);

test("two answers on the same base differ until somebody answers both", () => {
  const records = [record("a", [], "conform"), record("b", ["a"], "conform"), record("c", ["a"], "fix")];
  assert.deepEqual(names(heads(records, 1)), ["b", "c"]);
  assert.ok(differ(heads(records, 1)));
  records.push(record("d", ["b", "c"], "fix"));
  assert.deepEqual(names(heads(records.toReversed(), 1)), ["d"]);
  records.push(record("e", ["d"], "fail", { refused: "why" }));
  assert.deepEqual(names(heads(records, 1)), ["d"], "what is not taken does not stand");
  assert.deepEqual(heads(records, 2), []);
});

test("two who say the same agree", () => {
  assert.ok(!differ([record("a", [], "conform"), record("b", [], "conform")]));
});

test("whoever writes on replaces what their form showed, and no record that came meanwhile", () => {
  const own = record("a", [], "conform", { mine: true });
  const records = [own];
  const shown = new Shown();
  const stands = () => text(heads(records, 1)[0].content);
  assert.ok(shown.takes(stands(), text(nothing()), true), "the first drawing");
  shown.shows(stands(), stands(), seen(heads(records, 1)));
  assert.equal(shown.replaces(stands()), undefined, "nothing new");
  // The other inspector has replaced it, and that arrives while somebody writes here.
  records.push(record("b", ["a"], "fix", { mine: false }));
  const typed = text({ ...nothing(), verdict: "fail" });
  assert.ok(!shown.takes(stands(), typed, true) && !shown.takes(stands(), typed, false));
  const bases = shown.replaces(typed);
  assert.deepEqual(bases, ["a"], "b was never shown");
  records.push(record("c", bases, "fail", { mine: true }));
  assert.deepEqual(names(heads(records, 1)), ["b", "c"], "both stay, and both are shown");
  // One who says the same is shown with it.
  records.splice(0, 3, own, { ...own, id: "d", mine: false });
  shown.agree(stands(), seen(heads(records, 1)));
  assert.deepEqual(shown.replaces(typed), ["a", "d"]);
});

test("two that differ are settled where both are seen", () => {
  const own = record("a", [], "conform", { mine: true });
  assert.deepEqual(seen([record("b", [], "fix")]), ["b"]);
  assert.deepEqual(seen([own, record("b", [], "fix")]), ["a"], "whoever writes on replaces their own alone");
});

test("a record that is not taken holds up nothing after it", () => {
  const mine = (id, bases) => record(id, bases, "conform", { mine: true, sent: false });
  const records = [{ ...mine("a", []), sent: true }, mine("b", ["a"]), mine("c", ["b"]), mine("d", ["c"])];
  const refused = new Map([
    ["b", { message: "a number", based: false }],
    ["c", { message: "unfit", based: true }],
    ["d", { message: "unfit", based: true }],
  ]);
  let count = 0;
  const rows = settle(records, new Set(["a"]), refused, () => `new-${(count += 1)}`);
  const after = new Map([...records, ...rows].map((row) => [row.id, row]));
  assert.equal(after.get("b").refused, "a number");
  assert.equal(after.get("b").moved, undefined, "it stays in its form, with the reason");
  assert.deepEqual([after.get("new-1").bases, after.get("new-2").bases], [["a"], ["new-1"]]);
  assert.deepEqual(names([...after.values()].filter((row) => !row.sent && row.refused === undefined)), ["new-1", "new-2"]);
  assert.deepEqual(names(heads([...after.values()], 1)), ["new-2"], "what was written last stands");
  assert.deepEqual(lasting([...after.values()], ["d", "b"]), ["new-2", "a"], "who was shown the old name writes on from the new");
  // Where the server misses a record that is not refused here, nothing is sent again and again.
  const stuck = settle([mine("x", ["lost"])], new Set(), new Map([["x", { message: "unfit", based: true }]]), () => "new");
  assert.deepEqual(stuck.map(({ id, moved }) => [id, moved]), [["x", undefined]]);
});

test("nothing is confirmed before the server has it, and nothing while something waits", () => {
  assert.equal(progress({ sent: false }), "confirm-waits");
  assert.equal(progress({ sent: true }), "confirmed");
  assert.equal(progress({ sent: false, refused: "a reason" }), "confirm-refused");
  const all = ["첫째 실사자", "현장 담당자"];
  assert.deepEqual(counting(all, [{ sent: true }, { sent: false, refused: "a reason" }]), all);
  assert.deepEqual(counting(all, [{ sent: true }, { sent: false }]), [], "what is added takes it away");
  assert.deepEqual(counting([], [{ sent: true }]), [], "as it was told last");
});

test("what the server would not take is said before it is kept", () => {
  const found = ["900101-1234567", "900101 2234567", "9001013234567", "900101-8234567", "９００１０１－１２３４５６７", "900101-\n1234567",
    "900101 – 1234567", "대표 홍길동(900101-1234567) 재직", "0019001011234567", "201231-3000000"];
  for (const text of found) assert.ok(isResident(text), text);
  const others = ["900101-1******", "900101-9234567", "900101-123456", "010-1234-5678", "1234-5678-9012-3456", "9999994567890123", ""];
  for (const text of others) assert.ok(!isResident(text), text);
  assert.equal(problem("가".repeat(1000), 1000), undefined);
  assert.equal(problem("가".repeat(1001), 1000), "too-long");
  assert.equal(problem("😀".repeat(3), 3), undefined, "characters are counted, as the server counts them");
});

test("the report is that of the server", async () => {
  const hash = await report([{ id: "b" }, { id: "a" }, { id: "a" }], [{ id: "p", sha256: "00" }]);
  assert.equal(hash, "8e33f28467765ded45a56ed1e3f21a71291bbbf684a6d701054a8f9a3471c024");
});

test("a photo loses what is not its picture", () => {
  const segment = (marker, text) => [0xff, marker, 0, text.length + 2, ...Buffer.from(text)];
  const picture = [0xff, 0xda, 0, 3, 1, 7, 0xff, 0, 8, 0xff, 0xd9];
  const header = segment(0xe0, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
  const profile = segment(0xe2, "ICC_PROFILE\0\x01\x01");
  const extra = [...segment(0xe1, "Exif\0\0GPS"), ...segment(0xed, "Photoshop"), ...segment(0xfe, "a comment")];
  const whole = Uint8Array.from([0xff, 0xd8, ...header, ...extra, ...profile, ...picture]);
  const kept = [...new Uint8Array(strip(whole.buffer))];
  assert.deepEqual(kept, [0xff, 0xd8, ...header, ...profile, ...picture]);
});

const PLACE = { id: "visit", owner: "me", records: "/records", photos: "/photos/00000000-0000-0000-0000-000000000000" };
const ROW = { inspection: "visit", owner: "me", mine: true, sent: false };
const row = (id, made_at, more = {}) => ({ ...ROW, ...record(id, [], "conform"), made_at, by: "", ...more });
const known = (records = []) => ({ state: "open", list: "a list", records, photos: [], missing: [], confirmed: [] });
const nobody = async () => undefined;

test("a database that was closed is opened once more, and one failure loses nothing after it", async () => {
  const { fails, indexedDB, handle, stores } = device();
  const { put, rows } = await load("device");
  fails.open = "UnknownError";
  await put("records", [row("a", 1)]);
  for (const what of ["read", "write"]) {
    const before = indexedDB.opened;
    fails[what] = "InvalidStateError";
    await put("records", [row(what, 2)]);
    assert.ok((await rows("records", "visit", "me")).some(({ id }) => id === what), what);
    assert.equal(indexedDB.opened, before + 1);
  }
  handle().onclose();
  assert.equal((await rows("records", "visit", "me")).length, 3, "closed by the browser");
  // Where there is no room, nobody tries again at once; the next one is kept.
  fails.write = "QuotaExceededError";
  await assert.rejects(put("records", [row("full", 3)]), { name: "QuotaExceededError" });
  await put("records", [row("next", 4)]);
  assert.deepEqual([...stores.get("records").keys()], ["a", "read", "write", "next"]);
});

test("what fails is told, and what follows is done", async () => {
  const { Queue } = await load("queue");
  const queue = new Queue();
  const out = [];
  queue.add(() => Promise.reject(new Error("no room")), (problem) => out.push(problem.message));
  queue.add(async () => out.push("kept"), (problem) => out.push(problem));
  await queue.done();
  assert.deepEqual(out, ["no room", "kept"]);
});

/** A device with rows on it, and what sends them. */
async function sending(rows, answer) {
  const { indexedDB, stores } = device();
  const sent = network(answer);
  await new Promise((resolve) => {
    const request = indexedDB.open();
    request.onupgradeneeded = () => ["records", "photos", "confirmations"].forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = resolve;
  });
  for (const [store, list] of Object.entries(rows)) for (const one of list) stores.get(store).set(one.id, one);
  const { send } = await load("send");
  return { sent, stores, send: () => send(PLACE, nobody) };
}

test("whoever does not inspect here any more is told so, and keeps what was written", async () => {
  const phone = await sending({ records: [row("a", 1)] }, () => [404]);
  assert.equal(await phone.send(), "gone");
  assert.deepEqual([phone.stores.get("records").get("a").sent, phone.stores.get("records").get("a").refused], [false, undefined]);
  const out = await sending({ records: [row("a", 1)] }, () => [401]);
  assert.equal(await out.send(), "signed-out");
});

test("one row that cannot be read holds up none of the others", async () => {
  const answer = (_, { records, confirmations }) => {
    const all = [...records, ...confirmations];
    if (all.some(({ id }) => id === "bad")) return [400, "unreadable"];
    return [200, { kept: all.map(({ id }) => id), refused: [], known: known() }];
  };
  const confirmation = { ...ROW, id: "c", made_at: 9, host: true, name: "", remark: "", report: "" };
  const phone = await sending({ records: [row("a", 1), row("bad", 2), row("b", 3)], confirmations: [confirmation] }, answer);
  assert.equal(await phone.send(), "sent");
  const { records, confirmations } = Object.fromEntries(phone.stores);
  assert.deepEqual([...records.values()].map(({ id, sent }) => [id, sent]), [["a", true], ["bad", false], ["b", true]]);
  assert.match(records.get("bad").refused, /unreadable/);
  assert.ok(confirmations.get("c").sent);
  // Nothing waits, and still no answer: nothing is thrown away, and nobody turns in circles.
  const empty = await sending({}, () => [400]);
  assert.equal(await empty.send(), "later");
  const later = await sending({ records: [row("a", 1)] }, () => [429]);
  assert.equal(await later.send(), "later");
  assert.equal(later.stores.get("records").get("a").refused, undefined);
  const silent = await sending({ records: Array.from({ length: 200 }, (_, place) => row(`r${place}`, place)) }, () => [
    200, { kept: [], refused: [], known: known() },
  ]);
  assert.equal(await silent.send(), "later");
});

test("visits are told with the roster of which they are places, and shown beside no other firm", async () => {
  const content = { ...nothing(), verdict: "fix", visits: ["different"] };
  const phone = await sending({ records: [row("a", 1, { content, list: "a list" })] }, (_, { records }) => [
    200,
    { kept: records.map(({ id }) => id), refused: [], known: known([{ id: "b", item: 11, bases: [], content, by: "" }]) },
  ]);
  assert.equal(await phone.send(), "sent");
  assert.equal(phone.sent[0][1].records[0].list, "a list");
  assert.equal(phone.sent[0][1].owner, "me", "whoever else is signed in by now sends nothing of it");
  const { a, b } = Object.fromEntries(phone.stores.get("records"));
  assert.deepEqual([a.sent, b.list], [true, "a list"]);
  assert.deepEqual(fitting(b, "a list").visits, ["different"]);
  assert.deepEqual(fitting(b, "another").visits, []);
});

test("a photo waits a moment for where it was taken, and not for ever", async () => {
  const picture = (id, more) => ({ ...ROW, id, item: 1, made_at: 1, sha256: id, thumb: "", bytes: new ArrayBuffer(1), ...more });
  const photos = [picture("now", {}), picture("soon", { from: Date.now() + 4000 }), picture("wrong-clock", { from: Date.now() + 1e9 })];
  const phone = await sending({ photos }, (url) => (url === "/records" ? [200, { kept: [], refused: [], known: known() }] : [204]));
  assert.equal(await phone.send(), "sent");
  const states = () => ["now", "soon", "wrong-clock"].map((id) => phone.stores.get("photos").get(id).sent);
  assert.deepEqual(states(), [true, false, true]);
  const { amend } = await load("device");
  await amend("photos", "soon", { latitude_e6: 37_516_650, longitude_e6: 126_894_950, from: 0 });
  await amend("photos", "now", { latitude_e6: 1, longitude_e6: 1 });
  assert.equal(phone.stores.get("photos").get("now").latitude_e6, undefined, "what is sent stays as it was sent");
  phone.sent.length = 0;
  assert.equal(await phone.send(), "sent");
  assert.deepEqual(states(), [true, true, true]);
  assert.ok(phone.sent.some(([url]) => url.includes("owner=me") && url.includes("latitude_e6=37516650")));
});
