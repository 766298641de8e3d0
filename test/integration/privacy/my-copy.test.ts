import { text } from "node:stream/consumers";
import { and, eq, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { auditEntries } from "#db/schema/audit";
import { privacyCopies, privacyCopyParts } from "#db/schema/privacy";
import { mergeInto } from "~/features/people/merge.server";
import { erase } from "~/features/privacy/carry-out-erasures.server";
import { expireCopies } from "~/features/privacy/expire-copies.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { fetchMyCopy, listMyCopies, makeMyCopy } from "~/features/privacy/my-copy.server";
import { DAY, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, ownerDb, somebodyWaits, systemCtxFor } from "../../support/context";
import type { WholeCopy } from "../../support/copies";
import { aPersonEverywhere } from "../../support/everything";
import { aMember, type TestPerson } from "../../support/people";

const { db } = systemCtxFor();
const copiesOf = ({ personId }: TestPerson) => db.select().from(privacyCopies).where(eq(privacyCopies.personId, personId));
const partsOf = async (person: TestPerson) => {
  const parts = db.select({ bytes: sql<number>`octet_length(${privacyCopyParts.bytes})` }).from(privacyCopyParts);
  const theirs = parts.innerJoin(privacyCopies, eq(privacyCopies.id, privacyCopyParts.copyId));
  return theirs.where(eq(privacyCopies.personId, person.personId));
};

async function fetchJson(person: TestPerson): Promise<WholeCopy> {
  const [newest] = (await listMyCopies(ctxFor(person))).filter(({ format }) => format === "json");
  return JSON.parse(await text((await fetchMyCopy(ctxFor(person), newest!.code)).body));
}
const rowsIn = (copy: WholeCopy, table: string) => copy.tables.find((each) => each.table === table)!.rows;

async function eraseNow({ personId }: TestPerson): Promise<void> {
  const frozen = await freezePerson(systemCtxFor(), personId, "keep");
  if (!frozen.ok) throw new Error(frozen.reason);
  await erase(systemCtxFor(), frozen.erasureId);
}

test("PMN-7: a copy made in the account has every table that can hold something about its owner", async () => {
  const { person } = await aPersonEverywhere(`copy${Date.now()}`);
  await makeMyCopy(ctxFor(person));

  const expected = classifications()
    .filter(({ subjects }) => subjects.length > 0)
    .map(({ table }) => getTableConfig(table).name);
  expect((await fetchJson(person)).tables.map(({ table }) => table).sort()).toEqual(expected.sort());
});

test("a copy is fetched by its owner only, by no invented code, and each time is written down", async () => {
  const [person, other] = [await aMember(), await aMember()];
  await makeMyCopy(ctxFor(person));
  const [copy] = await listMyCopies(ctxFor(person));

  await expect(fetchMyCopy(ctxFor(other), copy!.code)).rejects.toThrow(NotFoundError);
  for (const code of [`${copy!.code}0`, copy!.code.toUpperCase(), "%", "", "."])
    await expect(fetchMyCopy(ctxFor(person), code)).rejects.toThrow(NotFoundError);

  await fetchMyCopy(ctxFor(person), copy!.code);
  const fetched = and(eq(auditEntries.subjectId, person.personId), eq(auditEntries.action, "person.copy-fetched"));
  expect(await db.select().from(auditEntries).where(fetched)).toHaveLength(1);
});

test("a copy lives seven days, and then it is gone with its parts, however many there are", async () => {
  const person = await aMember();
  for (let each = 0; each < 11; each++) await makeMyCopy(ctxFor(person));
  const now = new Date();

  expect(await listMyCopies(ctxFor(person, later(now, 6.9 * DAY)))).toHaveLength(22);
  expect(await listMyCopies(ctxFor(person, later(now, 7.1 * DAY)))).toEqual([]);
  await expireCopies(systemCtxFor(later(now, 6.9 * DAY)));
  expect(await listMyCopies(ctxFor(person))).toHaveLength(22);
  await expireCopies(systemCtxFor(later(now, 7.1 * DAY)));
  expect(await copiesOf(person)).toEqual([]);
  expect(await db.$count(privacyCopyParts)).toBe(0);
});

test("a copy says of the copies before it that they are there, of none what it says, and nothing of itself", async () => {
  const person = await aMember();
  await makeMyCopy(ctxFor(person));
  expect(rowsIn(await fetchJson(person), "privacy_copies")).toEqual([]);

  const made = await countQueries(() => makeMyCopy(ctxFor(person)));

  const reading = made.filter((statement) => /^declare.* from "privacy_copy_parts"/.test(statement));
  expect(reading).toHaveLength(2);
  for (const statement of reading) expect(statement).toContain(', nullif("bytes" is not null, false) as "bytes" from');
  const copy = await fetchJson(person);
  expect(rowsIn(copy, "privacy_copies").map(({ format }) => format)).toEqual(["html", "json"]);
  expect(rowsIn(copy, "privacy_copy_parts").map(({ bytes }) => bytes)).toEqual(
    Array(2).fill("held, not shown: a part of a copy that you made, and can fetch"),
  );
});

test("of whoever has much, every row is in the copy once; it is read a few rows at a time, and stored and fetched in small parts", async () => {
  const person = await aMember();
  await ownerDb().sql`
    insert into drafts (person_id, id, path, values, saved_at)
    select ${person.personId}, gen_random_uuid(), '/forum/' || n || '/new', jsonb_build_object('body', repeat('é', 1000)), now() from generate_series(1, 450) n`;
  const made = await countQueries(() => makeMyCopy(ctxFor(person)));
  // each format reads them on its own
  expect(made.filter((statement) => statement === "fetch 200 from exported").length).toBeGreaterThanOrEqual(2 * 3);
  expect(made.filter((statement) => /from "drafts"/.test(statement) && !/count\(|declare/.test(statement))).toEqual([]);

  const paths = rowsIn(await fetchJson(person), "drafts").map(({ path }) => path);
  expect([paths.length, new Set(paths).size]).toEqual([450, 450]);
  const parts = await partsOf(person);
  expect(Math.max(...parts.map(({ bytes }) => bytes))).toBeLessThanOrEqual(256 * 1024);
  const copies = await listMyCopies(ctxFor(person));
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(copies.reduce((sum, { size }) => sum + size, 0));

  const { body, size } = await fetchMyCopy(ctxFor(person), copies.find(({ format }) => format === "html")!.code);
  const reading = body[Symbol.asyncIterator]();
  let taken = 0;
  const read = await countQueries(async () => {
    taken += (await reading.next()).value.length;
    taken += (await reading.next()).value.length;
  });
  expect(read).toHaveLength(2);
  for (let next = await reading.next(); !next.done; next = await reading.next()) taken += next.value.length;
  expect(taken).toBe(size);
  expect(size).toBeGreaterThan(3 * 256 * 1024);
});

test("what a process that ends in the middle has written is nowhere, and the copy is made anew", async () => {
  const [person, before] = [await aMember(), await db.$count(privacyCopyParts)];
  await ownerDb().sql.unsafe(`
    create function end_here() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger end_here after insert on privacy_copies for each row execute function end_here()`);
  await expect(makeMyCopy(ctxFor(person))).rejects.toThrow();
  await ownerDb().sql.unsafe("drop function end_here() cascade");
  expect(await listMyCopies(ctxFor(person))).toEqual([]);
  expect(await db.$count(privacyCopyParts)).toBe(before);

  await makeMyCopy(ctxFor(person));
  expect(await listMyCopies(ctxFor(person))).toHaveLength(2);
});

test("an erasure waits for the copy that its subject is making, and takes it too; after it none is made", async () => {
  const person = await aMember();
  const frozen = await freezePerson(systemCtxFor(), person.personId, "keep");
  if (!frozen.ok) throw new Error(frozen.reason);
  await ownerDb().sql.unsafe(`
    create function hold_part() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return new; end $$;
    create trigger hold_part before insert on privacy_copy_parts for each row execute function hold_part()`);
  const waiting = async (kind: string) =>
    (
      await ownerDb().sql`select from pg_locks join pg_stat_activity using (pid)
        where not granted and locktype = ${kind} and datname = current_database()`
    ).length > 0;
  const { making, erasing } = await ownerDb().sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(4711)`;
    const making = makeMyCopy(ctxFor(person));
    await expect.poll(() => waiting("advisory")).toBe(true);
    const erasing = erase(systemCtxFor(), frozen.erasureId);
    await expect.poll(() => waiting("transactionid")).toBe(true);
    return { making, erasing };
  });
  await making;
  await erasing;
  await ownerDb().sql.unsafe("drop function hold_part() cascade");

  expect(await copiesOf(person)).toEqual([]);
  await expect(makeMyCopy(ctxFor(person))).rejects.toThrow(NotFoundError);
});

test("whoever changes their name in another window while their copy begins gets it all the same", async () => {
  const person = await aMember();
  const { making } = await ownerDb().sql.begin(async (tx) => {
    await tx`update persons set full_name = 'Changed Meanwhile' where id = ${person.personId}`;
    const making = makeMyCopy(ctxFor(person));
    await expect.poll(somebodyWaits).toBe(true);
    return { making };
  });
  await making;
  expect(JSON.stringify(rowsIn(await fetchJson(person), "persons"))).toContain("Changed Meanwhile");
  expect(await listMyCopies(ctxFor(person))).toHaveLength(2);
});

test("a copy begins with its subject’s turn: a change that came before it does not break it off", async () => {
  const person = await aMember();
  const [first] = (await countQueries(() => makeMyCopy(ctxFor(person)))).filter(
    (statement) => !/^(begin|set transaction)/i.test(statement),
  );
  expect(first).toMatch(/from "persons" .* for no key update$/);
});

test("an erasure while somebody fetches ends the fetching: what came until then does not look whole", async () => {
  const person = await aMember();
  await makeMyCopy(ctxFor(person));
  const [copy] = await listMyCopies(ctxFor(person));
  const { body } = await fetchMyCopy(ctxFor(person), copy!.code);
  await eraseNow(person);

  await expect(text(body)).rejects.toThrow(NotFoundError);
});

test("the copies of a record that became one with somebody's go with that person", async () => {
  const [person, joined] = [await aMember(), await aMember()];
  await makeMyCopy(ctxFor(joined));
  await mergeInto(systemCtxFor(), joined, person.personId);

  await eraseNow(person);

  expect(await copiesOf(joined)).toEqual([]);
});
