import { and, eq, gt, gte, isNotNull, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accounts, sessions } from "#db/schema/accounts";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { randomToken, sameBytes, sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { rememberTheftMail } from "./remember-theft.mail.server";
import { endFamily, lockSignIns } from "./sign-ins.server";

/** Slides with each use, up to a year (`requirements.md` K4). */
const SLIDING = 60 * DAY;
const ABSOLUTE = 365 * DAY;
/** Two tabs opened at once both send the verifier that the first of them changes. */
const TWO_TABS = 10_000;

/**
 * Remembers a device: the cookie is `selector.verifier`, and the verifier changes with each use. Never for staff. Null where whoever signs
 * in on it was signed out already.
 */
export async function rememberDevice(
  ctx: Ctx,
  { personId, family, device }: { personId: PersonId; family: string; device: string },
): Promise<{ cookie: string; endsAt: Date } | null> {
  const selector = randomToken(16);
  const verifier = randomToken(32);
  const endsAt = later(ctx.now, ABSOLUTE);
  return inTransaction(ctx, async (ctx) => {
    await lockSignIns(ctx, personId);
    const hasEnded = and(eq(sessions.family, family), isNotNull(sessions.revokedAt));
    const [ended] = await ctx.db.select({ id: sessions.id }).from(sessions).where(hasEnded).limit(1);
    if (ended) return null;
    await ctx.db.insert(sessions).values({
      id: uuidv7(),
      idHash: sha256(selector),
      kind: "remember",
      personId,
      family,
      verifierHash: sha256(verifier),
      device,
      createdAt: ctx.now,
      seenAt: ctx.now,
      expiresAt: later(ctx.now, SLIDING),
      endsAt,
    });
    return { cookie: `${selector}.${verifier}`, endsAt };
  });
}

export type Remembered = {
  personId: PersonId;
  family: string /** the next cookie; null when the other tab has it */;
  cookie: string | null;
  endsAt: Date;
};

/**
 * The person of a remembered device. Where a session is to follow, it is started in the same transaction, so that whoever ends the
 * sign-in at that moment ends it too. Rotates the verifier; one that was rotated away more than a moment ago is in two hands, so
 * everything of that sign-in ends and the person is told.
 */
export async function recallDevice(ctx: Ctx, cookie: string): Promise<Remembered | null> {
  const [selector, verifier] = cookie.split(".");
  if (!selector || !verifier) return null;
  return inTransaction(ctx, async (ctx) => {
    const [owner] = await ctx.db
      .select({ personId: sessions.personId })
      .from(sessions)
      .where(eq(sessions.idHash, sha256(selector)));
    if (!owner?.personId) return null;
    await lockSignIns(ctx, owner.personId);
    const device = await findForUpdate(ctx, selector);
    if (!device) return null;
    const { personId, family, endsAt } = device;
    const presented = sha256(verifier);

    if (sameBytes(presented, device.verifierHash)) {
      const next = randomToken(32);
      const sliding = later(ctx.now, SLIDING);
      await ctx.db
        .update(sessions)
        .set({
          verifierHash: sha256(next),
          previousVerifierHash: device.verifierHash,
          rotatedAt: ctx.now,
          seenAt: ctx.now,
          expiresAt: sliding < endsAt ? sliding : endsAt,
        })
        .where(eq(sessions.id, device.id));
      await recordEntry(ctx, { class: "security", action: "sign-in.remembered", subjectId: personId, detail: { device: device.device } });
      return { personId, family, cookie: `${selector}.${next}`, endsAt };
    }

    const isOtherTab =
      device.previousVerifierHash !== null &&
      sameBytes(presented, device.previousVerifierHash) &&
      device.rotatedAt !== null &&
      ctx.now.getTime() - device.rotatedAt.getTime() <= TWO_TABS;
    if (isOtherTab) return { personId, family, cookie: null, endsAt };

    await endFamily(ctx, family);
    await recordEntry(ctx, { class: "security", action: "remember.theft", subjectId: personId, detail: { device: device.device } });
    await queueMail(ctx, rememberTheftMail, {}, { personId, cause: `remember-theft:${family}` });
    return null;
  });
}

async function findForUpdate(ctx: Ctx, selector: string) {
  const [row] = await ctx.db
    .select({
      id: sessions.id,
      personId: sessions.personId,
      family: sessions.family,
      verifierHash: sessions.verifierHash,
      previousVerifierHash: sessions.previousVerifierHash,
      rotatedAt: sessions.rotatedAt,
      endsAt: sessions.endsAt,
      device: sessions.device,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.personId, sessions.personId))
    .where(
      and(
        eq(sessions.idHash, sha256(selector)),
        eq(sessions.kind, "remember"),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.now),
        gt(sessions.endsAt, ctx.now),
        eq(accounts.state, "active"),
        gte(sessions.createdAt, accounts.sessionsValidFrom),
      ),
    )
    .for("update", { of: sessions });
  return row?.personId && row.verifierHash ? { ...row, personId: row.personId, verifierHash: row.verifierHash } : null;
}
