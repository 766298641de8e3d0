import { and, asc, desc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumDecisions, forumHeldPosts } from "#db/schema/forum/desk";
import { forumCleanUps, forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumTopics } from "#db/schema/forum/topics";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { grants } from "#db/schema/permissions";
import { jobOutbox } from "#db/schema/platform";
import { runFollowUp } from "#jobs/run-follow-up.server";
import { carryOutCleanUp } from "~/features/forum/clean-up/carry-out-clean-up.server";
import type { CleanUpChoice } from "~/features/forum/clean-up/clean-up.schema";
import { cleanUp, previewCleanUp, showPostsToCleanUp } from "~/features/forum/clean-up/clean-up.server";
import { cleanUpNotice } from "~/features/forum/clean-up/clean-up-notice.mail.server";
import { openCleanUp, readCleanUp } from "~/features/forum/clean-up/clean-ups.queries.server";
import { undoCleanUp } from "~/features/forum/clean-up/undo-clean-up.server";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { reportOutcomeNotice } from "~/features/forum/reports/report-outcome-notice.mail.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { lookAtMember } from "~/features/forum/sanctions/look-at-member.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import type { MailKind } from "~/features/mail/messages/mail-kind.server";
import { grant } from "~/features/permissions/grants.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError, SubmissionTakenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import {
  aCategory,
  aHeldReply,
  aPageToComment,
  aTopic,
  comment,
  dismissReports,
  NAMELESS,
  reply,
  replyNameless,
  storedPost,
} from "../../support/forum";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";
import { listUnread } from "../../support/told";

const db = () => systemCtxFor().db;
const aModerator = () => aMember({ roles: ["moderator"] });
const EVERYTHING: CleanUpChoice = { since: null, items: null };
const input = (choice = EVERYTHING, more: object = {}) => ({ choice, why: "Advertising", sanction: null, submissionId: uuidv7(), ...more });

/** Does what waits, batch by batch. */
async function runJobs(): Promise<number> {
  for (let runs = 0; runs < 20; runs++) {
    const [job] = (await db().select().from(jobOutbox).orderBy(asc(jobOutbox.id))).filter(({ name }) => name.includes("clean-up"));
    if (!job) return runs;
    await runFollowUp(systemCtxFor(), job.id, false);
  }
  throw new Error("the jobs do not end");
}

async function cleaned(moderator: TestPerson, member: TestPerson, choice?: CleanUpChoice): Promise<string> {
  const done = await cleanUp(ctxFor(moderator), member.ref, input(choice));
  if (!done.ok) throw new Error(done.reason);
  await runJobs();
  return done.code;
}

async function mailsOf(kind: MailKind, person: TestPerson) {
  const rows = await db()
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, kind.name)))
    .orderBy(desc(messages.id));
  return Promise.all(rows.map((row) => kind.build(systemCtxFor(), row)));
}

const topicRow = async (code: string) => (await db().select().from(forumTopics).where(eq(forumTopics.code, code)))[0]!;
const isGone = async (topic: { code: string }, number: number) => (await storedPost(topic, number)).removedAt !== null;

