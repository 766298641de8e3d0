import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { proofs } from "#db/schema/people";
import {
  buildProofToken,
  expireProofs,
  findProof,
  mayAskAgain,
  openProof,
  type ProofPurpose,
  spendProof,
} from "~/features/people/proofs.server";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { systemCtxFor } from "../../support/context";

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
