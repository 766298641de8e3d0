import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { lists, subscriptions } from "#db/schema/consents";
import { membershipApplications } from "#db/schema/membership";
import { organisations, persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { checkPassword } from "~/features/accounts/passwords/check-password.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { findTyped, proveApplication } from "~/features/membership/applications/prove-application.server";
import { changeInterest, createInterest } from "~/features/people/arrange-interests.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import { INTERESTS_OF_PERSON } from "~/features/people/interests.queries.server";
import { findHolder } from "~/features/people/persons.server";
import { findProof } from "~/features/people/proofs.server";
import { getDetails } from "~/features/people/save-details.server";
import { DAY, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, somebodyWaits, systemCtxFor } from "../../support/context";
import { aClaim, anApplication, CHOSEN, someAnswers, storedApplication } from "../../support/membership";
import { aNewsletter, anAddress, ledgerOf, mailsTo, subscriptionOf } from "../../support/newsletters";
import { aMember, aPerson, visitor } from "../../support/people";

const { db } = systemCtxFor();
const press = (token: string, more: Partial<Parameters<typeof proveApplication>[2]> = {}, now = new Date()) =>
  proveApplication(ctxFor(visitor, now), token, { password: CHOSEN, signedInAs: null, ...more });
const person = async (personId: string) => (await db.select().from(persons).where(eq(persons.id, personId)))[0]!;

test("B27: a link works once, and not after its 30 days", async () => {
  const first = await aClaim();
  expect(await press(first.token)).toMatchObject({ ok: true, outcome: "waiting" });
  expect(await press(first.token)).toEqual({ ok: false, reason: "used" });

  const late = await aClaim();
  expect(await press(late.token, {}, later(new Date(), 31 * DAY))).toEqual({ ok: false, reason: "expired" });
  await expect(press("a-token-that-was-guessed")).rejects.toThrow("link not found");
});

test("B27: a hundred presses at once make one person, one account and one application", async () => {
  const { email, token } = await aClaim();
  const results = await Promise.all(Array.from({ length: 100 }, () => press(token)));

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const holder = await findHolder(systemCtxFor(), email);
  expect(holder?.hasAccount).toBe(true);
  expect(await db.select().from(membershipApplications).where(eq(membershipApplications.personId, holder!.personId))).toHaveLength(1);
});

test("B27: confirming grants nothing: membership comes by a decision", async () => {
  const { personId } = await anApplication();
  expect(await db.select().from(grants).where(eq(grants.personId, personId))).toEqual([]);
});

test("B2: an easy password is refused, and the link stays good", async () => {
  const { token } = await aClaim({ fullName: "Amara Okonkwo" });
  expect(await press(token, { password: "short" })).toEqual({ ok: false, reason: "too-short" });
  expect(await press(token, { password: "amaraokonkwo1" })).toEqual({ ok: false, reason: "too-easy" });
  expect(await press(token)).toMatchObject({ ok: true });
});

test("the password that was chosen signs in, as somebody who is no member", async () => {
  const { email } = await anApplication();
  expect(await checkPassword(ctxFor(visitor), { address: email, password: CHOSEN, device: "test" })).toMatchObject({
    ok: true,
    isStaff: false,
  });
});

test("B10: where the address has an account, no password is set: its holder signs in, then presses", async () => {
  const holder = await aPerson();
  await openAccount(systemCtxFor(), { personId: holder.personId, password: "eleven calm badgers" });
  const before = await db.select().from(accounts).where(eq(accounts.personId, holder.personId));
  const { token } = await aClaim({ email: holder.email });
  const other = await aMember();

  expect(await press(token)).toEqual({ ok: false, reason: "sign-in" });
  expect(await press(token, { signedInAs: other.personId })).toEqual({ ok: false, reason: "other-account" });
  expect(await press(token, { signedInAs: holder.personId })).toEqual({
    ok: true,
    outcome: "waiting",
    isNew: false,
    personId: holder.personId,
  });
  expect(await db.select().from(accounts).where(eq(accounts.personId, holder.personId))).toEqual(before);
});

test("what was typed fills only what is empty in the record of an existing person", async () => {
  const holder = await aPerson({ fullName: "Colin Battersby" });
  await chooseInterests(systemCtxFor(), INTERESTS_OF_PERSON, holder.personId, ["Finance"]);
  await db.update(persons).set({ processing: "none" }).where(eq(persons.id, holder.personId));
  const { token } = await aClaim({ email: holder.email, fullName: "Somebody else", jobTitle: "Manager", interests: ["Staffing"] });
  await press(token);

  expect(await person(holder.personId)).toMatchObject({
    fullName: "Colin Battersby",
    jobTitle: "Manager",
    processing: "yes",
  });
  expect((await getDetails(systemCtxFor(), holder.personId)).interests).toEqual(["Finance"]);
});

test("an interest that gets another name while its application is confirmed is the applicant's by that name", async () => {
  const arranger = ctxFor(await aMember({ roles: ["administrator"] }));
  const made = await createInterest(arranger, { name: "Wound care", description: "", position: 90 });
  if (!made.ok) throw new Error(made.reason);
  const { token } = await aClaim({ interests: ["Wound care"] });
  const { pressed } = await inTransaction(arranger, async (ctx) => {
    await changeInterest(ctx, { slug: made.slug, name: "Dressings", description: "", position: 90 });
    const pressed = press(token);
    await expect.poll(somebodyWaits).toBe(true);
    return { pressed };
  });
  const outcome = await pressed;
  expect(outcome.ok && (await getDetails(systemCtxFor(), outcome.personId)).interests).toEqual(["Dressings"]);
});

test("IMS-6: applying is the answer yes to processing, in words whose version is written down", async () => {
  const { personId } = await anApplication();
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, personId));

  expect((await person(personId)).processing).toBe("yes");
  expect(entries).toContainEqual(expect.objectContaining({ action: "processing.agreed", objectKind: "wording" }));
});