test("what stands goes by the acts of moderators, what others wrote stays, and the writer is told once", async () => {
  const member = await aMember();
  const other = await aMember();
  const moderator = await aModerator();
  const alone = await aTopic({ author: member, title: "Buy my rota" });
  await reply(member, alone, "Buy it now");
  const answered = await aTopic({ author: member, title: "Who has a rota?" });
  const theirs = await reply(other, answered, "I have");
  const elsewhere = await aTopic();
  const advert = await reply(member, elsewhere, "Buy it here");
  const held = await aHeldReply(member, elsewhere);

  const { counts } = await previewCleanUp(ctxFor(moderator), member.ref, EVERYTHING);
  expect(counts).toEqual({ topics: 1, begun: 1, others: 1, replies: 1, held: 1, isMore: false });
  const code = await cleaned(moderator, member);

  expect((await topicRow(alone.code)).removedBy).toBe("moderator");
  expect((await topicRow(answered.code)).removedAt).toBeNull();
  expect((await topicRow(answered.code)).title).not.toContain("rota");
  expect(await isGone(answered, 1)).toBe(true);
  expect(await isGone(answered, theirs)).toBe(false);
  expect(await isGone(elsewhere, advert)).toBe(true);
  expect(await isGone(elsewhere, 1)).toBe(false);
  const [declined] = await db().select().from(forumHeldPosts).where(eq(forumHeldPosts.code, held));
  expect(declined).toMatchObject({ state: "declined", reason: "Advertising" });

  const mails = await db().select().from(messages).where(eq(messages.personId, member.personId));
  expect(mails.filter(({ kind }) => /moderation|held|clean-up/.test(kind)).map(({ kind }) => kind)).toEqual([cleanUpNotice.name]);
  const [mail] = await mailsOf(cleanUpNotice, member);
  expect(JSON.stringify(mail)).toContain("removed 1 topic of yours with all that stood in it, and 3 posts");
  expect(JSON.stringify(mail)).toContain("Advertising");

  const { cleanUps } = await lookAtMember(ctxFor(moderator), member.ref, "http://localhost/");
  expect(cleanUps.rows).toMatchObject([{ code, reason: "Advertising", undoneAt: null }]);
  const shown = await openCleanUp(ctxFor(moderator), code, null);
  expect(shown).toMatchObject({ isLeft: true, undoBlocker: null });
  expect(shown.acts.map(({ kind }) => kind).sort()).toEqual(["removed", "removed", "topic-removed"]);
  const own = await readCleanUp(ctxFor(member), code, null);
  expect(own.acts).toHaveLength(3);
  expect(own.declined).toBe(1);
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, member.personId));
  expect(entries.filter(({ action }) => action === "member.cleaned-up")).toHaveLength(1);
  expect(entries.filter(({ action }) => action === "post.removed")).toHaveLength(2);
  expect(
    (await db().select().from(forumDecisions)).filter(({ kind, about }) => kind === "act" && about === "removed").length,
  ).toBeGreaterThanOrEqual(2);
});

test("posts without a name, in places that the moderator cannot read and of others stay, and no count tells of them", async () => {
  const { slug } = await aNewGroup();
  const member = await aMember({ groups: [slug] });
  const moderator = await aModerator();
  const apart = await aTopic({ author: member, category: await aCategory({ audience: { groups: [slug] } }) });
  const quiet = await aTopic({ nameless: true, author: await aMember() });
  const asked = await replyNameless(member, quiet, "Asked quietly");
  // a nameless reply in a topic of one's own counts as somebody else's, as it does for readers
  const category = await aCategory({ namelessAs: NAMELESS });
  const own = await aTopic({ author: member, category });
  await replyNameless(member, own, "And quietly");

  const { counts } = await previewCleanUp(ctxFor(moderator), member.ref, EVERYTHING);
  expect(counts).toMatchObject({ topics: 0, begun: 1, others: 1, replies: 0 });
  await cleaned(moderator, member);

  expect(await isGone(apart, 1)).toBe(false);
  expect(await isGone(quiet, asked)).toBe(false);
  expect(await isGone(own, 1)).toBe(true);
  expect(await isGone(own, 2)).toBe(false);
  expect((await topicRow(own.code)).removedAt).toBeNull();
});

test("only what was posted since a day goes, or what was ticked", async () => {
  const member = await aMember();
  const moderator = await aModerator();
  const topic = await aTopic();
  const page = await aPageToComment();
  const old = await reply(member, topic, "An old one", later(new Date(), -9 * DAY));
  const ticked = await reply(member, topic, "Tick me");
  const last = await reply(member, topic, "Not me");
  const { posts } = await showPostsToCleanUp(ctxFor(moderator), member.ref, null);
  expect(posts.map(({ place }) => place.number)).toEqual([last, ticked, old]);
  expect(await comment(member, page, "Buy")).toBe(1);

  await cleaned(moderator, member, { since: null, items: [`${topic.code}.${ticked}`, `${topic.code}.1`] });
  expect(await Promise.all([old, ticked, last, 1].map((number) => isGone(topic, number)))).toEqual([false, true, false, false]);
  await cleaned(moderator, member, { since: later(new Date(), -2 * DAY), items: null });
  expect(await Promise.all([old, last].map((number) => isGone(topic, number)))).toEqual([false, true]);
});

