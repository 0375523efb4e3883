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
