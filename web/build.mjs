// Builds web/dist: one style sheet, three scripts, an icon sprite, the subset
// fonts, and manifest.json naming every file by its logical name.
// Fails when a budget is exceeded, so a page can never grow unnoticed.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants as zlib, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import subsetFont from "subset-font";
import { prune } from "./prune.mjs";
import { unicodeRange } from "./ranges.mjs";

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const dist = join(web, "dist");
const modules = join(web, "node_modules");
const krds = join(modules, "krds-uiux", "resources");
const pretendard = join(modules, "pretendard-gov", "dist");
const cache = join(modules, ".cache", "fonts");

/** Compressed limits in bytes (gzip, the larger of the two encodings). */
const budgets = {
  "app.css": 30 * 1024,
  "app.js": 15 * 1024,
  "htmx.js": 20 * 1024,
  "map.js": 15 * 1024,
  "inspection.js": 10 * 1024,
  "inspection-worker.js": 2 * 1024,
  "font.woff2": 240 * 1024,
};

const manifest = {};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const textual = new Set([".css", ".js", ".svg", ".txt"]);

/** Writes one file under its hashed name; returns that name. */
function emit(name, content) {
  const bytes = Buffer.from(content);
  const digest = sha256(bytes);
  const ext = extname(name);
  const file = `${basename(name, ext)}-${digest.slice(0, 10)}${ext}`;
  writeFileSync(join(dist, file), bytes);
  const entry = { file, bytes: bytes.length, sha256: digest };
  if (textual.has(ext)) {
    const gz = gzipSync(bytes, { level: 9 });
    const br = brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } });
    writeFileSync(join(dist, `${file}.gz`), gz);
    writeFileSync(join(dist, `${file}.br`), br);
    entry.gzip = gz.length;
    entry.brotli = br.length;
  }
  manifest[name] = entry;
  return file;
}

/** Every file below a folder whose name ends in one of the suffixes. */
function walk(folder, suffixes, found = []) {
  if (!existsSync(folder)) return found;
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isDirectory()) walk(path, suffixes, found);
    else if (suffixes.some((s) => item.name.endsWith(s))) found.push(path);
  }
  return found.sort();
}

/** The characters the interface can show: its sources, plus what people type most. */
function interfaceCharacters() {
  const set = new Set();
  const add = (text) => {
    for (const c of text) if (c > " " && c !== "\u007f") set.add(c);
  };
  for (let c = 0x20; c < 0x7f; c++) add(String.fromCharCode(c));
  for (let c = 0x3131; c <= 0x3163; c++) add(String.fromCharCode(c)); // 자모
  add(" ·…―–—‘’“”「」『』《》〈〉※→←↑↓↔▲▼△▽○●◎◇◆□■★☆✓✕×÷±≤≥≠≈℃㎡㎢㎥㎏㎜㎝№℡①②③④⑤⑥⑦⑧⑨⑩⑪⑫ⅠⅡⅢⅣⅤ°′″％‰₩");
  const texts = [
    ...walk(join(root, "moru", "src"), [".html", ".rs"]),
    ...walk(join(root, "moru", "locales"), [".yml", ".yaml", ".json", ".toml"]),
    ...walk(join(root, "crates"), [".rs"]),
    ...walk(join(web, "src"), [".ts"]),
    join(web, "src", "syllables.txt"),
  ];
  for (const path of texts) add(readFileSync(path, "utf8"));
  // Place names stand on nearly every page: provinces, counties and 읍·면·동.
  for (const path of walk(join(root, "data"), [".tsv"])) add(readFileSync(path, "utf8"));
  return [...set].sort();
}

const hex = (n) => n.toString(16).toUpperCase();

async function cached(key, make) {
  mkdirSync(cache, { recursive: true });
  const path = join(cache, sha256(key));
  if (existsSync(path)) return readFileSync(path);
  const bytes = await make();
  writeFileSync(path, bytes);
  return bytes;
}

/** Hangul syllables by how often Korean web pages use them, in the groups
 *  Pretendard publishes with the font: the commonest group first. */