test("it goes on in batches, and runs twice without doing more", async () => {
  const member = await aMember();
  const moderator = await aModerator();
  const topic = await aTopic();
  for (let n = 0; n < 30; n++) await reply(member, topic, `Advert ${n}`);
  const submissionId = uuidv7();
  const done = await cleanUp(ctxFor(moderator), member.ref, input(EVERYTHING, { submissionId }));
  expect(await cleanUp(ctxFor(moderator), member.ref, input(EVERYTHING, { submissionId }))).toEqual(done);
  await expect(cleanUp(ctxFor(await aModerator()), member.ref, input(EVERYTHING, { submissionId }))).rejects.toThrow(SubmissionTakenError);
  expect(await runJobs()).toBe(3);
  const [row] = await db().select().from(forumCleanUps).where(eq(forumCleanUps.submissionId, submissionId));
  await carryOutCleanUp(systemCtxFor(), row!.id);
  expect(await db().select().from(forumModerations).where(eq(forumModerations.cleanUpId, row!.id))).toHaveLength(30);
  expect(await mailsOf(cleanUpNotice, member)).toHaveLength(1);
});

test("what is left stays where its writer holds a role of staff by then, or who had it removed holds theirs no more", async () => {
  for (const who of ["member", "moderator"]) {
    const member = await aMember();
    const moderator = await aModerator();
    const topic = await aTopic({ author: member });
    await cleanUp(ctxFor(moderator), member.ref, input());
    if (who === "member") await grant(systemCtxFor(), { personId: member.personId, role: "editor", source: "test" });
    else await db().update(grants).set({ revokedAt: new Date() }).where(eq(grants.personId, moderator.personId));
    await runJobs();
    expect(await isGone(topic, 1), who).toBe(false);
    expect(await mailsOf(cleanUpNotice, member), who).toEqual([]);
  }
});

test("never of staff nor of oneself, by moderators alone, and a sanction in the same step stands or nothing is done", async () => {
  const moderator = await aModerator();
  const official = await aMember({ roles: ["editor"] });
  const topic = await aTopic({ author: official });
  expect(await cleanUp(ctxFor(moderator), official.ref, input())).toMatchObject({ ok: false, reason: "staff" });
  await expect(previewCleanUp(ctxFor(moderator), official.ref, EVERYTHING)).rejects.toThrow(ForbiddenError);
  await expect(cleanUp(ctxFor(await aMember()), official.ref, input())).rejects.toThrow(ForbiddenError);
  expect(await isGone(topic, 1)).toBe(false);

  const member = await aMember();
  expect(await cleanUp(ctxFor(moderator), member.ref, input()).catch((error) => error)).toMatchObject({ reason: "nothing" });
  const { code } = await aTopic({ author: member });
  const sanction = { kind: "read-only" as const, reason: "Advertising", endsAt: null };
  expect(await cleanUp(ctxFor(moderator), member.ref, input(EVERYTHING, { sanction }))).toMatchObject({ ok: false, by: "sanction" });
  expect(await runJobs()).toBe(0);
  const suspended = { ...sanction, kind: "suspended" as const };
  const done = await cleanUp(ctxFor(moderator), member.ref, input(EVERYTHING, { sanction: suspended }));
  await runJobs();
  expect((await topicRow(code)).removedAt).not.toBeNull();
  // suspended from the forum, they see what went all the same
  expect((await readCleanUp(ctxFor(member), (done as { code: string }).code, null)).acts).toHaveLength(1);
  await expect(readCleanUp(ctxFor(await aMember()), (done as { code: string }).code, null)).rejects.toThrow(NotFoundError);
});

test("who reported several of them is told once, of how many, and undone unseen their reports wait; of a patient's details all stays", async () => {
  const member = await aMember();
  const reporter = await aMember();
  const topic = await aTopic();
  for (const words of ["One", "Two", "Three"])
    await reportPost(ctxFor(reporter), {
      topic: topic.code,
      number: await reply(member, topic, words),
      reason: "advertising",
      details: "",
    });
  const other = await aMember();
  const urgent = await reply(member, topic, "The tall farmer with the bad knee");
  await reportPost(ctxFor(other), { topic: topic.code, number: urgent, reason: "patient-details", details: "" });
  const code = await cleaned(await aModerator(), member);
  const told = await mailsOf(reportOutcomeNotice, reporter);
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told[0])).toContain("The same goes for 2 more");

  await undoCleanUp(ctxFor(await aModerator()), code);
  await runJobs();
  expect(await mailsOf(reportOutcomeNotice, reporter)).toEqual([{ skip: "undecided" }]);
  const reports = await db().select().from(forumReports).where(eq(forumReports.reporterId, reporter.personId));
  expect(reports.map(({ decision, stood }) => [decision, stood])).toEqual([1, 2, 3].map(() => [null, null]));
  expect(await isGone(topic, 2)).toBe(false);
  expect(await isGone(topic, urgent)).toBe(true);
  const [kept] = await db().select().from(forumReports).where(eq(forumReports.reporterId, other.personId));
  expect(kept).toMatchObject({ decision: "removed", stood: null });
});

