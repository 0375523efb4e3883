// A disk that is full, and has room again. A limit on the size of the server's files stands in for it: nothing can be
// appended any more, by nobody's permission but one's own. The database is SQLite; that of PostgreSQL is on a disk of
// its own, and what it says then arrives as any other failure of a statement.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { keep, numberIn, pdf, receipt, runMoru, send, startServer, step, submit, until } from "../../harness.mjs";

// A process that reaches its limit is ended by a signal unless it ignores it; a full disk sends none.
const WITHOUT_SIGNAL = ["sh", "-c", `trap "" XFSZ; exec "$@"`, "sh"];

function limitFiles(server, bytes) {
  const result = spawnSync("prlimit", ["--pid", String(server.pid), `--fsize=${bytes}:`], { encoding: "utf8" });
  assert.equal(result.status, 0, result.error?.message ?? result.stderr);
}

/** Leaves the journal of the database no byte to grow, and no room for an upload. */
function fill(server) {
  limitFiles(server, Math.min(statSync(join(server.folder, "moru.sqlite-wal")).size, 1_000_000));
}

/** Everything in the folder of uploads, unfinished files too. */
function uploads(server) {
  const found = readdirSync(join(server.folder, "files"), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name).sort();
}

function upload(server, { cookie, application }, bytes) {
  const body = new FormData();
  body.append("slot", "articles");
  body.append("file", new Blob([pdf("예".repeat(bytes / 3))]), "예시 근거 자료.pdf");
  const headers = { cookie, accept: "text/html", "sec-fetch-site": "same-origin" };
  return fetch(`${server.url}/applications/${application}/files`, { method: "POST", body, headers, redirect: "manual" });
}

async function verifies(server, who, name) {
  const file = join(server.folder, name);
  const { status, text } = await receipt(server, who);
  assert.equal(status, 200);
  writeFileSync(file, text);
  const key = (await send(server, "/verify/key")).text.trim();
  assert.equal(runMoru("verify", file, "--key", key).status, 0);
  return Number(numberIn(text).slice(-6));
}

test("on a full disk nothing is acknowledged, reading goes on, and with room again so does writing (sqlite)", async () => {
  const server = await startServer({ at: "2024-05-10T10:00:00+09:00", applicants: 3, launcher: WITHOUT_SIGNAL });
  try {
    const [first, second, third] = server.applicants;
    assert.equal((await submit(server, first)).status, 303);
    const number = await verifies(server, first, "first.json");
    // So much later that a page would extend the session, which nobody can write now.
    await server.end();
    await server.start({ at: "2024-05-10T11:00:00+09:00" });
    assert.equal((await keep(server, third, "capacity", "예시: 자리가 있을 때 적은 글")).status, 200);
    const before = uploads(server);
    fill(server);

    const refused = await keep(server, third, "capacity", "예시: 자리가 없을 때 적은 글");
    assert.equal(refused.status, 500);
    assert.match(refused.text, /^fault [0-9a-f]{8}$/);
    await until("the log has the number", 5, () => new RegExp(`fault.*${refused.text.slice(6)}`).test(server.log));
    const unsent = await submit(server, second);
    assert.equal(unsent.status, 500);
    assert.match(unsent.text, /문제 번호/);
    assert.doesNotMatch(unsent.text, /MR-2024/);
    assert.equal((await send(server, "/sign-in", { form: { email: "applicant@moru.example", password: "moru-example" } })).status, 500);
    assert.equal((await upload(server, third, 3_000_000)).status, 500);
    assert.deepEqual(uploads(server), before, "no half of a file");

    for (const path of ["/", "/calls/2024", "/atlas", "/readyz"]) assert.equal((await send(server, path)).status, 200, path);
    const form = await step(server, third, "institution");
    assert.equal(form.status, 200);
    assert.match(form.text, /자리가 있을 때 적은 글/);
    assert.doesNotMatch(form.text, /자리가 없을 때 적은 글/);
    assert.equal((await receipt(server, second)).status, 404);
    assert.equal((await receipt(server, first)).status, 200);

    limitFiles(server, "unlimited");
    assert.equal((await keep(server, third, "capacity", "예시: 다시 적은 글")).status, 200);
    assert.equal((await upload(server, third, 3_000_000)).status, 303);
    assert.equal((await submit(server, second)).status, 303);
    assert.equal(await verifies(server, second, "second.json"), number + 1, "what failed left no gap");
  } finally {
    await server.stop();
  }
});
