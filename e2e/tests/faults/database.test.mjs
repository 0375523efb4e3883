// A database that goes away and comes back. PostgreSQL is behind a line that can be cut, which looks to the server like
// a database that has stopped, or go silent, like one that hangs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { keep, numberIn, openLine, receipt, send, startServer, step, submit, until } from "../../harness.mjs";

// A connection is waited for at most ten seconds; the rest is for a slow machine.
const BOUND = 16_000;

async function isReady(server) {
  return (await send(server, "/readyz")).status === 200;
}

/** While the database is gone: health, readiness, pages and every kind of writing. */
async function isGone(server, [first, second]) {
  const [health, ready] = await Promise.all([send(server, "/healthz"), send(server, "/readyz")]);
  assert.equal(health.status, 200);
  assert.equal(ready.status, 503);
  assert.ok(ready.took < 5000, `/readyz took ${ready.took} ms`);
  const [page, own, kept, sent] = await Promise.all([
    send(server, "/calls/2024"),
    step(server, first, "institution"),
    keep(server, first, "capacity", "예시: 이 글은 남지 않습니다"),
    submit(server, second),
  ]);
  for (const [name, answer] of Object.entries({ page, own, sent })) {
    assert.equal(answer.status, 500, name);
    assert.match(answer.text, /<h1[^>]*>[^<]*저희 쪽 문제입니다/, `${name} is a page`);
    assert.match(answer.text, /문제 번호<?\/?[a-z]*>?: <strong>[0-9a-f]{8}/, `${name} has a number`);
    assert.ok(answer.took < BOUND, `${name} took ${answer.took} ms`);
  }
  assert.match(kept.text, /^fault [0-9a-f]{8}$/);
  assert.doesNotMatch(sent.location + sent.text, /receipt|MR-2024/);
}

/** Once it is back: every page at the first request, and what was not acknowledged is not there. */
async function isBack(server, [first, second]) {
  await until("ready again", 10, () => isReady(server));
  const pages = await Promise.all(Array.from({ length: 40 }, () => step(server, first, "institution")));
  for (const { status, text } of pages) {
    assert.equal(status, 200);
    assert.doesNotMatch(text, /이 글은 남지 않습니다/);
  }
  assert.equal((await receipt(server, second)).status, 404);
  assert.equal((await keep(server, first, "capacity", "예시: 다시 적은 글")).status, 200);
}

test("the database stops, hangs, cuts its connections, and each time comes back without a restart (postgres)", async () => {
  let line;
  const server = await startServer({ engine: "postgres", at: "2024-05-10T10:00:00+09:00", applicants: 3, through });
  /** The line is opened before the server has an address to take it to. */
  function through(database) {
    return line ? line.through(database) : database;
  }
  try {
    line = await openLine(server.database);
    await server.end();
    await server.start({ at: "2024-05-10T10:05:00+09:00" });
    const [first, second, third] = server.applicants;
    assert.equal((await submit(server, third)).status, 303);
    const kept = await receipt(server, third);

    await line.cut();
    await isGone(server, [first, second]);
    await line.mend();
    await isBack(server, [first, second]);

    line.silence();
    // A connection that was in use just now is trusted; let all of them rest as long as that.
    await sleep(1200);
    await isGone(server, [first, second]);
    line.speak();
    await isBack(server, [first, second]);

    // What a restart of the database leaves: connections that look open and are not.
    const cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    assert.ok(Number(server.ask(cut)) >= 8, "there were connections to cut");
    await sleep(1200);
    await isBack(server, [first, second]);

    assert.equal((await receipt(server, third)).text, kept.text);
    assert.equal((await submit(server, second)).status, 303);
    const numbers = [kept, await receipt(server, second)].map(({ text }) => Number(numberIn(text).slice(-6)));
    assert.equal(numbers[1], numbers[0] + 1, "what failed left no gap");
  } finally {
    // First, because a server that is asked to stop waits for requests that wait for the database.
    await line?.cut();
    await server.stop();
  }
});
