import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "#db/client.server";
import { persons } from "#db/schema/people";
import { systemCtxFor } from "../../support/context";

const preparedFor = async (work: (connection: ReturnType<typeof connect>) => Promise<unknown>) => {
  const connection = connect(process.env.DATABASE_URL!, { max: 1 });
  try {
    await work(connection);
    const rows = await connection.sql<
      { statement: string }[]
    >`select statement from pg_prepared_statements where statement like '%persons%'`;
    return rows.filter(({ statement }) => !statement.includes("pg_prepared_statements")).length;
  } finally {
    await connection.close();
  }
};

const find = ({ db }: Pick<ReturnType<typeof connect>, "db">, ref: string) =>
  db.select({ id: persons.id }).from(persons).where(eq(persons.ref, ref));

test("a statement that is asked twice is planned once", async () => {
  expect(await preparedFor((connection) => Promise.all([find(connection, "A"), find(connection, "B")]))).toBe(1);
});

test("so is one in a transaction", async () => {
  expect(await preparedFor(({ db }) => db.transaction((db) => find({ db } as never, "A")))).toBe(1);
});

test("a statement without values may be several", async () => {
  await expect(systemCtxFor().db.execute(sql.raw("select 1; select 2"))).resolves.toBeDefined();
});

test("a transaction in which nothing is asked is ended by the server, and the pool goes on", async () => {
  const site = connect(process.env.DATABASE_URL!, { max: 1, idleTimeout: 100 });
  const idle = site.sql.begin(async (sql) => {
    await sql`select 1`;
    await sleep(1000);
  });
  await expect(idle).rejects.toThrow();
  expect(await site.sql`select 1 as one`).toEqual([{ one: 1 }]);
  await site.close();
});