function syllablesByFrequency() {
  const css = readFileSync(join(pretendard, "web", "variable", "pretendardvariable-gov-dynamic-subset.css"), "utf8");
  const groups = [...css.matchAll(/unicode-range:\s*([^;}]+)/g)].map(([, list]) =>
    list.split(",").flatMap((part) => {
      const [from, to] = part.trim().slice(2).split("-").map((code) => Number.parseInt(code, 16));
      return Array.from({ length: (to ?? from) - from + 1 }, (_, i) => from + i).filter((c) => c >= 0xac00 && c <= 0xd7a3);
    }),
  );
  return groups.reverse().filter((group) => group.length > 0);
}

/** The variable font cut to weights 400–700 and to three kinds of files: one that
 *  every visitor loads, with the characters of the interface and the commonest
 *  syllables; small ones for the next common syllables, a dozen kilobytes each;
 *  and blocks for everything else. A browser fetches the latter two only when such
 *  a character is on the page. */
async function fonts() {
  const source = readFileSync(join(pretendard, "public", "variable", "PretendardGOVVariable.ttf"));
  const variationAxes = { wght: { min: 400, max: 700, default: 400 } };
  const cut = (codes) => {
    const characters = String.fromCodePoint(...codes);
    return cached(`${sha256(source)}:${JSON.stringify(variationAxes)}:${characters}`, async () => {
      const sfnt = await subsetFont(source, characters, { targetFormat: "truetype", variationAxes });
      if (!sfnt.includes("gvar")) throw new Error("the subset lost its weights");
      return subsetFont(sfnt, characters, { targetFormat: "woff2" });
    });
  };
  const faces = [];
  const face = async (name, codes, range) => {
    if (codes.length === 0) return;
    const file = emit(name, await cut(codes));
    faces.push(
      `@font-face{font-family:"Pretendard GOV";font-weight:400 700;font-style:normal;font-display:swap;src:url(${file}) format("woff2");unicode-range:${range}}`,
    );
  };

  const groups = syllablesByFrequency();
  const first = new Set(interfaceCharacters().map((c) => c.codePointAt(0)));
  for (const code of groups.slice(0, 7).flat()) first.add(code);
  const common = groups.slice(7, 20).map((group) => group.filter((code) => !first.has(code)));
  const placed = new Set([...first, ...common.flat()]);

  // Where ranges overlap the later rule wins, so blocks may state whole ranges;
  // the exact lists follow them.
  const blocks = [[0xa0, 0x1fff], [0x2000, 0x24ff], [0x2500, 0x2fff], [0x3000, 0x33ff]];
  for (let from = 0xac00; from <= 0xd7a3; from += 294) blocks.push([from, Math.min(from + 293, 0xd7a3)]);
  for (const [from, to] of blocks) {
    const codes = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((code) => !placed.has(code));
    await face(`font-${hex(from).toLowerCase()}.woff2`, codes, `U+${hex(from)}-${hex(to)}`);
  }
  for (const [i, codes] of common.entries()) await face(`font-common-${i + 1}.woff2`, codes, unicodeRange(codes.sort((a, b) => a - b)));
  const sorted = [...first].sort((a, b) => a - b);
  await face("font.woff2", sorted, unicodeRange(sorted));
  // What documents are set in: whole, because they hold whatever people typed.
  for (const weight of ["Regular", "Bold"]) {
    emit(`paper-${weight.toLowerCase()}.otf`, readFileSync(join(pretendard, "public", "static", `PretendardGOV-${weight}.otf`)));
  }
  emit("font-license.txt", readFileSync(join(pretendard, "LICENSE.txt")));
  const sizes = (prefix) => Object.entries(manifest).filter(([name]) => name.startsWith(prefix) && name.endsWith(".woff2")).map(([, e]) => e.bytes);
  console.log(`font: ${first.size} characters at first; common files of ${Math.max(...sizes("font-common-"))} bytes at most; all ${sizes("font").reduce((a, b) => a + b, 0)} bytes`);
  return faces.join("");
}

