import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { proofs } from "#db/schema/people";
import {
  buildProofToken,
  expireProofs,
  findLastMailAt,
  findOpenProof,
  findProof,
  findProofById,
  forgetProofs,
  listOpenProofs,
  mayAskAgain,
  openProof,
  type ProofPurpose,
  proofExists,
  proofIdsOf,
  restateIntent,
  spendProof,
  spendProofsOf,
  supersedeProof,
} from "~/features/people/proofs.server";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { systemCtxFor } from "../../support/context";
import { aPerson } from "../../support/people";

let made = 0;
const claim = (purpose: ProofPurpose = "subscribe") => ({ purpose, subject: `list-${++made}`, canonical: `claim${made}@test.example` });

async function tokenOf(id: string): Promise<string> {
  const [row] = await systemCtxFor().db.select().from(proofs).where(eq(proofs.id, id));
  return buildProofToken(row!)!;
}

test("a link opens its claim until it is used, once", async () => {
  const ctx = systemCtxFor();
  const proof = await openProof(ctx, claim());
  const token = await tokenOf(proof.id);

  expect((await findProof(ctx, "subscribe", token))?.state).toBe("open");
  expect(await spendProof(ctx, proof.id)).toBe(true);
  expect(await spendProof(ctx, proof.id)).toBe(false);
  expect((await findProof(ctx, "subscribe", token))?.state).toBe("used");
});

test("B10: of twenty parallel uses of one link, one succeeds", async () => {
  const ctx = systemCtxFor();
  const proof = await openProof(ctx, claim("reset"));
  const uses = await Promise.all(Array.from({ length: 20 }, () => spendProof(ctx, proof.id)));
  expect(uses.filter(Boolean)).toHaveLength(1);
});

test("B10: a newer link of the same kind ends the older one", async () => {
  const ctx = systemCtxFor();
  const same = claim("reset");
  const older = await openProof(ctx, same);
  await openProof(ctx, same);
  expect((await findProof(ctx, "reset", await tokenOf(older.id)))?.state).toBe("superseded");
  expect(await spendProof(ctx, older.id)).toBe(false);
});

test("B10: a reset link ends after 60 minutes", async () => {
  const now = new Date();
  const proof = await openProof(systemCtxFor(now), claim("reset"));
  const token = await tokenOf(proof.id);
  expect((await findProof(systemCtxFor(later(now, 59 * MINUTE)), "reset", token))?.state).toBe("open");
  expect((await findProof(systemCtxFor(later(now, 60 * MINUTE)), "reset", token))?.state).toBe("expired");
  expect(await spendProof(systemCtxFor(later(now, 60 * MINUTE)), proof.id)).toBe(false);
});

test("a link made for one purpose opens nothing else", async () => {
  const proof = await openProof(systemCtxFor(), claim("subscribe"));
  expect(await findProof(systemCtxFor(), "manage", await tokenOf(proof.id))).toBeNull();
});

test("the token is nowhere in the row", async () => {
  const proof = await openProof(systemCtxFor(), claim());
  const token = await tokenOf(proof.id);
  const [row] = await systemCtxFor().db.select().from(proofs).where(eq(proofs.id, proof.id));
  expect(JSON.stringify(row)).not.toContain(token);
  expect(row!.tokenHash.toString("base64url")).not.toBe(token);
});

test("one address is asked once a day for one thing, and five times for all things together", async () => {
  const now = new Date();
  const canonical = "bombed@test.example";
  const ask = async (subject: string, at: Date) => {
    const ctx = systemCtxFor(at);
    const allowed = await mayAskAgain(ctx, { purpose: "subscribe", subject, canonical });
    if (allowed) await openProof(ctx, { purpose: "subscribe", subject, canonical });
    return allowed;
  };
  expect(await ask("a", now)).toBe(true);
  expect(await ask("a", later(now, HOUR))).toBe(false);
  for (const subject of ["b", "c", "d", "e"]) expect(await ask(subject, now)).toBe(true);
  expect(await ask("f", now)).toBe(false);
  expect(await ask("a", later(now, DAY + 1))).toBe(true);
});

test("a reset may be asked for three times an hour", async () => {
  const now = new Date();
  const canonical = "forgetful@test.example";
  const ask = async (at: Date) => {
    const ctx = systemCtxFor(at);
    const allowed = await mayAskAgain(ctx, { purpose: "reset", subject: "x", canonical });
    if (allowed) await openProof(ctx, { purpose: "reset", subject: "x", canonical });
    return allowed;
  };
  expect([await ask(now), await ask(now), await ask(now), await ask(now)]).toEqual([true, true, true, false]);
  expect(await ask(later(now, HOUR + 1))).toBe(true);
});

