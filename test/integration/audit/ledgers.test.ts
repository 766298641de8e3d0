import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countUnsealed, type Ledger, sealLedgers, verifyLedger, verifySeals } from "~/features/audit/seal-ledgers.server";
import { ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aPerson } from "../../support/people";

const write = (objectId: string) =>
  recordEntry(systemCtxFor(), { class: "act", action: "settings.changed", objectId, detail: { b: 1, a: "ä" } });
const messageOf = (error: { cause?: { message?: string }; message: string }) => error.cause?.message ?? error.message;

test("the site's role can neither change nor delete nor empty a ledger", async () => {
  await write("first");
  for (const statement of [
    "update audit_entries set action = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
    "update consent_records set source = 'x'",
    "delete from consent_records",
    "update ledger_seals set rows = 0",
    "delete from ledger_seals",
    "update wordings set body = 'x'",
  ])
    expect(await testDb().sql.unsafe(statement).catch(messageOf), statement).toMatch(/permission denied/);
});

test("the owner cannot change a ledger outside of its functions either", async () => {
  await write("second");
  for (const statement of ["update audit_entries set action = 'x'", "delete from audit_entries", "truncate audit_entries"])
    expect(await ownerDb().sql.unsafe(statement).catch(messageOf), statement).toMatch(/append-only/);
});

const stateOf = async (ledger: Ledger) => {
  const [{ broken }, unsealed] = [await verifyLedger(systemCtxFor(), ledger), await countUnsealed(systemCtxFor(), ledger)];
  return { broken, unsealed };
};

test("seals link what was written, and name what is not sealed yet", async () => {
  await write("third");
  expect(await sealLedgers(systemCtxFor())).toBeGreaterThan(0);
  expect(await sealLedgers(systemCtxFor())).toBe(0);
  await write("fourth");
  expect(await stateOf("audit:act")).toEqual({ broken: null, unsealed: 1 });
  await sealLedgers(systemCtxFor());
  expect(await stateOf("audit:act")).toEqual({ broken: null, unsealed: 0 });
});

test("sealing in parallel makes one chain", async () => {
  for (let round = 0; round < 3; round++) {
    await Promise.all([write("a"), write("b"), sealLedgers(systemCtxFor()), sealLedgers(systemCtxFor()), write("c")]);
  }
  await sealLedgers(systemCtxFor());
  expect(await stateOf("audit:act")).toEqual({ broken: null, unsealed: 0 });
});

test("a changed row breaks the chain at its seal", async () => {
  await write("to be changed");
  await sealLedgers(systemCtxFor());
  const before = await verifyLedger(systemCtxFor(), "audit:act");
  await ownerDb().sql.begin(async (tx) => {
    await tx`alter table audit_entries disable trigger guard`;
    await tx`update audit_entries set action = 'changed' where id = (select max(id) from audit_entries where class = 'act')`;
    await tx`alter table audit_entries enable trigger guard`;
  });
  expect(before.broken).toBeNull();
  expect((await verifyLedger(systemCtxFor(), "audit:act")).broken).toBe(before.seals);
});

test("a long chain is recomputed part by part, from its end", async () => {
  // of rows that nobody changed: a seal for each, 700 of them, as if each had been written in a minute of its own
  for (let seal = 0; seal < 700; seal++)
    await recordEntry(systemCtxFor(), { class: "disclosure", action: "list.exported", objectId: `${seal}` });
  await ownerDb().sql`
    with recursive entries as (select id, row_number() over (order by id) as seal, (to_jsonb(a) - 'detail' - 'salt')::text as text
                               from audit_entries a where class = 'disclosure'),
    chain as (
      select e.seal, e.id, sha256('practice-network ledger') as previous, sha256(sha256('practice-network ledger') || convert_to(e.text, 'UTF8')) as root
      from entries e where e.seal = 1
      union all select e.seal, e.id, c.root, sha256(c.root || convert_to(e.text, 'UTF8')) from chain c join entries e on e.seal = c.seal + 1)
    insert into ledger_seals (ledger, seal, first_id, last_id, rows, root, previous_root, at)
    select 'audit:disclosure', seal, id, id, 1, root, previous, now() from chain`;

  const newest = await verifySeals(systemCtxFor(), "audit:disclosure");
  expect(newest).toMatchObject({ seals: 700, from: 201, to: 700, broken: null });
  expect(await verifySeals(systemCtxFor(), "audit:disclosure", newest.from)).toMatchObject({ from: 1, to: 200, broken: null });

  await ownerDb().sql`update ledger_seals set root = sha256('x') where ledger = 'audit:disclosure' and seal = 50`;
  expect((await verifySeals(systemCtxFor(), "audit:disclosure")).broken).toBeNull();
  expect(await verifyLedger(systemCtxFor(), "audit:disclosure")).toEqual({ seals: 700, broken: 50 });
});

test("a tombstone takes detail and salt out of the ledgers of an erased person only, and the chain still holds", async () => {
  const { personId } = await aPerson();
  await recordEntry(systemCtxFor(), { class: "access", action: "record.opened", subjectId: personId, detail: { text: "personal" } });
  await sealLedgers(systemCtxFor());
  expect(await testDb().db.execute(sql`select tombstone_person(${personId}::uuid)`).catch(messageOf)).toMatch(/not erased/);

  await ownerDb().sql`update persons set erased_at = now(), full_name = null, display_name = null where id = ${personId}`;
  await testDb().db.execute(sql`select tombstone_person(${personId}::uuid)`);
  const [row] = await ownerDb()
    .sql`select detail, salt, commitment from audit_entries where subject_id = ${personId} and action = 'record.opened'`;
  expect(row).toMatchObject({ detail: null, salt: null });
  expect(row!.commitment).toHaveLength(32);
  expect((await verifyLedger(systemCtxFor(), "audit:access")).broken).toBeNull();
});

test("a commitment can be checked against its detail", async () => {
  await write("checked");
  const [row] = await ownerDb().sql`
    select commitment = sha256(salt || convert_to(detail::text, 'UTF8')) as fits from audit_entries where object_id = 'checked'`;
  expect(row!.fits).toBe(true);
});

test("a purge leaves what is younger than a year whatever it is asked, never the consents, and keeps the roots of what it drops", async () => {
  const write = async (days: number, objectId: string) => {
    const then = new Date(Date.now() - days * 86_400_000);
    await recordEntry(systemCtxFor(then), { class: "access", action: "record.opened", objectId });
    await sealLedgers(systemCtxFor(then));
  };
  await write(400, "old");
  // what other tests here sealed before it is older, as in any ledger
  await ownerDb().sql`update ledger_seals set at = now() - interval '400 days' where ledger = 'audit:access'`;
  await write(364, "young");

  expect((await testDb().sql`select purge_ledger('audit:access', now(), 1) as rows`)[0]!.rows).toBe(1);
  await testDb().sql`select purge_ledger('audit:access', now(), 1000)`;
  const left = await ownerDb().sql`select object_id from audit_entries where class = 'access' and object_id in ('old', 'young')`;
  expect(left.map((row) => row.object_id)).toEqual(["young"]);
  expect(await testDb().sql`select purge_ledger('consent', now() - interval '9 years', 100)`.catch(messageOf)).toMatch(/is kept/);
  expect((await verifyLedger(systemCtxFor(), "audit:access")).broken).toBeNull();
});
