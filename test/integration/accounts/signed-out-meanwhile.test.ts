import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { accounts, sessions } from "#db/schema/accounts";
import { forumTopics } from "#db/schema/forum/topics";
import { membershipApplications, membershipQuestions } from "#db/schema/membership";
import { addresses } from "#db/schema/people";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { restartMail } from "~/features/accounts/addresses/choose-address.server";
import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { confirmMyDetails, saveMyDetails } from "~/features/accounts/details/my-details.server";
import { saveContactDetails } from "~/features/accounts/details/save-contact-details.server";
import { changePassword } from "~/features/accounts/passwords/change-password.server";
import { endMyOtherSessions } from "~/features/accounts/sign-in/end-my-sessions.server";
import { endSession, keepInSession, startSession } from "~/features/accounts/sign-in/sessions.server";
import { demandStillSignedIn, endAllSessions, endSignIns } from "~/features/accounts/sign-in/sign-ins.server";
import { marketingSlug } from "~/features/consents/marketing-purposes";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { takeThanksBack, thankPost } from "~/features/forum/posts/thank-post.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { chooseNotifications } from "~/features/mail/notifications/notification-choices.server";
import { answerQuestion, withdrawApplication } from "~/features/membership/applications/my-application.server";
import { findPrimaryAddress } from "~/features/people/persons.server";
import { exportPerson } from "~/features/privacy/export-person.server";
import { askToLeave, stay } from "~/features/privacy/leave.server";
import { makeMyCopy } from "~/features/privacy/my-copy.server";
import { answerProcessing, liftMyRestriction, restrictMyself } from "~/features/privacy/my-standing.server";
import { withdrawConsent } from "~/features/privacy/withdraw-consent.server";
import type { PersonCtx } from "~/lib/ctx";
import { later } from "~/lib/dates";
import { ConflictError, SignedOutError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { formsOf } from "../../support/forms";
import { aReply, aTopic } from "../../support/forum";
import { type Answer, anAccount, aSite, type Browser, enter, signIn } from "../../support/http";
import { aList, type TestPerson } from "../../support/people";

const BULLETIN = marketingSlug("events", "email");
const say = (ctx: PersonCtx, { code }: { code: string }) => replyToTopic(ctx, { ...aReply(), topic: code });
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

type Act = (ctx: PersonCtx) => Promise<unknown>;

test.each<[string, Act, Act]>([
  ["their words", nothing, async (ctx) => say(ctx, await aTopic())],
  ["their thanks", nothing, async (ctx) => thankPost(ctx, { topic: (await aTopic()).code, number: 1 })],
  ["their thanks again", nothing, async (ctx) => takeThanksBack(ctx, { topic: (await aTopic()).code, number: 1 })],
  ["what they watch", nothing, async (ctx) => watchTopic(ctx, (await aTopic()).code, "muted")],
  ["what they are told of", nothing, (ctx) => chooseNotifications(ctx, { name: "thanks" }, { inbox: true, mail: false })],
  ["their password", nothing, (ctx) => changePassword(ctx, "twenty-one loud herons")],
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
  ["a copy of what is held", nothing, makeMyCopy],
  ["a consent", nothing, async (ctx) => withdrawConsent(ctx, await slugOfList())],
])("what was under way when everything was signed out changes nothing of %s", async (_what, before, act) => {
  const person = await anAccount();
  await before(ctxFor(person));
  const stale = await inSession(person);
  // a quick machine gives both requests the same moment
  await endAllSessions({ ...systemCtxFor(), now: stale.now }, person.personId);

  await expect(act(stale)).rejects.toThrow(SignedOutError);
});

test("what goes on after everything was signed out does not go on after another request did so at the same moment", async () => {
  const { personId } = await anAccount();
  const now = new Date();
  const [first, second] = [systemCtxFor(), systemCtxFor()].map((ctx) => ({ ...ctx, now }));
  await endAllSessions(first!, personId);
  await endAllSessions(second!, personId);
  await expect(startSession(first!, { personId, goesOn: true })).rejects.toThrow(ConflictError);
});

test("a post is not made, nor anything else done, where its device was signed out while it was under way", async () => {
  const [person, topic] = [await anAccount(), await aTopic()];
  const [here, there] = [await inSession(person), await inSession(person)];
  await endSignIns(systemCtxFor(), person.personId, { allBut: here.actor.signIn!.family });

  await expect(say(there, topic)).rejects.toThrow(SignedOutError);
  await expect(say(here, topic)).resolves.toMatchObject({ ok: true });
});

test("who ended another one's sign-ins is asked as before whether their own still stands, who ended their own is not", async () => {
  const [person, other, topic] = [await anAccount(), await anAccount(), await aTopic()];
  const [first, second] = [await inSession(person), await inSession(person)];
  await endAllSessions(first, other.personId);
  await endAllSessions(second, person.personId);

  await expect(say(first, topic)).rejects.toThrow(SignedOutError);
  await expect(say(second, topic)).resolves.toMatchObject({ ok: true });
});

test("a post goes on under the session that took the place of its own meanwhile", async () => {
  const person = await anAccount();
  const before = await inSession(person);
  const { family } = before.actor.signIn!;
  const [first] = await testDb().db.select({ id: sessions.id }).from(sessions).where(eq(sessions.family, family));

  const topic = await aTopic();
  const { said } = await inTransaction(systemCtxFor(), async (ctx) => {
    await startSession(ctx, { personId: person.personId, family });
    await endSession(ctx, first!.id);
    const said = say(before, topic);
    await expect.poll(somebodyWaits).toBe(true);
    return { said };
  });
  await expect(said).resolves.toMatchObject({ ok: true });
});

test("a copy of what is held is made once, though its session is written meanwhile", async () => {
  const person = await anAccount();
  const own = await inSession(person);
  const ofTheirs = eq(sessions.family, own.actor.signIn!.family);
  const [session] = await testDb().db.select({ id: sessions.id }).from(sessions).where(ofTheirs);
  let times = 0;
  const use = async () => {
    times++;
    await keepInSession(systemCtxFor(), session!.id, (data) => ({ ...data, word: { kind: "success", text: `Time ${times}` } }));
    return "the copy";
  };
  await expect(exportPerson(own, person.personId, use)).resolves.toBe("the copy");
  expect(times).toBe(1);
});

test("a copy of what is held is handed to nobody who was signed out before it was made, and begun for nobody signed out before", async () => {
  const person = await anAccount();
  const own = await inSession(person);
  let times = 0;
  const use = async () => {
    times++;
    await endSignIns(systemCtxFor(), person.personId, { family: own.actor.signIn!.family });
    return "the copy";
  };
  for (const _each of ["meanwhile", "before"]) await expect(exportPerson(own, person.personId, use)).rejects.toThrow(SignedOutError);
  expect(times).toBe(1);
});

test("what was typed meanwhile waits for its writer, who is told that it was not sent", async () => {
  const [person, topic] = [await anAccount(), await aTopic()];
  const [here, there] = [await entered(person), await entered(person)];

  const { status, location } = await replyWhile(there, topic, () => here.post("/account/sessions/end-others", {}));
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/sign-in\?.*ended=yes/)]);
  const { html: told } = await there.get(location!);
  for (const sentence of ["You were signed out just as you sent this", "We have kept what you typed"]) expect(told).toContain(sentence);
  await signIn(there, person.email);
  const { html } = await there.get(`/forum/topics/${topic.code}`);
  expect(html.match(/Typed with care/g)).toHaveLength(1);
  expect(html).not.toContain('id="post-2"');
});