/** KRDS partials named in app.scss, their tokens, then what is not referenced removed. */
function styles(fontFaces) {
  const quiet = ["import", "global-builtin", "mixed-decls", "if-function", "color-functions"];
  const compiled = sass.compile(join(web, "src", "css", "app.scss"), {
    loadPaths: [join(krds, "scss")],
    quietDeps: true,
    logger: sass.Logger.silent,
    silenceDeprecations: quiet,
    charset: false,
  }).css;
  const tokens = readFileSync(join(krds, "css", "token", "krds_tokens.css"), "utf8").replace(/@charset[^;]*;/, "");
  const icons = new Map();
  const css = prune(tokens + compiled).replace(/url\(["']?[^)"']*\/icon\/([a-z0-9_]+)\.svg["']?\)/gi, (_, icon) => {
    if (!icons.has(icon)) icons.set(icon, emit(`${icon}.svg`, readFileSync(join(krds, "img", "component", "icon", `${icon}.svg`))));
    return `url(${icons.get(icon)})`;
  });
  if (/https?:\/\//.test(css)) throw new Error("the style sheet names an outside host");
  emit("app.css", esbuild.transformSync(fontFaces + css, { loader: "css", minify: true, target: ["chrome109", "firefox115", "safari16"] }).code);
}

function script(name, entry) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
  });
  emit(name, outputFiles[0].contents);
}

/** Icons the macros name, as symbols that take the colour of the text around them. */
function sprite() {
  const wanted = JSON.parse(readFileSync(join(web, "src", "icons.json"), "utf8"));
  const symbols = Object.entries(wanted).map(([id, file]) => {
    const svg = readFileSync(join(krds, "img", "component", "icon", `${file}.svg`), "utf8");
    const box = /viewBox="([^"]+)"/.exec(svg)?.[1] ?? "0 0 24 24";
    const body = /<svg[^>]*>([\s\S]*)<\/svg>/
      .exec(svg)[1]
      .replace(/<mask[\s\S]*?<\/mask>/g, "")
      .replace(/ mask="[^"]*"/g, "")
      .replace(/ id="[^"]*"/g, "")
      // the sign inside a filled shape is the page's own background, in forced colours too
      .replace(/(fill|stroke)="(white|#1E2124)"/g, file.endsWith("_fill") ? '$1="Canvas"' : '$1="currentColor"')
      .replace(/(fill|stroke)="(?!none|Canvas|currentColor)[^"]*"/g, '$1="currentColor"')
      .replace(/\s+/g, " ");
    return `<symbol id="${id}" viewBox="${box}">${body}</symbol>`;
  });
  emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
styles(await fonts());
sprite();
script("app.js", join(web, "src", "js", "app.ts"));
script("map.js", join(web, "src", "js", "map.ts"));
script("htmx.js", join(web, "src", "js", "htmx.ts"));
script("inspection.js", join(web, "src", "js", "inspection", "main.ts"));
script("inspection-worker.js", join(web, "src", "js", "inspection", "worker.ts"));
for (const file of readdirSync(join(web, "src", "static"))) {
  emit(file, readFileSync(join(web, "src", "static", file)));
}
writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

let over = false;
for (const [name, limit] of Object.entries(budgets)) {
  const { bytes, gzip, brotli } = manifest[name];
  const weight = gzip ?? bytes;
  over ||= weight > limit;
  console.log(`${weight > limit ? "TOO LARGE" : "ok       "} ${name.padEnd(12)} ${bytes} bytes, gzip ${gzip ?? "-"}, brotli ${brotli ?? "-"} (limit ${limit})`);
}
const first = ["app.css", "app.js", "htmx.js", "icons.svg", "font.woff2"].reduce((sum, name) => sum + (manifest[name].gzip ?? manifest[name].bytes), 0);
console.log(`first visit without HTML: ${first} bytes of ${350 * 1024}`);
if (over || first > 330 * 1024) process.exit(1);
