import assert from "node:assert/strict";
import { test } from "node:test";
import * as esbuild from "esbuild";
import { prune } from "./prune.mjs";
import { unicodeRange } from "./ranges.mjs";

const flat = (css) => css.replace(/\s+/g, "");

test("a variable that only an unused variable names goes with it", () => {
  const css = ":root{--a:1px;--b:var(--c);--c:2px;--d:3px}.x{width:var(--a)}.y{width:calc(1px + var( --d))}";
  assert.equal(flat(prune(css)), ":root{--a:1px;--d:3px}.x{width:var(--a)}.y{width:calc(1px+var(--d))}");
});

test("of a list of selectors only the unused ones go", () => {
  assert.equal(flat(prune('.x,[data-krds-mode="high-contrast"] .x{color:red}')), ".x{color:red}");
  assert.equal(flat(prune(":is(.a, .b) c{color:red}.krds-btn.xsmall{color:red}")), ":is(.a,.b)c{color:red}");
});

test("a media query left without rules goes, one with rules stays", () => {
  const css = '@media print{[data-krds-mode="x"]{a:b}}@media screen{.x{color:red}}@page{margin:1cm}';
  assert.equal(flat(prune(css)), "@mediascreen{.x{color:red}}@page{margin:1cm}");
});

test("brackets, semicolons and braces in strings and addresses end nothing", () => {
  const css = '.x::before{content:"};{";background:url(a;b.svg)}.y{color:red}';
  assert.equal(flat(prune(css)), flat(css));
});

test("ranges join neighbours", () => {
  assert.equal(unicodeRange([0x41, 0x42, 0x43, 0xac00]), "U+41-43,U+AC00");
  assert.equal(unicodeRange([]), "");
});

test("the time left is whole seconds, rounded up, never below zero", async () => {
  const { outputFiles } = esbuild.buildSync({
    stdin: { contents: 'export { remaining } from "./src/js/countdown.ts"', resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    banner: { js: "const document={querySelector(){return null},querySelectorAll(){return []},addEventListener(){}};" },
  });
  const { remaining } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  assert.deepEqual(remaining(3 * 86_400_000 + 8_049_000), { days: 3, clock: "02:14:09", minutes: 4454 });
  assert.deepEqual(remaining(1), { days: 0, clock: "00:00:01", minutes: 0 });
  assert.deepEqual(remaining(0), { days: 0, clock: "00:00:00", minutes: 0 });
  assert.deepEqual(remaining(-5000), { days: 0, clock: "00:00:00", minutes: 0 });
});
