import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { membershipApplications, membershipQuestions } from "#db/schema/membership";
import { addresses } from "#db/schema/people";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { restartMail } from "~/features/accounts/addresses/choose-address.server";
import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { confirmMyDetails, saveMyDetails } from "~/features/accounts/details/my-details.server";
import { saveContactDetails } from "~/features/accounts/details/save-contact-details.server";
import { endMyOtherSessions } from "~/features/accounts/sign-in/end-my-sessions.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { marketingSlug } from "~/features/consents/marketing-purposes";
import { answerQuestion, withdrawApplication } from "~/features/membership/applications/my-application.server";
import { findPrimaryAddress } from "~/features/people/persons.server";
import { askToLeave, stay } from "~/features/privacy/leave.server";
import { answerProcessing, liftMyRestriction, restrictMyself } from "~/features/privacy/my-standing.server";
import { withdrawConsent } from "~/features/privacy/withdraw-consent.server";
import type { PersonCtx } from "~/lib/ctx";
import { SignedOutError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { anAccount } from "../../support/http";
import { aList } from "../../support/people";

const BULLETIN = marketingSlug("events", "email");
const nothing = async () => {};

async function apply({ actor: { personId } }: PersonCtx): Promise<void> {
  const { db, now: createdAt } = systemCtxFor();
  const [id, typed] = [uuidv7(), { fullName: "Ada", jobTitle: "GP", organisation: "A Practice" }];
  const application = { id, code: randomCode(), personId, state: "asked" as const, submissionId: uuidv7(), createdAt, provenAt: createdAt };
  await db.insert(membershipApplications).values({ ...application, ...typed });
  await db.insert(membershipQuestions).values({ id: uuidv7(), applicationId: id, question: "Which?", askedAt: createdAt });
}

const stopMail = ({ actor: { personId } }: PersonCtx) =>
  systemCtxFor().db.update(addresses).set({ undeliverableAt: new Date() }).where(eq(addresses.personId, personId));

test.each<[string, (ctx: PersonCtx) => Promise<unknown>, (ctx: PersonCtx) => Promise<unknown>]>([
  ["their name", nothing, (ctx) => saveMyDetails(ctx, { fullName: "Thief Was Here" })],
  ["that their details are right", nothing, confirmMyDetails],
  ["their telephone", nothing, (ctx) => saveContactDetails(ctx, { phone: "01234 567890", post: "", fax: "" })],
  ["how they may be reached", nothing, (ctx) => chooseContact(ctx, { list: [BULLETIN], shown: [] })],
  ["where they are signed in", nothing, (ctx) => endMyOtherSessions(ctx, "0190a000-0000-7000-8000-000000000000")],
  ["the use of their details", nothing, restrictMyself],
  ["the use of their details again", restrictMyself, liftMyRestriction],
  ["the answer about figures", nothing, (ctx) => answerProcessing(ctx, "yes")],
  ["that they stay", (ctx) => askToLeave(ctx, "keep"), stay],
  ["their application", apply, withdrawApplication],
  ["what they answered", apply, (ctx) => answerQuestion(ctx, { answer: "Thief Was Here", asked: 1 })],
  ["where mail goes again", stopMail, async (ctx) => restartMail(ctx, (await findPrimaryAddress(ctx, ctx.actor.personId))!.id)],
  ["a consent", nothing, async (ctx) => withdrawConsent(ctx, await slugOfList())],
])("what was under way when everything was signed out changes nothing of %s", async (_what, before, act) => {
  const person = await anAccount();
  await before(ctxFor(person));
  const standing = (await findAccount(systemCtxFor(), person.personId))!.standing;
  const stale = ctxFor({ ...person.actor, standing });
  await endAllSessions(systemCtxFor(), person.personId);

  await expect(act(stale)).rejects.toThrow(SignedOutError);
});

async function slugOfList(): Promise<string> {
  const slug = `list-${Date.now()}`;
  await aList({ slug });
  return slug;
}
