import { eq } from "drizzle-orm";
import { acceptUndertaking } from "~/features/consents/accept-undertaking.server";
import { UNDERTAKING } from "~/features/consents/undertaking";
import { ensureWording } from "~/features/consents/wordings.server";
import { applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { approveApplication } from "~/features/membership/applications/approve-application.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { answerQuestion, withdrawApplication } from "~/features/membership/applications/my-application.server";
import { proveApplication } from "~/features/membership/applications/prove-application.server";
import { expireMembership } from "~/features/membership/expire-membership.server";
import { acceptInvitation } from "~/features/membership/invitations/accept-invitation.server";
import { inviteSpecialist } from "~/features/membership/invitations/invite-specialist.server";
import { revokeInvitation } from "~/features/membership/invitations/resend-or-revoke-invitation.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { membershipApplications } from "../schema/membership";
import { expectOk } from "./expect-ok";
import { openLink } from "./open-link";
import { type Community, DEMO_PASSWORD, loadPerson } from "./people";
import { type ApplicationSeed, type ApplicationStep, applications, type InvitationSeed, invitations } from "./texts/joining";
import { personas } from "./texts/people";

/** What staff have promised before they look at anybody's record, who applied and what came of it, and who was invited. */
export async function seedJoining(ctx: Ctx, people: Community): Promise<void> {
  const promised = { ...ctx, now: later(ctx.now, -90 * DAY) };
  const undertaking = await ensureWording(promised, UNDERTAKING);
  for (const [key, { roles }] of personas)
    if (roles.some((role) => role !== "member"))
      expectOk(await acceptUndertaking({ ...promised, actor: people.actorOf(key) }, undertaking));
  for (const seed of applications) await seedApplication(ctx, people, seed);
  for (const seed of invitations) await seedInvitation(ctx, people, seed);
  await expireMembership(ctx);
}

async function seedApplication(ctx: Ctx, people: Community, seed: ApplicationSeed): Promise<void> {
  const after = (milliseconds: number) => ({ ...ctx, now: later(ctx.now, -seed.daysAgo * DAY + milliseconds) });
  const { fullName, jobTitle, organisation, email, interests, choices } = seed;
  await applyToJoin({ ...after(0), actor: { kind: "visitor" } }, { fullName, jobTitle, organisation, email, interests, choices });
  if (seed.unproven) return;

  const { actor, token } = await openLink(ctx, "apply", email);
  const presser = { signedInAs: seed.applicant ? people.idOf(seed.applicant) : null, password: DEMO_PASSWORD };
  expectOk(await proveApplication({ ...after(12 * MINUTE), actor }, token, presser));

  const [application] = await ctx.db.select().from(membershipApplications).where(eq(membershipApplications.id, actor.subject));
  const { code, personId } = application!;
  const applicant = await loadPerson(ctx, personId!, null);
  for (const step of seed.course) {
    const who = "by" in step ? people.actorOf(step.by) : applicant;
    expectOk(await take({ ...after(step.hoursAfter * HOUR), actor: who }, code, step));
  }
}

function take(ctx: PersonCtx, code: string, step: ApplicationStep) {
  switch (step.act) {
    case "ask":
      return askApplicant(ctx, { code, question: step.body });
    case "answer":
      return answerQuestion(ctx, { answer: step.body, asked: 1 });
    case "approve":
      return approveApplication(ctx, { code, organisation: step.organisation, odsCode: step.odsCode });
    case "decline":
      return declineApplication(ctx, { code, reason: step.body });
    case "withdraw":
      return withdrawApplication(ctx);
  }
}

async function seedInvitation(ctx: Ctx, people: Community, seed: InvitationSeed): Promise<void> {
  const sent = later(ctx.now, -seed.daysAgo * DAY);
  const asSponsor = { ...ctx, actor: people.actorOf("steering"), now: sent };
  const { email, fullName, groups, body: message } = seed;
  const endsAt = later(ctx.now, seed.endsInDays * DAY);
  const result = await inviteSpecialist(asSponsor, { email, fullName, groups, message, endsAt });
  if (!result.ok) throw new Error(`${fullName} could not be invited: ${result.reason}`);
  if (seed.revokedDaysAfter) expectOk(await revokeInvitation({ ...asSponsor, now: later(sent, seed.revokedDaysAfter * DAY) }, result.code));
  if (seed.accepted) {
    const { actor, token } = await openLink(ctx, "invitation", email);
    const presser = { signedInAs: seed.invitee ? people.idOf(seed.invitee) : null, password: DEMO_PASSWORD };
    const accepting = { ...ctx, actor, now: later(sent, 3 * HOUR) };
    expectOk(await acceptInvitation(accepting, token, presser));
  }
}
