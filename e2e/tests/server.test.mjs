// The server of a test: it comes back on its own database after a kill, and leaves nothing.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";

import { startServer } from "../harness.mjs";

for (const engine of ["sqlite", "postgres"]) {
  test(`a killed server serves again, a stopped one leaves nothing (${engine})`, async () => {
    const server = await startServer({ engine, command: "serve" });
    try {
      await server.kill();
      await assert.rejects(fetch(`${server.url}/healthz`));
      await server.start();
      assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    } finally {
      await server.stop();
    }
    assert.equal(existsSync(server.folder), false);
    await assert.rejects(fetch(`${server.url}/healthz`));
  });
}

test("a program that cannot start says why", async () => {
  await assert.rejects(startServer({ command: "serve", options: ["--no-such-option"] }), /--no-such-option/);
});
