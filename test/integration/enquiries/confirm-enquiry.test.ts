import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { suppressions } from "#db/schema/consents";
import { proofs } from "#db/schema/people";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { closeEnquiry } from "~/features/enquiries/change-enquiry.server";
import { confirmEnquiry, listClaimed } from "~/features/enquiries/confirm-enquiry.server";
import { retireEnquiries } from "~/features/enquiries/retire-enquiries.server";
import { stopContact } from "~/features/enquiries/stop-contact.server";
import { replyToEnquiry } from "~/features/enquiries/write-message.server";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { findHolder } from "~/features/people/persons.server";
import { buildProofToken, expireProofs, findProof } from "~/features/people/proofs.server";
import { DAY, later } from "~/lib/dates";
import { addressHashes } from "~/lib/tokens.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aDpo, anEnquiry, anEnquiryOf, anOfficer, messagesIn, someReply, storedEnquiry } from "../../support/enquiries";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { aNewsletter, anAddress, aReader, aSentIssue, mailsTo, subscriptionOf, tokenTo } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

const press = async (email: string) => confirmEnquiry(ctxFor(visitor), await tokenTo("enquiry", email));
const proofsTo = (canonical: string) => systemCtxFor().db.select().from(proofs).where(eq(proofs.canonical, canonical));

test("pressing the button gives the enquiry to the holder of the address, without an account", async () => {
  const enquiry = await anEnquiry();
  expect(await press(enquiry.email)).toEqual({ ok: true, stopped: false });
  const holder = await findHolder(systemCtxFor(), enquiry.email);
  expect(await storedEnquiry(enquiry.code)).toMatchObject({ personId: holder!.personId });

  const person = await aMember();
  const another = await anEnquiry({ email: person.email });
  expect(await storedEnquiry(another.code)).toMatchObject({ personId: null });
  await press(person.email);
  expect(await storedEnquiry(another.code)).toMatchObject({ personId: person.personId });
});