test("so does what another of their tabs sends before they sign in again", async () => {
  const [person, topic, another] = [await anAccount(), await aTopic(), await aTopic()];
  const browser = await entered(person);
  const later = await replyOn(browser, another);

  await replyWhile(browser, topic, () => endAllSessions(systemCtxFor(), person.personId));
  await later();
  await signIn(browser, person.email);
  for (const { code } of [topic, another]) expect((await browser.get(`/forum/topics/${code}`)).html).toContain("Typed with care");
});

test("a late answer leaves the browser signed in that another tab renewed, and the text waits there, said not to be sent", async () => {
  const [person, topic] = [await anAccount(), await aTopic()];
  const browser = await entered(person);

  const late = await replyWhile(browser, topic, async () => {
    expect((await browser.post("/account/password", { newPassword: "twenty-one loud herons" })).location).toBe("/account");
  });
  expect([late.status, late.headers.getSetCookie()]).toEqual([303, []]);
  expect((await browser.get("/account/security")).status).toBe(200);
  const onward = await browser.get(late.location!);
  expect(onward.location).toMatch(/^\/forum\/topics\//);
  const { html } = await browser.get(`/forum/topics/${topic.code}`);
  expect(html.match(/Typed with care/g)).toHaveLength(1);
});

test("what was not done is said on the next page of the session that goes on", async () => {
  const [person, topic] = [await anAccount(), await aTopic()];
  const browser = await entered(person);
  await replyWhile(browser, topic, () => browser.post("/account/password", { newPassword: "twenty-one loud herons" }));
  expect((await browser.get("/account")).html).toContain(NOT_DONE);
});

test("an address says to nobody who is signed in that they were signed out", async () => {
  const browser = await entered(await anAccount());
  expect((await browser.get("/sign-in?ended=yes&next=/account")).location).toBe("/account");
  expect((await browser.get("/account")).html).not.toContain(NOT_DONE);
});

test("a late answer leaves whoever signed in on the browser meanwhile signed in, and gives them nothing of what was typed", async () => {
  const [person, other, topic] = [await anAccount(), await anAccount(), await aTopic()];
  const browser = await entered(person);

  const late = await replyWhile(browser, topic, () => signIn(browser, other.email, { remember: true }));
  expect([late.status, late.headers.getSetCookie()]).toEqual([303, []]);
  await browser.get(late.location!);
  expect((await browser.get("/account/email")).html).toContain(other.email);
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).not.toContain("Typed with care");
});

