// Ten times as many at once as is usual. Every request is answered, and what was acknowledged is there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { keep, send, startServer, step } from "../../harness.mjs";

const CONNECTIONS = 640;
const PEOPLE = 64;
const SECONDS = 3;
const FIELDS = ["M1", "M2", "M3", "M4", "M5", "E0", "V1", "V3", "V5", "V2"].map((code) => `plan.${code}`);

/** Everybody again and again until the time is over; resolves with every answer. */
async function forSomeSeconds(act) {
  const end = Date.now() + SECONDS * 1000;
  const answers = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, place) => {
      const own = [];
      do own.push(await act(place, own.length));
      while (Date.now() < end);
      return own;
    }),
  );
  return answers.flat();
}

/** What does not fit is a fault that says so; nothing else may come back. */
function areAnswers(answers, ok) {
  for (const { status, text } of answers) {
    assert.ok([200, 500, 503].includes(status), `${status}`);
    if (status !== 200) assert.match(text, /^fault [0-9a-f]{8}$|문제 번호/);
  }
  const served = answers.filter(({ status }) => status === 200).length;
  assert.ok(served >= ok * answers.length, `${served} of ${answers.length} were served`);
}

for (const engine of ["sqlite", "postgres"]) {
  test(`${CONNECTIONS} at once are answered, and nothing that was acknowledged is lost (${engine})`, async () => {
    const server = await startServer({ engine, at: "2024-05-10T10:00:00+09:00", applicants: PEOPLE });
    try {
      const people = server.applicants;
      areAnswers(await forSomeSeconds(() => send(server, "/calls/2024")), 1);

      // Each field of each draft has one writer, which counts what it was told is kept.
      const told = new Map();
      const writing = await forSomeSeconds(async (place, turn) => {
        const [who, field] = [place % PEOPLE, FIELDS[Math.floor(place / PEOPLE)]];
        const value = `예시: 사람 ${who}, 항목 ${field}, ${turn}번째`;
        const answer = await keep(server, people[who], field, value);
        const before = told.get(place) ?? { who, may: [] };
        // A fault may have happened after the value was kept: then either may be there.
        told.set(place, answer.status === 200 ? { who, may: [value] } : { who, may: [...before.may, value] });
        return answer;
      });
      areAnswers(writing, 0.5);

      const forms = await Promise.all(people.map((person) => step(server, person, "plan")));
      for (const { who, may } of told.values()) {
        assert.ok(may.some((value) => forms[who].text.includes(value)), `${may.at(-1)} is there`);
      }
      assert.equal((await send(server, "/readyz")).status, 200);
    } finally {
      await server.stop();
    }
  });
}