test("a link works once, for 14 days, and names no text", async () => {
  const enquiry = await anEnquiry({ question: "secret words" });
  const token = await tokenTo("enquiry", enquiry.email);
  const { proof } = (await findProof(ctxFor(visitor), "enquiry", token))!;
  expect(JSON.stringify(await listClaimed(ctxFor(visitor), proof))).not.toContain("secret words");
  expect(await confirmEnquiry(ctxFor(visitor, later(new Date(), 15 * DAY)), token)).toEqual({ ok: false, reason: "expired" });
  const answers = await Promise.all([confirmEnquiry(ctxFor(visitor), token), confirmEnquiry(ctxFor(visitor), token)]);
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test("one press is for all that was asked of its kind from its address, also where a later mail overtook the link", async () => {
  const email = anAddress();
  const first = await anEnquiry({ email });
  const sameDay = await anEnquiry({ email });
  const nextDay = await anEnquiry({ email, now: later(new Date(), DAY + 1) });
  const complaint = await anEnquiry({ email, category: "complaint" });
  const [open] = (await proofsTo(email)).filter(({ subject, supersededAt }) => subject === "question" && !supersededAt);
  await confirmEnquiry(ctxFor(visitor, later(new Date(), DAY + 2)), buildProofToken(open!)!);
  const { personId } = (await findHolder(systemCtxFor(), email))!;
  for (const { code } of [first, sameDay, nextDay]) expect(await storedEnquiry(code)).toMatchObject({ personId });
  expect(await storedEnquiry(complaint.code)).toMatchObject({ personId: null });
});

test("PMN-4: by the mailing's own link, in the profile and by the contact form: all three end with zero sends", async () => {
  const newsletter = await aNewsletter();
  const [byLink, byForm, bySignedIn, byStaff] = [
    await aReader(newsletter),
    await aReader(newsletter),
    await aMember(),
    await aReader(newsletter),
  ];
  const byProfile = await aMember();
  for (const person of [byProfile, bySignedIn]) await chooseInAccount(ctxFor(person), { newsletter: [newsletter.slug], shown: [] });
  const stays = await aReader(newsletter);

  await holdSubscription(ctxFor(visitor), byLink.subscriptionId);
  await chooseInAccount(ctxFor(byProfile), { newsletter: [], shown: [newsletter.slug] });
  const asked = await anEnquiry({ category: "stop-contact", email: byForm.email });
  expect(await press(byForm.email)).toEqual({ ok: true, stopped: true });
  await anEnquiryOf(bySignedIn, { category: "stop-contact" });
  await stopContact(ctxFor(await aDpo()), (await anEnquiry({ category: "stop-contact", email: byStaff.email })).code);

  const sink = await aSink();
  await aSentIssue(newsletter);
  const post = aPostOffice(sink, { kinds: MAIL_KINDS });
  for (let round = 0; round < 5; round++) await drain(post);
  const issues = sink.mails().filter(({ raw }) => /^Subject: Quieter Mondays/m.test(raw));
  expect(issues.flatMap(({ to }) => to)).toEqual([stays.email]);
  expect(await storedEnquiry(asked.code)).toMatchObject({ queue: "privacy", state: "closed" });
  expect((await messagesIn(asked)).map(({ kind }) => kind)).toEqual(["question", "note"]);
});

test("staff stop mailings to an address that nobody is known by: the promise is kept by its hash", async () => {
  const enquiry = await anEnquiry({ category: "stop-contact" });
  const dpo = await aDpo();
  expect(await stopContact(ctxFor(dpo), enquiry.code)).toEqual({ ok: true });
  const [kept] = await systemCtxFor()
    .db.select()
    .from(suppressions)
    .where(and(eq(suppressions.hash, addressHashes(enquiry.email)[0]!), eq(suppressions.reach, "marketing")));
  expect(kept).toMatchObject({ reason: "objection", liftedAt: null });
  expect(await findHolder(systemCtxFor(), enquiry.email)).toBeNull();
});

test("a scanner that opens nothing but the link stops nothing", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await anEnquiry({ category: "stop-contact", email: reader.email });
  await findProof(ctxFor(visitor), "enquiry", await tokenTo("enquiry", reader.email));
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("after confirming, replies go to the address that was written from", async () => {
  const enquiry = await anEnquiry();
  await press(enquiry.email);
  await replyToEnquiry(ctxFor(await anOfficer()), enquiry.code, someReply());
  const { personId } = (await findHolder(systemCtxFor(), enquiry.email))!;
  expect((await mailsTo(enquiry.email, "enquiry-reply"))[0]).toMatchObject({ personId });
});

test("the address of an enquiry outlives its link, and goes with the enquiry 12 months after closing", async () => {
  const now = new Date();
  const enquiry = await anEnquiry();
  const open = await anEnquiry({ email: enquiry.email, category: "technical" });
  await expireProofs(systemCtxFor(later(now, 60 * DAY)));
  expect(await proofsTo(enquiry.email)).toHaveLength(2);

  await closeEnquiry(ctxFor(await anOfficer()), enquiry.code);
  await retireEnquiries(systemCtxFor(later(now, 360 * DAY)));
  await storedEnquiry(enquiry.code);
  await retireEnquiries(systemCtxFor(later(now, 370 * DAY)));
  await expect(storedEnquiry(enquiry.code)).rejects.toThrow();
  expect(await messagesIn(enquiry)).toEqual([]);
  const left = await proofsTo(enquiry.email);
  expect(left.map(({ id }) => id)).toEqual([(await storedEnquiry(open.code)).proofId]);
});

test("a proof that two enquiries share stays until the last of them goes", async () => {
  const email = anAddress();
  const [first, second] = [await anEnquiry({ email }), await anEnquiry({ email })];
  await closeEnquiry(ctxFor(await anOfficer()), first.code);
  await retireEnquiries(systemCtxFor(later(new Date(), 370 * DAY)));
  expect((await storedEnquiry(second.code)).proofId).not.toBeNull();
  expect(await proofsTo(email)).toHaveLength(1);
});
