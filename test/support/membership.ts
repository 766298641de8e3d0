import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { membershipApplications, membershipInvitations } from "#db/schema/membership";
import { type ApplyInput, applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { proveApplication } from "~/features/membership/applications/prove-application.server";
import { type InviteInput, inviteSpecialist } from "~/features/membership/invitations/invite-specialist.server";
import { findHolder } from "~/features/people/persons.server";
import type { PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "./context";
import { anAddress, tokenTo } from "./newsletters";
import { aGroup, aMember, type TestPerson, visitor } from "./people";

export const CHOSEN = "nine patient herons";

export const someAnswers = (more: Partial<ApplyInput> = {}): ApplyInput => ({
  fullName: "Amara Okonkwo",
  jobTitle: "Practice manager",
  organisation: "Larkhollow Surgery",
  interests: ["Staffing"],
  email: anAddress(),
  choices: [],
  submissionId: uuidv7(),
  ...more,
});

/** Typed, and not confirmed by anybody. */
export async function aClaim(more: Partial<ApplyInput> = {}, now = new Date()): Promise<{ email: string; token: string }> {
  const answers = someAnswers(more);
  await applyToJoin(ctxFor(visitor, now), answers);
  return { email: answers.email, token: await tokenTo("apply", answers.email) };
}

export type TestApplication = { id: string; code: string; personId: PersonId; email: string };

/** Confirmed by the owner of its address, and waiting. */
export async function anApplication(more: Partial<ApplyInput> = {}, now = new Date()): Promise<TestApplication> {
  const { email, token } = await aClaim(more, now);
  const proven = await proveApplication(ctxFor(visitor, now), token, { password: CHOSEN, signedInAs: null });
  if (!proven.ok) throw new Error(proven.reason);
  const holder = await findHolder(systemCtxFor(), email);
  const [row] = await systemCtxFor()
    .db.select({ id: membershipApplications.id, code: membershipApplications.code })
    .from(membershipApplications)
    .where(eq(membershipApplications.personId, holder!.personId));
  return { ...row!, personId: holder!.personId, email };
}

export async function storedApplication(id: string) {
  const [row] = await systemCtxFor().db.select().from(membershipApplications).where(eq(membershipApplications.id, id));
  return row!;
}

export const aDecider = (more: Parameters<typeof aMember>[0] = {}) =>
  aMember({ roles: ["contacts-officer"], secondFactorAt: new Date(), ...more });
export const aSponsor = (more: Parameters<typeof aMember>[0] = {}) =>
  aMember({ roles: ["steering-group"], secondFactorAt: new Date(), ...more });

export const someInvitation = (more: Partial<InviteInput> = {}): InviteInput => ({
  email: anAddress(),
  fullName: "Idris Pemberton",
  groups: ["pcn-leads"],
  endsAt: later(new Date(), 180 * DAY),
  message: "",
  ...more,
});

export type TestInvitation = { id: string; code: string; email: string; token: string };

export async function anInvitation(more: Partial<InviteInput> & { sponsor?: TestPerson } = {}, now = new Date()): Promise<TestInvitation> {
  const { sponsor = await aSponsor(), ...input } = more;
  const invitation = someInvitation(input);
  for (const slug of invitation.groups) await aGroup(slug);
  const invited = await inviteSpecialist(ctxFor(sponsor, now), invitation);
  if (!invited.ok) throw new Error(invited.reason);
  const stored = await storedInvitation(invited.code);
  return { id: stored.id, code: invited.code, email: invitation.email, token: await tokenTo("invitation", invitation.email) };
}

export async function storedInvitation(code: string) {
  const [row] = await systemCtxFor().db.select().from(membershipInvitations).where(eq(membershipInvitations.code, code));
  return row!;
}