test("what was typed for an account that was suspended meanwhile is said not to be kept", async () => {
  const [person, topic] = [await anAccount(), await aTopic()];
  const browser = await entered(person);
  const late = await replyWhile(browser, topic, async () => {
    await systemCtxFor().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, person.personId));
    await endAllSessions(systemCtxFor(), person.personId);
  });
  expect((await browser.get(late.location!)).html).toContain("We could not keep what you typed");
});

const NOT_DONE = "You were signed out everywhere just as this was sent";

async function entered({ email }: TestPerson): Promise<Browser> {
  const browser = (await aSite()).browser();
  await enter(browser, email);
  return browser;
}

/** Opens a topic, and gives what sends a reply from its page. */
async function replyOn(browser: Browser, { code }: { code: string }): Promise<() => Promise<Answer>> {
  const action = `/forum/topics/${code}/replies`;
  const form = formsOf((await browser.get(`/forum/topics/${code}`)).html).find((form) => form.action === action)!;
  const fields = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
  return () => browser.post(action, { ...fields, body: "Typed with care" });
}

/** The answer to a reply that was under way while `meanwhile` was done. */
async function replyWhile(browser: Browser, { code }: { code: string }, meanwhile: () => Promise<unknown>): Promise<Answer> {
  const reply = await replyOn(browser, { code });
  const { answer } = await testDb().db.transaction(async (tx) => {
    await tx.select().from(forumTopics).where(eq(forumTopics.code, code)).for("update");
    const answer = reply();
    await expect.poll(somebodyWaits).toBe(true);
    await meanwhile();
    return { answer };
  });
  return answer;
}

/** As a request of theirs has it, which began a moment ago. */
async function inSession(person: TestPerson): Promise<PersonCtx> {
  const { family } = await startSession(systemCtxFor(), { personId: person.personId });
  const { standing } = (await findAccount(systemCtxFor(), person.personId))!;
  return { ...ctxFor({ ...person.actor, signIn: { family, standing } }, later(new Date(), -100)), beforeCommit: demandStillSignedIn };
}

async function slugOfList(): Promise<string> {
  const slug = `list-${Date.now()}`;
  await aList({ slug });
  return slug;
}
