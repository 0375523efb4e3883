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

const { differ, heads, nothing, report } = await load("standing");
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
