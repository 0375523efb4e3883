// Clients that are slow: they are ended after the time a request may take, and others are served meanwhile.

import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { send, startServer, until } from "../../harness.mjs";

// What the server is told, and what a slow machine may add.
const LIMIT = 3000;
const GRACE = 3000;

let server;

before(async () => {
  server = await startServer({ command: "serve", options: ["--request-timeout", String(LIMIT / 1000)] });
});

after(() => server?.stop());

/** A connection on which nothing is understood. */
async function dial() {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return socket.on("error", () => {});
}

/** Begins a form of so many bytes and sends it a byte at a time; resolves with what came back once it has ended. */
async function drip(length) {
  const socket = await dial();
  const begun = Date.now();
  let answer = "";
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.setEncoding("utf8").on("data", (text) => (answer += text));
  socket.write(`POST /sign-in HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\naccept: text/html\r\n`);
  socket.write(`content-type: application/x-www-form-urlencoded\r\ncontent-length: ${length}\r\n\r\n`);
  const drops = setInterval(() => socket.write("a"), 250);
  await ended;
  clearInterval(drops);
  return { answer, took: Date.now() - begun };
}

/** Asks for pages until told to stop; resolves with how each was answered. */
async function readOn(signal) {
  const answers = [];
  while (!signal.done) {
    answers.push(await send(server, "/calls"));
    await sleep(20);
  }
  return answers;
}

function isServed(answers) {
  assert.ok(answers.length > 10, `${answers.length} pages were asked for`);
  for (const { status, took } of answers) {
    assert.equal(status, 200);
    assert.ok(took < 2000, `a page took ${took} ms`);
  }
}

// A small form is read in front of the handlers, so that signing in again loses nothing; a large one by its handler.
for (const [size, length] of [["small", 1000], ["large", 600_000]]) {
  test(`a hundred clients that send a ${size} form a byte at a time are ended, others are served`, async () => {
    const signal = { done: false };
    const others = readOn(signal);
    const slow = await Promise.all(Array.from({ length: 100 }, () => drip(length)));
    signal.done = true;
    isServed(await others);
    for (const { answer, took } of slow) {
      assert.match(answer, /^HTTP\/1\.1 503 /);
      assert.match(answer, /문제 번호/, "a page that says so");
      assert.ok(took >= LIMIT - 100 && took < LIMIT + GRACE, `ended after ${took} ms`);
    }
  });
}

/** How many connections the server holds. */
function sockets() {
  const folder = `/proc/${server.pid}/fd`;
  const kind = (name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      return "closed meanwhile";
    }
  };
  return readdirSync(folder).filter((name) => kind(name).startsWith("socket:")).length;
}

test("clients that take nothing of what they asked for are ended, others are served", async () => {
  await until("the connections of the test before are gone", 10, () => sockets() < 20);
  const before = sockets();
  const signal = { done: false };
  const others = readOn(signal);
  const asking = `GET /calls HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\n\r\n`.repeat(3000);
  const deaf = await Promise.all(Array.from({ length: 10 }, dial));
  const begun = Date.now();
  for (const socket of deaf) socket.pause().write(asking);
  try {
    await until("all are being answered", 5, () => sockets() >= before + deaf.length);
    await sleep(LIMIT / 2);
    assert.ok(sockets() >= before + deaf.length, "none is ended early");
    // Sending goes on until the way to the client is full; the time counts from then.
    await until("the server has let go of them", 25, () => sockets() <= before + 2);
    assert.ok(Date.now() - begun >= LIMIT);
  } finally {
    signal.done = true;
    for (const socket of deaf) socket.destroy();
  }
  isServed(await others);
});