test("expired claims are deleted after seven days, with the address in them", async () => {
  const now = new Date();
  const same = claim("manage");
  const proof = await openProof(systemCtxFor(now), same);
  await expireProofs(systemCtxFor(later(now, 7 * DAY)));
  expect(await systemCtxFor().db.select().from(proofs).where(eq(proofs.id, proof.id))).toHaveLength(1);
  await expireProofs(systemCtxFor(later(now, 7 * DAY + HOUR + 1)));
  expect(await systemCtxFor().db.select().from(proofs).where(eq(proofs.id, proof.id))).toHaveLength(0);
});

test("a claim keeps what it was opened with, and nothing where nothing was said", async () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const { personId } = await aPerson();
  const [full, bare] = [claim(), claim()];
  const expiresAt = later(now, MINUTE);
  const rowOf = async (id: string) => (await systemCtxFor().db.select().from(proofs).where(eq(proofs.id, id)))[0];

  const opened = await openProof(systemCtxFor(now), { ...full, personId, intent: { lists: ["a"] }, expiresAt });
  expect(opened).toEqual({ id: opened.id, canonical: full.canonical, expiresAt });
  expect(await rowOf(opened.id)).toMatchObject({ ...full, personId, intent: { lists: ["a"] }, createdAt: now, expiresAt, usedAt: null });
  expect(await rowOf((await openProof(systemCtxFor(now), bare)).id)).toMatchObject({
    ...bare,
    personId: null,
    intent: {},
    supersededAt: null,
  });
});

test.each<[ProofPurpose, number]>([
  ["subscribe", 14 * DAY],
  ["apply", 30 * DAY],
  ["invitation", 14 * DAY],
  ["add-address", DAY],
  ["set-up", DAY],
  ["enquiry", 14 * DAY],
  ["reset", HOUR],
  ["manage", HOUR],
  ["hold", 14 * DAY],
])("a link for %s works for %i milliseconds", async (purpose, span) => {
  const now = new Date("2026-11-21T10:00:00Z");
  expect((await openProof(systemCtxFor(now), claim(purpose))).expiresAt).toEqual(later(now, span));
});

test("a newer link ends none of another kind, subject or address, and leaves a used one used", async () => {
  const ctx = systemCtxFor();
  const key = claim("manage");
  const others = [
    { ...key, purpose: "hold" as const },
    { ...key, subject: "other" },
    { ...key, canonical: "other@test.example" },
  ];
  const opened = await Promise.all(others.map((other) => openProof(ctx, other)));
  const used = await openProof(ctx, key);
  await spendProof(ctx, used.id);
  const superseded = await openProof(systemCtxFor(later(ctx.now, -HOUR)), key);
  const middle = await openProof(ctx, key);
  await openProof(systemCtxFor(later(ctx.now, MINUTE)), key);

  for (const [index, { id }] of opened.entries())
    expect((await findProof(ctx, others[index]!.purpose, await tokenOf(id)))?.state).toBe("open");
  expect((await findProof(ctx, "manage", await tokenOf(used.id)))?.state).toBe("used");
  const at = async (id: string) => (await findProof(ctx, "manage", await tokenOf(id)))!.proof.supersededAt;
  expect([await at(used.id), await at(superseded.id), await at(middle.id)]).toEqual([null, ctx.now, later(ctx.now, MINUTE)]);
});

test("using a link ends that one alone, at that moment", async () => {
  const ctx = systemCtxFor();
  const [one, other] = [await openProof(ctx, claim()), await openProof(ctx, claim())];
  await spendProof(ctx, one.id);
  expect((await findProof(ctx, "subscribe", await tokenOf(one.id)))!.proof.usedAt).toEqual(ctx.now);
  expect((await findProof(ctx, "subscribe", await tokenOf(other.id)))!.state).toBe("open");
  expect(await findProof(ctx, "subscribe", "no-token-of-ours")).toBeNull();
});

test("a claim is found by its key while its link works, and by its id for as long as it is kept", async () => {
  const ctx = systemCtxFor();
  const key = claim("manage");
  const [earlier, open] = [await openProof(ctx, key), await openProof(ctx, key)];
  const ids = async () => (await proofIdsOf(ctx, key)).map(({ id }) => id).sort();
  const exists = async (id: string) => (await ctx.db.execute(sql`select ${proofExists(sql`${id}::uuid`)} as here`))[0]!.here;

  expect(await findOpenProof(ctx, key)).toEqual({ id: open.id, canonical: key.canonical });
  expect(await findOpenProof(systemCtxFor(later(ctx.now, HOUR)), key)).toBeNull();
  expect(await ids()).toEqual([earlier.id, open.id].sort());
  expect(await findProofById(ctx, earlier.id)).toMatchObject({ ...key, supersededAt: ctx.now });

  await forgetProofs(ctx, [earlier.id]);
  expect(await findProofById(ctx, earlier.id)).toBeNull();
  expect([await exists(earlier.id), await exists(open.id)]).toEqual([false, true]);
});

