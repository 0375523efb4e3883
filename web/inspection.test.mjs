// What a device computes without a network is what the server computes: crates/programme/src/inspection/tests.rs has
// the same cases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSync } from "esbuild";

async function load(name) {
  const entry = new URL(`src/js/inspection/${name}.ts`, import.meta.url).pathname;
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, write: false, format: "esm", target: "es2022" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const { differ, heads, nothing, report, seen, text } = await load("standing");
const { Shown } = await load("shown");
const { lasting, settle } = await load("settle");
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