test("undone as one act, all of it stands again but what was appealed about, and what was declined waits", async () => {
  const member = await aMember();
  const moderator = await aModerator();
  const topic = await aTopic();
  const [first, second] = [await reply(member, topic, "First words"), await reply(member, topic, "Second words")];
  const alone = await aTopic({ author: member });
  const held = await aHeldReply(member, topic);
  const started = await cleanUp(ctxFor(moderator), member.ref, input());
  const { code } = started as { code: string };
  expect(await undoCleanUp(ctxFor(moderator), code)).toEqual({ ok: false, reason: "running" });
  await runJobs();
  const act = (await readCleanUp(ctxFor(member), code, null)).acts.find(({ number }) => number === second)!;
  await appealModeration(ctxFor(member), { code: act.code, appeal: "It is fine" });

  expect(await undoCleanUp(ctxFor(await aModerator()), code)).toEqual({ ok: true });
  await runJobs();
  expect((await storedPost(topic, first)).bodyMarkdown).toBe("First words");
  expect(await isGone(topic, second)).toBe(true);
  expect((await topicRow(alone.code)).removedAt).toBeNull();
  const [waits] = await db().select().from(forumHeldPosts).where(eq(forumHeldPosts.code, held));
  expect(waits).toMatchObject({ state: "waiting", declinedAt: null });
  const told = await mailsOf(cleanUpNotice, member);
  expect(JSON.stringify(told[0])).toContain("put back 1 topic of yours with all that stood in it, and 1 post");
  expect(JSON.stringify(told[0])).toContain("1 post of yours waits for a moderator again");
  expect(told).toHaveLength(2);
});

test("what is appealed about in the moment of the undoing keeps its decision; of what waits again moderators are told", async () => {
  const member = await aMember();
  const topic = await aTopic();
  const [appealed, other] = [await aHeldReply(member, topic), await aHeldReply(member, topic)];
  const code = await cleaned(await aModerator(), member);
  const judge = await aModerator();
  await undoCleanUp(ctxFor(judge), code);

  let undoing: Promise<number> | undefined;
  await inTransaction(ctxFor(member), async (ctx) => {
    await appealDecline(ctx, { code: appealed, appeal: "It is fine" });
    undoing = runJobs();
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    for (let tries = 0; tries < 1000 && (await db().execute(waiting)).length === 0; tries++);
  });
  await undoing;
  const rows = await db().select().from(forumHeldPosts).where(eq(forumHeldPosts.authorId, member.personId));
  expect(rows.find(({ code }) => code === appealed)).toMatchObject({
    state: "waiting",
    reason: "Advertising",
    declinedAt: expect.any(Date),
  });
  const waits = rows.find(({ code }) => code === other)!;
  expect(waits).toMatchObject({ state: "waiting", reason: null, declinedAt: null });
  const told = await db().select().from(notifications).where(eq(notifications.personId, judge.personId));
  expect(told.filter(({ cause }) => cause.startsWith(`held:${waits.id}:`))).toHaveLength(1);
});

