import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { messages } from "#db/schema/mail/messages";
import { caughtMails } from "#db/schema/mail/transport";
import { membershipApplications, membershipInvitations, membershipQuestions } from "#db/schema/membership";
import { INTERESTS_OF_APPLICATION } from "~/features/membership/applications/application-interests.server";
import { applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { inviteSpecialist } from "~/features/membership/invitations/invite-specialist.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import { DAY, later } from "~/lib/dates";
import { randomCode } from "~/lib/tokens.server";
import { ctxFor, systemCtxFor } from "./context";
import { aSponsor, someAnswers, someInvitation } from "./membership";
import { anAddress } from "./newsletters";
import { aGroup, type TestPerson, visitor } from "./people";

/** Every way in which joining leaves something about a person: typed by strangers, by themselves, by their sponsor, and as a sponsor. */
export async function leaveTracesOfJoining(mark: string, person: TestPerson): Promise<void> {
  const typed = { fullName: mark, jobTitle: mark, organisation: mark, email: person.email };
  await applyToJoin(ctxFor(visitor), someAnswers(typed));
  await aDeclinedApplication(person, mark);
  await aGroup("pcn-leads");
  await inviteSpecialist(ctxFor(await aSponsor()), someInvitation({ email: person.email, fullName: mark, message: mark }));
  await aStoredInvitation({ personId: person.personId, fullName: mark, message: mark, state: "accepted", settledAt: new Date() });
  await inviteAs(mark, person);
}

/** An application with a question, its answer and a reason, each with the mark. */
export async function aDeclinedApplication(person: TestPerson, mark: string): Promise<void> {
  const { db, now } = systemCtxFor();
  const id = uuidv7();
  await db.insert(membershipApplications).values({
    id,
    code: randomCode(),
    personId: person.personId,
    fullName: mark,
    jobTitle: mark,
    organisation: mark,
    state: "declined",
    submissionId: uuidv7(),
    createdAt: now,
    provenAt: now,
    decidedAt: now,
    decisionReason: mark,
  });
  await chooseInterests(systemCtxFor(), INTERESTS_OF_APPLICATION, id, ["Finance"]);
  await db
    .insert(membershipQuestions)
    .values({ id: uuidv7(), applicationId: id, question: mark, askedAt: now, answer: mark, answeredAt: now });
}

export async function aStoredInvitation(more: Partial<typeof membershipInvitations.$inferInsert>): Promise<void> {
  const { db, now } = systemCtxFor();
  await db.insert(membershipInvitations).values({
    id: uuidv7(),
    code: randomCode(),
    groupIds: [],
    endsAt: later(now, DAY),
    state: "open",
    createdAt: now,
    expiresAt: later(now, DAY),
    ...more,
  });
}

/** What they wrote to somebody they invited, also in the mail that a demo's inbox caught. */
async function inviteAs(mark: string, person: TestPerson): Promise<void> {
  const { db, now } = systemCtxFor();
  const email = anAddress();
  const actor = { ...person.actor, roles: [...person.actor.roles, "steering-group" as const] };
  await inviteSpecialist(ctxFor(actor), someInvitation({ email, message: `I know you from ${mark}.` }));
  const [message] = await db.select({ messageId: messages.messageId }).from(messages).where(eq(messages.toEmail, email));
  await db.insert(caughtMails).values({
    receivedAt: now,
    toCanonical: email,
    messageId: message!.messageId,
    subject: "You are invited",
    raw: Buffer.from(`${mark} writes`),
  });
}
