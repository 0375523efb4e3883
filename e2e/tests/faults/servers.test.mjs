// Two servers on one database: one order, one log, every letter once.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { numberIn, openMailbox, receipt, runMoru, send, startServer, submit, until } from "../../harness.mjs";

const PEOPLE = 60;

test("two servers on one database give one row of receipts and send each letter once (postgres)", async () => {
  const mailbox = await openMailbox();
  const common = { engine: "postgres", at: "2024-05-10T10:00:00+09:00", options: ["--mail", `smtp://127.0.0.1:${mailbox.port}`] };
  const one = await startServer({ ...common, applicants: PEOPLE });
  let other;
  try {
    other = await startServer({ ...common, beside: one });
    const earlier = Number(one.ask("SELECT size FROM log_heads"));
    const people = one.applicants;
    // Everybody through both at once, as somebody with two windows behind a balancer.
    const sent = await Promise.all(people.flatMap((who) => [submit(one, who), submit(other, who)]));
    for (const answer of sent) assert.equal(answer.status, 303, answer.text);

    const key = (await send(one, "/verify/key")).text.trim();
    assert.equal((await send(other, "/verify/key")).text.trim(), key);
    const numbers = [];
    for (const [place, who] of people.entries()) {
      const [here, there] = [await receipt(one, who), await receipt(other, who)];
      assert.equal(here.text, there.text, "both know the same receipt");
      const file = join(one.folder, `${place}.json`);
      writeFileSync(file, here.text);
      assert.equal(runMoru("verify", file, "--key", key).status, 0);
      numbers.push(Number(numberIn(here.text).slice(-6)));
    }
    numbers.sort((first, second) => first - second);
    assert.deepEqual(numbers, people.map((_, place) => earlier + place + 1), "no number is missing or twice");

    const rows = one.ask("SELECT min(leaf_index), max(leaf_index), count(*) FROM log_leaves");
    const all = earlier + PEOPLE;
    assert.equal(rows, `0|${all - 1}|${all}`, "the log has no gap");
    assert.equal(one.ask("SELECT size FROM log_heads"), String(all));
    assert.equal(one.ask("SELECT count(*) FROM receipts WHERE substr(number, 9)::int <> leaf_index + 1"), "0");
    assert.equal(one.ask("SELECT count(*) FROM audit_entries WHERE act = 'submit' AND entity = 'application'"), String(all));

    await until("every letter is sent", 30, () => one.ask("SELECT count(*) FROM jobs WHERE done_at IS NULL") === "0");
    // As long as a worker rests, so that a second sending would have happened.
    await sleep(1500);
    for (const number of numbers) {
      const letters = mailbox.letters.filter((letter) => letter.includes(`MR-2024-${String(number).padStart(6, "0")}`));
      assert.equal(letters.length, 1, `letters about ${number}`);
    }
  } finally {
    await mailbox.close();
    await other?.stop();
    await one.stop();
  }
});
