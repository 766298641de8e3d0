import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import { daysOf } from "#db/retention";
import { membershipApplications } from "#db/schema/membership";
import { ensureWording } from "~/features/consents/wordings.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { resolveChoices } from "~/features/membership/joining-choices.server";
import { JOINING, JOINING_CHOICES } from "~/features/membership/joining-wordings";
import { ensureNotice } from "~/features/notices/ensure-notice.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import type { DetailsBlocker } from "~/features/people/details.policy";
import { findPosingName } from "~/features/people/find-posing-name.server";
import { areInterests } from "~/features/people/interests.queries.server";
import { isClaim, isOpen, mayAskAgain, openProof, proofColumns, proofOf, restateIntent } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { randomCode, sha256 } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import type { ApplySchema } from "./application.schema";
import { INTERESTS_OF_APPLICATION, interestsOfApplication } from "./application-interests.server";
import { confirmApplicationMail } from "./confirm-application.mail.server";

/** An application whose address nobody proves is forgotten. */
export const UNPROVEN_LIVES = daysOf("applications") * DAY;
/** The confirmation is worth having for days: mail filters and holidays are slow. */
const MAIL_LIVES = 2 * DAY;

export type ApplyInput = Omit<z.output<typeof ApplySchema>, "comments" | "shownAt">;
export type ApplyResult = { ok: true } | { ok: false; reason: DetailsBlocker } | { ok: false; reason: "sent-before"; text: string };
/** The versions of what the page said, for the consents that may follow. */
export type ApplicationIntent = { joiningId: string; choicesId: string };

/**
 * Somebody typed an address: a claim, until its owner presses the button in the mail. Nobody's record is looked at, so the answer cannot
 * depend on who holds the address (B5). Whoever applies again before that replaces what was typed and keeps the link; a further mail goes
 * out a day later at the earliest (B40). Whoever sends one form twice with different answers is shown the first, and replaces it knowingly.
 */
export async function applyToJoin(ctx: Ctx, input: ApplyInput): Promise<ApplyResult> {
  if (await findPosingName(ctx, { fullName: input.fullName })) return { ok: false, reason: "posing" };
  return inTransaction(ctx, async (ctx): Promise<ApplyResult> => {
    // applications for one address come one after the other
    await lockByName(ctx, `apply:${input.email}`);
    if (!(await areInterests(ctx, input.interests, []))) return { ok: false, reason: "unknown-interest" };
    const text = await findSent(ctx, input);
    if (text !== null && text !== wordsOf(input)) return { ok: false, reason: "sent-before", text };
    const [joining, choices, notice] = [
      await ensureWording(ctx, JOINING),
      await ensureWording(ctx, JOINING_CHOICES),
      await ensureNotice(ctx, "privacy-notice"),
    ];
    const earlier = await findUnproven(ctx, input.email);
    const id = earlier?.id ?? uuidv7();
    const claim = { purpose: "apply" as const, subject: id, canonical: input.email };
    const mayMail = await mayAskAgain(ctx, claim);
    if (!earlier && !mayMail) return { ok: true };

    const typed = {
      fullName: input.fullName,
      jobTitle: input.jobTitle,
      organisation: input.organisation,
      listIds: await resolveChoices(ctx, input.choices),
      noticeId: notice.id,
      submissionId: submissionOf(input),
    };
    if (earlier) await ctx.db.update(membershipApplications).set(typed).where(eq(membershipApplications.id, id));
    else if (!(await insertNew(ctx, id, typed))) return { ok: true };
    await chooseInterests(ctx, INTERESTS_OF_APPLICATION, id, input.interests);
    const intent: ApplicationIntent = { joiningId: joining.id, choicesId: choices.id };
    if (earlier) await restateIntent(ctx, earlier.proofId, intent);
    if (!mayMail) return { ok: true };

    const proof = await openProof(ctx, { ...claim, intent, expiresAt: later(earlier?.createdAt ?? ctx.now, UNPROVEN_LIVES) });
    await ctx.db.update(membershipApplications).set({ proofId: proof.id }).where(eq(membershipApplications.id, id));
    await queueMail(ctx, confirmApplicationMail, {}, { toProof: proof, livesFor: MAIL_LIVES });
    return { ok: true };
  });
}

/** One form sent twice is one application; the same form with its address corrected is another one. */
const submissionOf = ({ submissionId, email }: ApplyInput): string =>
  submissionId ? sha256(`${submissionId}:${email}`).toString("hex", 0, 16) : uuidv7();

type Answers = { fullName: string; jobTitle: string; organisation: string; interests: readonly string[] };

const wordsOf = ({ fullName, jobTitle, organisation, interests }: Answers): string =>
  [fullName, jobTitle, organisation, [...interests].sort().join(", ")].filter(Boolean).join("\n");

async function findSent(ctx: Ctx, input: ApplyInput): Promise<string | null> {
  const { fullName, jobTitle, organisation } = membershipApplications;
  const [sent] = await ctx.db
    .select({ fullName, jobTitle, organisation, interests: interestsOfApplication })
    .from(membershipApplications)
    .where(eq(membershipApplications.submissionId, submissionOf(input)));
  return sent ? wordsOf(sent) : null;
}

/** False for a form that was sent twice. */
async function insertNew(
  ctx: Ctx,
  id: string,
  typed: Omit<typeof membershipApplications.$inferInsert, "id" | "code" | "state" | "createdAt">,
): Promise<boolean> {
  const rows = await ctx.db
    .insert(membershipApplications)
    .values({ id, code: randomCode(), state: "unproven", createdAt: ctx.now, ...typed })
    .onConflictDoNothing()
    .returning({ id: membershipApplications.id });
  return rows.length === 1;
}

/** Locked: its owner may be confirming it in this moment, and what was confirmed is no longer found. */
async function findUnproven(ctx: Ctx, canonical: string): Promise<{ id: string; createdAt: Date; proofId: string } | null> {
  const [row] = await ctx.db
    .select({ id: membershipApplications.id, createdAt: membershipApplications.createdAt, proofId: proofColumns.id })
    .from(membershipApplications)
    .innerJoin(...proofOf(membershipApplications.proofId))
    .where(and(isClaim({ purpose: "apply", canonical }), isOpen(ctx.now), eq(membershipApplications.state, "unproven")))
    .for("update", { of: membershipApplications });
  return row ?? null;
}
