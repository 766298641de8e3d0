import { and, eq, inArray, ne } from "drizzle-orm";
import { membershipApplications } from "#db/schema/membership";
import { recordEntry } from "~/features/audit/record-entry.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { type EnterResult, enterBehindLink, type LinkOpener } from "~/features/membership/enter-behind-link.server";
import { stillOffered } from "~/features/membership/joining-choices.server";
import { keepInterestNames } from "~/features/people/arrange-interests.server";
import { findOrganisation } from "~/features/people/organisations.server";
import { findProof, type Proof, type ProofState } from "~/features/people/proofs.server";
import { isMember } from "~/features/permissions/grants.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { interestsOfApplication } from "./application-interests.server";
import { applicationReceivedMail } from "./application-received.mail.server";
import type { ApplicationIntent } from "./apply-to-join.server";

type Typed = {
  id: string;
  fullName: string;
  jobTitle: string;
  organisation: string;
  interests: string[];
  listIds: string[];
  /** Names this version of what was typed. */
  submissionId: string;
};

/** What was typed by whoever gave this address; null when it is no longer waiting for its owner. */
export async function findTyped(ctx: Ctx, proof: Proof): Promise<Typed | null> {
  const [row] = await selectTyped(ctx, proof);
  return row ?? null;
}

function selectTyped(ctx: Ctx, proof: Proof) {
  const { id, fullName, jobTitle, organisation, listIds, submissionId } = membershipApplications;
  return ctx.db
    .select({ id, fullName, jobTitle, organisation, interests: interestsOfApplication, listIds, submissionId })
    .from(membershipApplications)
    .where(and(eq(id, proof.subject), eq(membershipApplications.state, "unproven")));
}

export type ProveResult =
  /** `waiting`: it is in the queue. `member`, `before`: there was nothing to apply for, or an earlier application waits already. */
  | { ok: true; outcome: "waiting" | "member" | "before"; isNew: boolean; personId: PersonId }
  | { ok: false; reason: Exclude<ProofState, "open"> | "changed" | Extract<EnterResult, { ok: false }>["reason"] };

/**
 * The owner of the address pressed the button: the application becomes theirs and waits for a decision. What they ticked begins, under the
 * words that the form showed. Nothing is granted (B27). Twice is once. @throws NotFoundError
 */
export async function proveApplication(ctx: Ctx, token: string, presser: LinkOpener & { seen?: string }): Promise<ProveResult> {
  return inTransaction(ctx, async (ctx) => {
    const link = await findProof(ctx, "apply", token);
    if (!link) throw new NotFoundError("link");
    if (link.state !== "open") return { ok: false, reason: link.state };
    // from here on nobody replaces it: whoever applies again with this address waits, or has been waited for
    await selectTyped(ctx, link.proof).for("update");
    await keepInterestNames(ctx);
    // read only now: what was waited for may have named other interests
    const typed = await findTyped(ctx, link.proof);
    if (!typed) return { ok: false, reason: "used" };
    // somebody applied again with this address since the page was opened: its owner has to see that first
    if (presser.seen && presser.seen !== typed.submissionId) return { ok: false, reason: "changed" };

    const known = await findOrganisation(ctx, typed.organisation);
    const details = { ...typed, organisationName: known?.name ?? typed.organisation };
    const entered = await enterBehindLink(ctx, link.proof, { presser, details, source: "application" });
    if (!entered.ok) return entered;

    const outcome = await receiveApplication(entered.ctx, typed, entered.personId);
    await agree(entered.ctx, link.proof.intent as ApplicationIntent, typed, entered);
    return { ok: true, outcome, isNew: entered.isNew, personId: entered.personId };
  });
}

async function receiveApplication(ctx: Ctx, typed: Typed, personId: PersonId): Promise<"waiting" | "member" | "before"> {
  const alreadyIn = (await isMember(ctx, personId)) ? "member" : (await hasWaiting(ctx, personId, typed.id)) ? "before" : null;
  if (alreadyIn) {
    await ctx.db.delete(membershipApplications).where(eq(membershipApplications.id, typed.id));
    return alreadyIn;
  }
  await ctx.db
    .update(membershipApplications)
    .set({ state: "waiting", personId, provenAt: ctx.now })
    .where(eq(membershipApplications.id, typed.id));
  await recordEntry(ctx, {
    class: "act",
    action: "application.received",
    objectKind: "application",
    objectId: typed.id,
    subjectId: personId,
  });
  await queueMail(ctx, applicationReceivedMail, { applicationId: typed.id }, { personId, cause: `application:${typed.id}` });
  return "waiting";
}

/** The answer on processing (IMS-6), and each ticked list by its own record (PMN-3). */
async function agree(
  ctx: Ctx,
  intent: ApplicationIntent,
  typed: Typed,
  { personId, addressId }: { personId: PersonId; addressId: string },
): Promise<void> {
  await recordEntry(ctx, {
    class: "act",
    action: "processing.agreed",
    objectKind: "wording",
    objectId: intent.joiningId,
    subjectId: personId,
  });
  for (const { id: listId } of await stillOffered(ctx, typed.listIds))
    await changeSubscription(ctx, {
      personId,
      listId,
      addressId,
      action: "given",
      wordingId: intent.choicesId,
      source: "application",
    });
}

async function hasWaiting(ctx: Ctx, personId: PersonId, otherThan: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: membershipApplications.id })
    .from(membershipApplications)
    .where(
      and(
        eq(membershipApplications.personId, personId),
        inArray(membershipApplications.state, ["waiting", "asked"]),
        ne(membershipApplications.id, otherThan),
      ),
    )
    .limit(1);
  return row !== undefined;
}