test("what is typed again takes the place of what was said before, while the link works", async () => {
  const ctx = systemCtxFor();
  const { id } = await openProof(ctx, { ...claim(), intent: { lists: ["a"], name: "Ada" } });
  const other = await openProof(ctx, { ...claim(), intent: { lists: ["a"] } });
  const intentOf = async (of: string) => (await findProofById(ctx, of))!.intent;

  await restateIntent(ctx, id, { lists: ["b"] });
  expect([await intentOf(id), await intentOf(other.id)]).toEqual([{ lists: ["b"], name: "Ada" }, { lists: ["a"] }]);
  await spendProof(ctx, id);
  await restateIntent(ctx, id, { lists: ["c"] });
  expect(await intentOf(id)).toMatchObject({ lists: ["b"] });
});

test("the last mail of a claim is the latest that has gone out by now", async () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const key = claim("hold");
  for (const minutes of [-9, -5, 5])
    await openProof(systemCtxFor(now), { ...key, intent: { mailAt: later(now, minutes * MINUTE).toISOString() } });

  expect(await findLastMailAt(systemCtxFor(now), key)).toEqual(later(now, -5 * MINUTE));
  expect(await findLastMailAt(systemCtxFor(now), claim("hold"))).toBeNull();
});

test("what is settled settles what a person was asked about it, and nothing else that they were asked", async () => {
  const now = new Date();
  const { personId } = await aPerson();
  const open = async (purpose: ProofPurpose, minutes = 0) => {
    const key = { ...claim(purpose), personId };
    return { ...key, ...(await openProof(systemCtxFor(later(now, minutes * MINUTE)), key)) };
  };
  const [second, first, hold, gone] = [await open("subscribe", 2), await open("subscribe", 1), await open("hold"), await open("hold")];
  const ctx = systemCtxFor(later(now, HOUR));
  const asked = async (purpose: ProofPurpose) => (await listOpenProofs(ctx, { personId, purpose })).map(({ canonical }) => canonical);
  expect(await asked("subscribe")).toEqual([first.canonical, second.canonical]);

  await supersedeProof(ctx, gone.id);
  expect(await asked("hold")).toEqual([hold.canonical]);
  expect((await findProofById(ctx, gone.id))!.supersededAt).toEqual(ctx.now);

  await spendProofsOf(ctx, { personId, purpose: "subscribe", subject: first.subject });
  expect(await asked("subscribe")).toEqual([second.canonical]);
  await spendProofsOf(ctx, { personId, purpose: "subscribe" });
  expect([await asked("subscribe"), await asked("hold")]).toEqual([[], [hold.canonical]]);
  expect((await findProofById(ctx, gone.id))!.usedAt).toBeNull();
});

test("a link is built with the key that made it, or not at all", async () => {
  const proof = await openProof(systemCtxFor(), claim());
  expect(buildProofToken({ id: proof.id, tokenHash: sha256("by a key that is gone") })).toBeNull();
  expect(sha256(await tokenOf(proof.id))).toEqual(
    (await systemCtxFor().db.select().from(proofs).where(eq(proofs.id, proof.id)))[0]!.tokenHash,
  );
});

test("ceilings count what was asked for this address; what was answered, resets and older requests leave room", async () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const canonical = "ceiling@test.example";
  const key = (subject: string, purpose: ProofPurpose = "subscribe") => ({ purpose, subject, canonical });
  const may = (subject: string, at: Date, purpose?: ProofPurpose) => mayAskAgain(systemCtxFor(at), key(subject, purpose));
  for (const subject of ["a", "b", "c", "d"]) await openProof(systemCtxFor(now), key(subject));
  await openProof(systemCtxFor(now), { ...key("e"), canonical: "someone-else@test.example" });
  await openProof(systemCtxFor(now), key("x", "reset"));

  expect(await may("e", now)).toBe(true);
  expect(await may("a", now)).toBe(false);
  expect(await may("a", now, "manage")).toBe(true);

  const fifth = await openProof(systemCtxFor(now), key("e"));
  expect(await may("f", later(now, DAY - 1))).toBe(false);
  expect(await may("f", later(now, DAY))).toBe(true);
  await spendProof(systemCtxFor(now), fifth.id);
  expect(await may("e", now)).toBe(true);

  for (const subject of ["y", "z"]) await openProof(systemCtxFor(now), key(subject, "reset"));
  expect(await may("x", later(now, HOUR - 1), "reset")).toBe(false);
  expect(await may("x", later(now, HOUR), "reset")).toBe(true);
  expect(await mayAskAgain(systemCtxFor(now), { ...key("x", "reset"), canonical: "someone-else@test.example" })).toBe(true);
});

test("of ten requests at once for one address, one is mailed", async () => {
  const same = claim();
  const ask = () =>
    inTransaction(systemCtxFor(), async (ctx) => {
      const may = await mayAskAgain(ctx, same);
      if (may) await openProof(ctx, same);
      return may;
    });
  const answers = await Promise.all(Array.from({ length: 10 }, ask));
  expect(answers.filter(Boolean)).toHaveLength(1);
});