test("its undoing is counted by what it put back, whatever the clocks say, pressed twice once, and not begun by who lost the role", async () => {
  const member = await aMember();
  const topic = await aTopic();
  for (let n = 0; n < 26; n++) await reply(member, topic, `Advert ${n}`);
  const code = await cleaned(await aModerator(), member);
  const row = async () => (await db().select().from(forumCleanUps).where(eq(forumCleanUps.code, code)))[0]!;

  const lost = await aModerator();
  await undoCleanUp(ctxFor(lost), code);
  await db().update(grants).set({ revokedAt: new Date() }).where(eq(grants.personId, lost.personId));
  await runJobs();
  expect(await row()).toMatchObject({ undoneAt: null, undoneBy: null });

  // the worker's clock is behind
  const at = later(new Date(), DAY);
  const moderator = await aModerator();
  await undoCleanUp(ctxFor(moderator, at), code);
  const [job] = (await db().select().from(jobOutbox)).filter(({ name }) => name === "forum.undo-clean-up");
  await runFollowUp(systemCtxFor(), job!.id, false);
  expect(await undoCleanUp(ctxFor(await aModerator(), later(at, DAY)), code)).toEqual({ ok: true });
  await runJobs();
  expect(await row()).toMatchObject({ undoneAt: at, undoneBy: moderator.personId });
  const told = await mailsOf(cleanUpNotice, member);
  expect(JSON.stringify(told[0])).toContain("put back 26 posts of yours");
  expect(told).toHaveLength(2);
});

test("who reported several hears of the others where the first alone was put back before the mail left", async () => {
  const [member, reporter, topic] = [await aMember(), await aMember(), await aTopic()];
  for (const words of ["One", "Two", "Three"]) {
    const number = await reply(member, topic, words);
    await reportPost(ctxFor(reporter), { topic: topic.code, number, reason: "advertising", details: "" });
  }
  await cleaned(await aModerator(), member);
  const [first] = await db()
    .select({ code: forumModerations.code })
    .from(forumModerations)
    .where(eq(forumModerations.postId, (await storedPost(topic, 2)).id));
  expect(await undoModeration(ctxFor(await aModerator()), first!.code)).toMatchObject({ ok: true });
  const told = (await mailsOf(reportOutcomeNotice, reporter)).map((mail) => JSON.stringify(mail));
  expect(told.filter((text) => text.includes("The same goes for 1 more"))).toHaveLength(1);
});

test("who reported several is told of as many as are gone still: of none where all came back and one stands by now", async () => {
  const [member, reporter, topic] = [await aMember(), await aMember(), await aTopic()];
  for (const words of ["One", "Two", "Three"]) {
    const number = await reply(member, topic, words);
    await reportPost(ctxFor(reporter), { topic: topic.code, number, reason: "advertising", details: "" });
  }
  const code = await cleaned(await aModerator(), member);
  const inbox = async () =>
    [...(await wordNotifications(ctxFor(reporter), await listUnread(ctxFor(reporter)))).values()].map((said) => said.before);
  expect(await inbox()).toEqual(["What came of your report and 2 more: It was removed."]);

  await undoCleanUp(ctxFor(await aModerator()), code);
  await runJobs();
  expect(await inbox()).toEqual(["What came of your report: A moderator will look at it."]);
  await dismissReports(ctxFor(await aModerator()), { topic: topic.code, number: 2 });
  expect(await inbox()).toEqual(["What came of your report: A moderator looked at it and let it stand as it is now."]);
  expect(JSON.stringify(await mailsOf(reportOutcomeNotice, reporter))).not.toContain("removed");
});

test("it is kept while an appeal about some of it waits", async () => {
  const member = await aMember();
  const topic = await aTopic();
  await reply(member, topic, "One");
  const code = await cleaned(await aModerator(), member);
  const [act] = await db()
    .select()
    .from(forumModerations)
    .where(eq(forumModerations.postId, (await storedPost(topic, 2)).id));
  expect(await appealModeration(ctxFor(member), { code: act!.code, appeal: "It was a joke" })).toMatchObject({ ok: true });
  const old = { at: later(new Date(), -400 * DAY) };
  await db().update(forumCleanUps).set(old).where(eq(forumCleanUps.code, code));
  await expireModerations(systemCtxFor());
  expect(await db().select().from(forumCleanUps).where(eq(forumCleanUps.code, code))).toHaveLength(1);
});

test("it is forgotten when the time of what moderators did is over", async () => {
  const member = await aMember();
  await aTopic({ author: member });
  const code = await cleaned(await aModerator(), member);
  await db()
    .update(forumCleanUps)
    .set({ at: later(new Date(), -400 * DAY) })
    .where(eq(forumCleanUps.code, code));
  await expireModerations(systemCtxFor());
  expect(await db().select().from(forumCleanUps).where(eq(forumCleanUps.code, code))).toEqual([]);
});
