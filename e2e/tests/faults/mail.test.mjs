// A mail server that is not there, or hangs: nothing waits for it, and the letter arrives once it can.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { numberIn, openMailbox, receipt, startServer, submit, until } from "../../harness.mjs";

// Far below the twenty seconds that the server gives a silent mail server.
const AT_ONCE = 5000;

/** An address at which nobody listens. */
async function nobody() {
  const mailbox = await openMailbox();
  await mailbox.close();
  return mailbox.port;
}

async function submitted(server, who) {
  const answer = await submit(server, who);
  assert.equal(answer.status, 303);
  assert.ok(answer.took < AT_ONCE, `the receipt took ${answer.took} ms`);
  const { status, text } = await receipt(server, who);
  assert.equal(status, 200);
  return numberIn(text);
}

/** Every letter that has arrived, by the receipt it is about. */
function about({ letters }, number) {
  return letters.filter((letter) => letter.includes(number));
}

// Side by side, because most of it is waiting.
describe("a mail server that is gone", { concurrency: true }, () => {
  for (const engine of ["sqlite", "postgres"]) {
    test(`a letter that nobody takes is kept, and arrives when somebody does (${engine})`, async () => {
      const port = await nobody();
      const options = ["--mail", `smtp://127.0.0.1:${port}`];
      const server = await startServer({ engine, at: "2024-05-10T10:00:00+09:00", applicants: 1, options });
      let mailbox;
      try {
        const number = await submitted(server, server.applicants[0]);
        await until("the attempt is in the log", 10, () => /job failed.*kind.*mail/.test(server.log));
        if (engine === "postgres") {
          const waiting = "SELECT last_error FROM jobs WHERE kind = 'mail' AND done_at IS NULL AND failed_at IS NULL";
          assert.match(server.ask(waiting), /Connection refused/, "the letter waits with what went wrong");
        }
        mailbox = await openMailbox({ port });
        await until("the letter arrives", 20, () => about(mailbox, number).length > 0);
        assert.equal(about(mailbox, number).length, 1);
        assert.match(about(mailbox, number)[0], /신청을 받았습니다/);
      } finally {
        await mailbox?.close();
        await server.stop();
      }
    });
  }

  test("a mail server that hangs delays no receipt, and its letters arrive when it answers (sqlite)", async () => {
    const hanging = await openMailbox({ silent: true });
    const { port } = hanging;
    const options = ["--mail", `smtp://127.0.0.1:${port}`];
    const server = await startServer({ at: "2024-05-10T10:00:00+09:00", applicants: 2, options });
    let mailbox;
    try {
      const [first, second] = server.applicants;
      const numbers = [await submitted(server, first)];
      await until("the mail server is asked", 10, () => hanging.visitors > 0);
      // While the letter of the first waits for an answer.
      numbers.push(await submitted(server, second));
      await until("the attempt is given up", 30, () => /job failed.*kind.*mail/.test(server.log));
      await hanging.close();
      mailbox = await openMailbox({ port });
      await until("both letters arrive", 30, () => numbers.every((number) => about(mailbox, number).length > 0));
      for (const number of numbers) assert.equal(about(mailbox, number).length, 1);
    } finally {
      // First, because a server that is asked to stop waits for the letter it is sending.
      await hanging.close();
      await mailbox?.close();
      await server.stop();
    }
  });
});
