// A backup that is taken while people submit, and put back after everything but the key is lost.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { beginMoru, beginPostgres, numberIn, receipt, runMoru, runPostgres, send, startServer, submit } from "../../harness.mjs";

const PEOPLE = 24;

let shelf;

before(() => {
  shelf = mkdtempSync(join(tmpdir(), "moru-e2e-backup-"));
});

after(() => rmSync(shelf, { recursive: true, force: true }));

function start(engine) {
  return startServer({ engine, at: "2024-05-10T10:00:00+09:00", applicants: PEOPLE });
}

async function receipts(server, people) {
  const answers = await Promise.all(people.map((who) => receipt(server, who)));
  return answers.map(({ status, text }) => (status === 200 ? text : null));
}

/** Submits a third before, lets the rest submit one after another while `work` runs; resolves with those before. */
async function whileSubmitting(server, work) {
  const people = server.applicants;
  const earlier = people.slice(0, PEOPLE / 3);
  for (const who of earlier) assert.equal((await submit(server, who)).status, 303);
  const given = await receipts(server, earlier);
  let running = true;
  const done = work().finally(() => (running = false));
  let meanwhile = 0;
  for (const who of people.slice(PEOPLE / 3)) {
    assert.equal((await submit(server, who)).status, 303);
    meanwhile += running ? 1 : 0;
  }
  const result = await done;
  assert.ok(meanwhile > 0, "somebody submitted while the backup ran");
  return { earlier, given, result };
}

/** Every receipt given before the backup is there, byte for byte, and whoever is not in it submits again. */
async function isRestored(server, { earlier, given }) {
  assert.equal((await send(server, "/readyz")).status, 200);
  assert.deepEqual(await receipts(server, earlier), given);
  const key = (await send(server, "/verify/key")).text.trim();
  for (const [place, text] of given.entries()) {
    const file = join(shelf, `${place}.json`);
    writeFileSync(file, text);
    assert.equal(runMoru("verify", file, "--key", key).status, 0);
  }
  const page = await send(server, `/applications/${earlier[0].application}`, earlier[0]);
  const file = page.text.match(/\/applications\/[0-9a-f-]+\/files\/[0-9a-f-]+/)?.[0];
  assert.ok(file, "the application shows its papers");
  const paper = await send(server, file, earlier[0]);
  assert.match(paper.text, /^%PDF/);

  const numbers = (await receipts(server, server.applicants)).filter(Boolean).map(numberIn).sort();
  const last = server.applicants.at(-1);
  assert.equal((await submit(server, last)).status, 303);
  const next = Number(numberIn((await receipt(server, last)).text).slice(-6));
  const wanted = Number(numbers.at(-1).slice(-6)) + (numbers.length === PEOPLE ? 0 : 1);
  assert.equal(next, wanted, "the log goes on where the backup ended");
}

test("moru backup holds what was acknowledged, moru restore puts it back and refuses what is not whole (sqlite)", async () => {
  const server = await start("sqlite");
  try {
    const [database, files] = ["moru.sqlite", "files"].map((name) => join(server.folder, name));
    const place = ["--database", `sqlite:${database}`, "--files", files];
    const backup = join(shelf, "sqlite");
    const { result, ...before } = await whileSubmitting(server, () => beginMoru("backup", ...place, "--out", backup));
    assert.equal(result.status, 0, result.output);
    assert.equal(existsSync(join(backup, "seal.key")), false, "the key is elsewhere");
    const manifest = JSON.parse(readFileSync(join(backup, "manifest.json"), "utf8"));
    assert.ok(manifest.log.size >= before.given.length);

    // Nothing is written over: neither a backup nor what is being served.
    refuses(["backup", ...place, "--out", backup], /not empty/);
    refuses(["restore", ...place, "--from", backup], /moru\.sqlite is there already/);

    await server.end();
    for (const name of readdirSync(server.folder)) {
      if (name.startsWith("moru.sqlite") || name === "files") rmSync(join(server.folder, name), { recursive: true });
    }
    for (const [name, spoil, reason] of damages(manifest)) {
      const spoilt = join(shelf, name);
      cpSync(backup, spoilt, { recursive: true });
      spoil(spoilt);
      refuses(["restore", ...place, "--from", spoilt], reason);
      assert.equal(existsSync(database), false, `${name}: nothing is served`);
    }
    const restored = runMoru("restore", ...place, "--from", backup);
    assert.equal(restored.status, 0, restored.output);
    await server.start({ at: "2024-05-10T10:30:00+09:00" });
    await isRestored(server, before);
  } finally {
    await server.stop();
  }
});

function refuses(words, reason) {
  const { status, output } = runMoru(...words);
  assert.equal(status, 2, output);
  assert.match(output, reason);
}

/** What can happen to a backup on its shelf, and what is said about it. */
function damages(manifest) {
  const file = manifest.parts.find(({ path }) => path.startsWith("files/")).path;
  const change = (path) => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(path, bytes);
  };
  const claim = (folder, differently) => writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, ...differently }));
  return [
    ["file", (folder) => change(join(folder, file)), /not those that were backed up/],
    ["database", (folder) => change(join(folder, "moru.db")), /not those that were backed up/],
    ["unfinished", (folder) => rmSync(join(folder, "manifest.json")), /not the manifest of a backup that was finished/],
    ["shorter", (folder) => claim(folder, { log: { ...manifest.log, size: manifest.log.size - 1 } }), /does not end as it should/],
    ["fewer", (folder) => claim(folder, { parts: manifest.parts.filter(({ path }) => path !== file) }), /names a file that is missing/],
    ["outside", (folder) => claim(folder, { parts: [manifest.parts[0], { ...manifest.parts[1], path: "files/../../x" }] }), /no place in a backup/],
  ];
}

test("the documented steps hold what was acknowledged and put it back (postgres)", async () => {
  const server = await start("postgres");
  try {
    const files = join(server.folder, "files");
    refuses(["backup", "--database", server.database, "--files", files, "--out", join(shelf, "unused")], /pg_dump --format=custom/);
    const dump = join(shelf, "moru.dump");
    const steps = () => beginPostgres("pg_dump", "--format=custom", "--file", dump, server.database);
    const { result, ...before } = await whileSubmitting(server, steps);
    assert.equal(result.status, 0, result.output);
    cpSync(files, join(shelf, "files"), { recursive: true });

    await server.end();
    server.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    rmSync(files, { recursive: true });
    runPostgres("pg_restore", "--no-owner", "--dbname", server.database, dump);
    renameSync(join(shelf, "files"), files);
    await server.start({ at: "2024-05-10T10:30:00+09:00" });
    await isRestored(server, before);
    const whole = server.ask("SELECT (SELECT size FROM log_heads) = count(*) AND count(*) = max(leaf_index) + 1 FROM log_leaves");
    assert.equal(whole, "t");
  } finally {
    await server.stop();
  }
});