test("ISO-3: the record says that it came by an application", async () => {
  const { personId } = await anApplication();
  expect((await person(personId)).source).toBe("application");
});

test("PMN-27: an organisation may be a name or an ODS code; a known code becomes the name", async () => {
  const odsCode = `K${Math.floor(10_000 + Math.random() * 89_999)}`;
  await db.insert(organisations).values({ id: crypto.randomUUID(), name: "Nettlebridge Practice", odsCode });

  expect((await person((await anApplication({ organisation: odsCode.toLowerCase() })).personId)).organisationName).toBe(
    "Nettlebridge Practice",
  );
  expect((await person((await anApplication({ organisation: "Larkhollow Surgery" })).personId)).organisationName).toBe(
    "Larkhollow Surgery",
  );
});

test("PMN-3: with nothing ticked nothing is subscribed, and the application waits like any other", async () => {
  const { id, personId } = await anApplication({ choices: [] });

  expect(await db.select().from(subscriptions).where(eq(subscriptions.personId, personId))).toEqual([]);
  expect((await storedApplication(id)).state).toBe("waiting");
});

test("PMN-3: what was ticked begins when the address is proven, each by its own record in the words that were shown", async () => {
  const newsletter = await aNewsletter();
  const { email, token } = await aClaim({ choices: ["events-email", newsletter.slug] });
  expect(await findHolder(systemCtxFor(), email)).toBeNull();
  await press(token);

  const { personId } = (await findHolder(systemCtxFor(), email))!;
  const [events] = await db.select().from(lists).where(eq(lists.slug, "events-email"));
  expect(events).toMatchObject({ kind: "marketing" });
  for (const listId of [events!.id, newsletter.listId]) {
    expect(await subscriptionOf(personId, listId)).toMatchObject({ state: "active" });
    expect(await ledgerOf(personId, listId)).toMatchObject([{ action: "given", source: "application", wordingId: expect.any(String) }]);
  }
  expect(await db.select().from(subscriptions).where(eq(subscriptions.personId, personId))).toHaveLength(2);
});

test("PMN-1: each choice is switched off on its own", async () => {
  const { personId } = await anApplication({ choices: ["events-email", "services-email"] });
  const [events, services] = await Promise.all(
    ["events-email", "services-email"].map(async (slug) => (await db.select().from(lists).where(eq(lists.slug, slug)))[0]!),
  );
  await changeSubscription(ctxFor(visitor), { personId, listId: events!.id, action: "withdrawn", source: "account" });

  expect(await subscriptionOf(personId, events!.id)).toMatchObject({ state: "ended" });
  expect(await subscriptionOf(personId, services!.id)).toMatchObject({ state: "active" });
});

test("B28: what somebody typed after the page was opened is not confirmed unseen", async () => {
  const { email, token } = await aClaim();
  const seen = (await findTyped(systemCtxFor(), (await findProof(systemCtxFor(), "apply", token))!.proof))!.submissionId;
  await aClaim({ email, fullName: "A stranger" });

  expect(await press(token, { seen })).toEqual({ ok: false, reason: "changed" });
});

test("B28: nor what is being typed in that moment", async () => {
  const { email, token } = await aClaim();
  const seen = (await findTyped(systemCtxFor(), (await findProof(systemCtxFor(), "apply", token))!.proof))!.submissionId;

  const pressing = await inTransaction(ctxFor(visitor), async (ctx) => {
    await applyToJoin(ctx, someAnswers({ email, fullName: "A stranger" }));
    const pressing = press(token, { seen });
    await untilOneWaits();
    return { pressing };
  });

  expect(await pressing.pressing).toEqual({ ok: false, reason: "changed" });
});

test("B28: what is typed while the owner presses the button does not replace what they confirmed", async () => {
  const { email, token } = await aClaim();

  const applying = await inTransaction(ctxFor(visitor), async (ctx) => {
    await proveApplication(ctx, token, { password: CHOSEN, signedInAs: null });
    const applying = applyToJoin(ctxFor(visitor), someAnswers({ email, fullName: "A stranger" }));
    await untilOneWaits();
    return { applying };
  });

  expect(await applying.applying).toEqual({ ok: true });
  const holder = await findHolder(systemCtxFor(), email);
  const [confirmed] = await db.select().from(membershipApplications).where(eq(membershipApplications.personId, holder!.personId));
  expect(confirmed).toMatchObject({ state: "waiting", fullName: "Amara Okonkwo" });
});

test("a member has nothing to apply for, and who waits already does not wait twice", async () => {
  const member = await aMember();
  const claim = await aClaim({ email: member.email });
  expect(await press(claim.token)).toMatchObject({ ok: true, outcome: "member" });
  expect(await db.select().from(membershipApplications).where(eq(membershipApplications.personId, member.personId))).toEqual([]);

  const applicant = await anApplication();
  const again = await aClaim({ email: applicant.email });
  expect(await press(again.token, { signedInAs: applicant.personId })).toMatchObject({ ok: true, outcome: "before" });
  expect(await db.select().from(membershipApplications).where(eq(membershipApplications.personId, applicant.personId))).toHaveLength(1);
});

test("the applicant is told once that the application is there", async () => {
  const { email } = await anApplication({ email: anAddress() });
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["confirm-application", "application-received"]);
});

/** Until a statement of this file's database waits for another's lock. */
async function untilOneWaits(): Promise<void> {
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await db.execute(waiting)).length === 0);
}
