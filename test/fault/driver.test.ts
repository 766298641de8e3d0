import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { connect } from "#db/client.server";
import { testDb } from "../support/context";

const LAST = 40;

test("transactions whose connections die are refused, take no process along, and leave a pool that works", async () => {
  const site = connect(process.env.DATABASE_URL!, { max: 3 });
  const name = new URL(process.env.DATABASE_URL!).pathname.slice(1);
  const outcomes: string[] = [];
  let killing = true;

  const transactions = Array.from({ length: 3 }, async () => {
    while (killing) {
      const outcome = await site.sql
        .begin(async (sql) => {
          await sql`select pg_sleep(0.005)`;
          await sql`select 1`;
        })
        .then(
          () => "done",
          () => "refused",
        );
      outcomes.push(outcome);
    }
  });
  for (let round = 0; round <= LAST; round++) {
    // the last are waited for: one that a busy machine ends late would take the questions after it along
    await testDb()
      .sql`select pg_terminate_backend(pid, ${round === LAST ? 60_000 : 0}) from pg_stat_activity where datname = ${name} and usename = current_user and pid <> pg_backend_pid()`;
    await sleep(25);
  }
  killing = false;
  await Promise.all(transactions);

  expect(outcomes).toContain("refused");
  const ask = () => Promise.all(Array.from({ length: 10 }, () => site.sql`select 1 as one`));
  // a transaction that the driver lost is ended by the server now, and takes a question along
  await ask().catch(() => {});
  const answers = await ask();
  expect(answers.every(([row]) => row!.one === 1)).toBe(true);
  await site.close();
});

test.each([
  { what: "something short", text: "select 1" },
  { what: "something long", text: `select ${"1 + ".repeat(500)}1` },
  { what: "with a parameter", text: "select $1::text", parameters: ["one"] },
  { what: "where others have the connection since", text: "select 1", isOpen: true },
])("a transaction whose connection died, and that asks on, $what, is refused and leaves a pool that works", async (one) => {
  const { text, parameters = [], isOpen } = one;
  const site = connect(process.env.DATABASE_URL!, { max: 1 });
  let goOn = () => {};
  const waits = new Promise<void>((done) => (goOn = done));
  let pid = 0;
  let asked = "nothing";
  const transaction = site.sql.begin(async (sql) => {
    pid = (await sql`select pg_backend_pid() as pid`)[0]!.pid;
    await testDb().sql`select pg_terminate_backend(${pid}, 60000)`;
    await waits;
    asked = await sql.unsafe(text, parameters).then(
      () => "done",
      () => "refused",
    );
  });
  await expect(transaction).rejects.toThrow("CONNECTION_CLOSED");
  if (isOpen) await site.sql`select 1`;
  goOn();
  await expect.poll(() => asked).toBe("refused");
  const answer = site.sql`select 1 as one`.then(([row]) => row!.one);
  expect(await Promise.race([answer, sleep(5_000).then(() => "nothing")])).toBe(1);
  await site.close();
});

test("a transaction that comes behind a hundred questions has its connection to itself", async () => {
  const site = connect(process.env.DATABASE_URL!, { max: 2 });
  await Promise.all([site.sql`select pg_sleep(0.1)`, site.sql`select pg_sleep(0.1)`]);
  let letGo = () => {};
  const held = site.sql.begin(() => new Promise<void>((done) => (letGo = done)));
  await sleep(100);
  // all of them wait at the one connection that is left
  const questions = [site.sql`select pg_sleep(0.2)`, ...Array.from({ length: 99 }, () => site.sql`select 1`)].map((one) => one.execute());
  const written = site.sql.begin((sql) => sql`select txid_current_if_assigned() is null as is_new, pg_backend_pid() as pid`);
  await Promise.all(questions);

  expect((await written)[0]).toMatchObject({ is_new: true });
  const [left] = await testDb().sql`select state from pg_stat_activity where pid = ${(await written)[0]!.pid}`;
  expect(left).toEqual({ state: "idle" });
  letGo();
  await held;
  await site.close();
});
