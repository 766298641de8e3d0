import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { messages } from "#db/schema/mail/messages";
import { persons } from "#db/schema/people";
import { getMember } from "~/features/accounts/member-page.queries.server";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { declineHeld } from "~/features/forum/held/decide-held.server";
import { heldOutcomeNotice } from "~/features/forum/held/held-outcome-notice.mail.server";
import { takeBackHeld } from "~/features/forum/held/own-held.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { countWaitingAppeals } from "~/features/forum/moderation/moderation-queue.queries.server";
import { openModeration } from "~/features/forum/moderation/open-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { suggestMembers } from "~/features/forum/posts/suggest-members.queries.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { openReports } from "~/features/forum/reports/reports.queries.server";
import { acknowledgeWarning, appealSanction, readSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { decideSanctionAppeal, liftSanction, openSanction, reviewSanction } from "~/features/forum/sanctions/end-sanction.server";
import { lookAtMember } from "~/features/forum/sanctions/look-at-member.server";
import { noteOnMember, removeNote } from "~/features/forum/sanctions/note-on-member.server";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { sanctionNotice } from "~/features/forum/sanctions/sanction-notice.mail.server";
import { sanctionOutcomeNotice } from "~/features/forum/sanctions/sanction-outcome-notice.mail.server";
import { listSanctionAppeals, listSanctionsOf, listSanctionsToReview } from "~/features/forum/sanctions/sanctions.queries.server";
import { listLinkedTopics } from "~/features/forum/topics/linked-topics.queries.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { mentionNotice } from "~/features/forum/watching/mention-notice.mail.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import type { MailKind } from "~/features/mail/messages/mail-kind.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { restrictPerson } from "~/features/records/restriction.server";
import type { PersonCtx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import {
  aCategory,
  aCommentedPage,
  aHeldReply,
  aNewTopic,
  aPageToComment,
  aReply,
  aSanction,
  aTopic,
  aWatchedWord,
  NAMELESS,
  reply,
  replyNameless,
  storedPost,
  unreadAtHome,
  WITHOUT_A_NAME,
} from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, aPerson, type TestPerson } from "../../support/people";

const aModerator = () => aMember({ roles: ["moderator"] });
const stored = async (code: string) => (await systemCtxFor().db.select().from(forumSanctions).where(eq(forumSanctions.code, code)))[0]!;
/** As if it had been laid then. */
const since = (code: string, at: Date, endsAt: Date | null = null) =>
  systemCtxFor().db.update(forumSanctions).set({ at, endsAt }).where(eq(forumSanctions.code, code));
const SANCTIONED = { ok: false, reason: "sanctioned" };

async function mailsOf(kind: MailKind, person: TestPerson) {
  const rows = await systemCtxFor()
    .db.select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, kind.name)));
  return Promise.all(rows.map((row) => kind.build(systemCtxFor(), row)));
}

async function latestAct(topic: { code: string }, number: number) {
  const { id } = await storedPost(topic, number);
  const [act] = await systemCtxFor().db.select().from(forumModerations).where(eq(forumModerations.postId, id));
  return act?.code;
}

async function inboxOf(person: TestPerson) {
  const ctx = ctxFor(person);
  const { rows } = await listNotifications(ctx);
  return [...(await wordNotifications(ctx, rows)).values()];
}

/** Every act by which somebody writes, each tried by one person. */
async function everyWriting(person: TestPerson) {
  const own = await aTopic({ author: person });
  const number = await reply(await aMember(), own);
  const page = await aPageToComment();
  return {
    own,
    tried: {
      reply: (at: Date) => replyToTopic(ctxFor(person, at), { ...aReply(), topic: own.code }),
      topic: (at: Date) => startTopic(ctxFor(person, at), { ...aNewTopic(), category: own.category }),
      comment: (at: Date) => commentOnPage(ctxFor(person, at), { page, bodyMarkdown: "A comment", submissionId: crypto.randomUUID() }),
      edit: (at: Date) => editPost(ctxFor(person, at), { topic: own.code, number: 1, body: "Other words", basedOn: "", why: "" }),
      title: (at: Date) => retitleTopic(ctxFor(person, at), { topic: own.code, title: "Another title", basedOn: "", why: "" }),
      thanks: async (at: Date) => outcomeOf(await thankPost(ctxFor(person, at), { topic: own.code, number })),
      answer: async (at: Date) => outcomeOf(await markAnswer(ctxFor(person, at), { topic: own.code, number })),
    },
  };
}
const outcomeOf = (done: { ok: true } | { ok: false; reason: string }) => (done.ok ? { ok: true } : { ok: false, reason: done.reason });

test.each(["read-only", "warned"] as const)("%s: no act of writing is done, and each is again once it is over", async (kind) => {
  const person = await aMember();
  const { tried, own } = await everyWriting(person);
  const now = new Date();
  const { code } = await aSanction(person, { kind, endsAt: later(now, DAY), now });

  for (const [act, attempt] of Object.entries(tried)) expect(await attempt(now), act).toEqual(SANCTIONED);
  expect(await getTopic(ctxFor(person, now), own.code)).toMatchObject({ sanction: { code, kind, reason: "Rude words" } });

  if (kind === "warned") await acknowledgeWarning(ctxFor(person, now), code);
  const over = kind === "warned" ? now : later(now, DAY + 1);
  for (const [act, attempt] of Object.entries(tried))
    if (act !== "edit" && act !== "title") expect(await attempt(over), act).toMatchObject({ ok: true });
});

test("who is limited to reading still reports, and takes their own words back", async () => {
  const person = await aMember();
  const topic = await aTopic();
  const number = await reply(person, topic);
  await aSanction(person);

  expect(await reportPost(ctxFor(person), { topic: topic.code, number: 1, reason: "unkind", details: "" })).toMatchObject({ ok: true });
  expect(await removePost(ctxFor(person), { topic: topic.code, number, why: "" })).toMatchObject({ ok: true });
});

test("who is suspended reads nothing of the forum, also what is open to everybody, and is told nothing of it until it is over", async () => {
  const now = new Date();
  const person = await aMember();
  const open = await aTopic({ audience: "open" });
  const watched = await aTopic({ author: person });
  await aSanction(person, { kind: "suspended", endsAt: later(now, DAY), now });
  const ctx = ctxFor(person, now);

  for (const { code } of [open, watched]) await expect(getTopic(ctx, code)).rejects.toEqual(new ForbiddenError("forum-suspended"));
  await expect(getTopic(ctx, "nothing123")).rejects.toEqual(new ForbiddenError("forum-suspended"));
  await expect(replyToTopic(ctx, { ...aReply(), topic: open.code })).rejects.toEqual(new ForbiddenError("forum-suspended"));
  const said = await storedPost(watched, await reply(await aMember(), watched));
  await notifyReplyRecipients(systemCtxFor(now), said.id);
  expect(await unreadAtHome(ctx)).toEqual([]);
  expect((await inboxOf(person)).map(({ text }) => text)).toEqual(["A moderator suspended you from the forum"]);

  expect(await getTopic(ctxFor(person, later(now, DAY + 1)), watched.code)).toMatchObject({ sanction: null });
});

test("what waited to be told to somebody who is suspended, and what comes then, tells nothing of the forum", async () => {
  const person = await aMember({ displayName: "Suki Pendlebury" });
  const [topic, other] = [await aTopic({ title: "Numbat counts" }), await aMember()];
  const mention = async () => {
    const number = await reply(other, topic, "What says @Suki Pendlebury of numbats?");
    const { id, bodyMarkdown } = await storedPost(topic, number);
    await notifyReplyRecipients(systemCtxFor(), id);
    return bodyMarkdown;
  };
  const code = await aHeldReply(person, topic, "> [post 1]\n\nMine.");
  expect(await mention()).not.toContain("Pendlebury");
  expect(await inboxOf(person)).toHaveLength(1);
  await aSanction(person, { kind: "suspended" });

  expect(await mailsOf(mentionNotice, person)).toEqual([{ skip: "no-post-that-they-may-read" }]);
  // nobody can be mentioned who may not read it
  expect(await mention()).toContain("@Suki Pendlebury");
  expect(await suggestMembers(ctxFor(other), "suki pend", { topic: topic.code })).toEqual([]);
  expect(await listLinkedTopics(ctxFor(person), [topic.code])).toEqual([]);
  await declineHeld(ctxFor(await aModerator()), { code, why: "Not now" });
  const [outcome] = await mailsOf(heldOutcomeNotice, person);
  expect(JSON.stringify(outcome)).toContain("Not now");
  expect(JSON.stringify([outcome, await inboxOf(person)])).not.toMatch(/numbat/i);
});

test("PMN-16: the member is told at once, in the moderator’s words, until when and how to appeal", async () => {
  const person = await aMember();
  const endsAt = new Date("2027-01-05T23:59:59.999Z");
  const { code } = await aSanction(person, { reason: "You called two colleagues names.", endsAt });

  expect(await mailsOf(sanctionNotice, person)).toEqual([
    expect.objectContaining({
      subject: "A moderator limited you to reading",
      paragraphs: expect.arrayContaining([
        expect.stringContaining("until the end of 5 January 2027"),
        "Their words: You called two colleagues names.",
        expect.stringContaining("you can appeal once"),
      ]),
      action: { label: "See what was decided, or appeal", url: `http://localhost:3000/forum/sanctions/${code}` },
    }),
  ]);
  expect(await inboxOf(person)).toEqual([{ text: "A moderator limited you to reading", href: `/forum/sanctions/${code}` }]);
  // who decided about somebody is nothing that they learn
  expect(await readSanction(ctxFor(person), code)).toMatchObject({ isOwn: true, moderator: null, appealBlocker: null });
  await expect(readSanction(ctxFor(await aMember()), code)).rejects.toThrow(NotFoundError);
});

test("members, staff and oneself are judged by no member, no moderator and not oneself", async () => {
  const moderator = await aModerator();
  const input = { kind: "warned", reason: "Rude", endsAt: null } as const;

  await expect(sanctionMember(ctxFor(await aMember()), (await aMember()).ref, input)).rejects.toEqual(
    new ForbiddenError("not-a-moderator"),
  );
  await expect(sanctionMember(ctxFor(moderator), (await aPerson()).ref, input)).rejects.toThrow(NotFoundError);
  expect(await sanctionMember(ctxFor(moderator), moderator.ref, input)).toEqual({ ok: false, reason: "yourself" });
  expect(await sanctionMember(ctxFor(moderator), (await aModerator()).ref, input)).toEqual({ ok: false, reason: "staff" });
});

/** Somebody about whom no page is there for the moderator, and what they wrote where both read. */
async function aWriterApart(what: string, topic: { code: string }) {
  const person = what.includes("specialist") ? await aPerson({ groups: ["estates"] }) : await aMember();
  const number = what.includes("without") ? await replyNameless(person, topic) : await reply(person, topic);
  if (what.includes("restricted"))
    await restrictPerson(systemCtxFor(), { personId: person.personId, why: "case under way", reason: "case" });
  if (what.includes("no more")) await revokeGrant(systemCtxFor(), { personId: person.personId, role: "member" });
  return { person, number };
}

test.each([
  "a specialist of a group that the moderator is not in",
  "a specialist who wrote without a name",
  "a member whose data is restricted",
  "somebody who is a member no more",
])("%s is looked at, noted, and kept from writing, and their post leads moderators there", async (what) => {
  const topic = await aTopic({ category: await aCategory({ audience: "open", namelessAs: NAMELESS }) });
  const { person, number } = await aWriterApart(what, topic);
  const moderator = ctxFor(await aModerator()) as PersonCtx;
  await expect(getMember(moderator, person.ref)).rejects.toThrow(NotFoundError);

  expect(await sanctionMember(moderator, person.ref, { kind: "suspended", reason: "Advertising", endsAt: null })).toMatchObject({
    ok: true,
  });
  await noteOnMember(moderator, person.ref, { note: "Spoke to them", submissionId: crypto.randomUUID() });
  expect(await lookAtMember(moderator, person.ref, "http://localhost/")).toMatchObject({
    member: { hasPage: false },
    sanctions: { rows: [{ kind: "suspended" }] },
    notes: { rows: [{ note: "Spoke to them" }] },
  });
  await expect(replyToTopic(ctxFor(person), { ...aReply(), topic: topic.code })).rejects.toEqual(new ForbiddenError("forum-suspended"));

  await reportPost(ctxFor(await aMember()), { topic: topic.code, number, reason: "other", details: "An offer" });
  const ref = what.includes("without") ? null : person.ref;
  expect(await openReports(moderator, { topic: topic.code, number })).toMatchObject({ ref });
  await removePost(moderator, { topic: topic.code, number, why: "An offer" });
  expect(await openModeration(moderator, (await latestAct(topic, number))!)).toMatchObject({ ref });
});

test("what waits or was declined of somebody stands with what moderators know of them, where they may read it and it bears a name", async () => {
  const moderator = ctxFor(await aModerator()) as PersonCtx;
  const person = await aMember({ groups: ["estates"] });
  const topic = await aTopic({ category: await aCategory({ namelessAs: NAMELESS }) });
  const apart = await aTopic({ category: await aCategory({ audience: { groups: ["estates"] } }), author: person });
  const [declined, waits, elsewhere] = [await aHeldReply(person, topic), await aHeldReply(person, topic), await aHeldReply(person, apart)];
  await declineHeld(moderator, { code: declined, why: "An offer" });
  const word = await aWatchedWord("hold");
  const nameless = await replyToTopic(ctxFor(person), { ...aReply(`A ${word}`), ...WITHOUT_A_NAME, topic: topic.code });
  expect(nameless).toMatchObject({ reason: "held" });

  const { held } = await lookAtMember(moderator, person.ref, "http://localhost/");
  expect(held.rows.map(({ code, state }) => [code, state])).toEqual([
    [waits, "waiting"],
    [declined, "declined"],
  ]);
  expect(JSON.stringify(held)).not.toContain(elsewhere);
  // no moderator reads there
  await takeBackHeld(ctxFor(person), elsewhere);
});

test("a note that is wrong is removed by any moderator, which is written down; not as a note on somebody else, nor by whom it is about", async () => {
  const [moderator, other] = [await aModerator(), await aModerator()].map((each) => ctxFor(each) as PersonCtx);
  const [person, namesake] = [await aMember(), await aMember()];
  const notesOf = async ({ ref }: TestPerson) => (await lookAtMember(moderator!, ref, "http://localhost/")).notes.rows;
  await noteOnMember(moderator!, namesake.ref, { note: "Meant somebody else", submissionId: crypto.randomUUID() });
  const { code } = (await notesOf(namesake))[0]!;

  expect(await removeNote(other!, person.ref, code)).toBe(false);
  await expect(removeNote(ctxFor(namesake) as PersonCtx, namesake.ref, code)).rejects.toThrow(ForbiddenError);
  expect(await removeNote(other!, namesake.ref, code)).toBe(true);
  expect(await removeNote(other!, namesake.ref, code)).toBe(false);
  expect(await notesOf(namesake)).toEqual([]);
  const written = await systemCtxFor().db.select().from(auditEntries).where(eq(auditEntries.objectId, code));
  expect(written.map(({ action }) => action).sort()).toEqual(["member.note-removed", "member.noted"]);
});

test("who neither has a page nor wrote anything is nobody to moderators", async () => {
  const moderator = ctxFor(await aModerator()) as PersonCtx;
  await expect(lookAtMember(moderator, (await aPerson()).ref, "http://localhost/")).rejects.toThrow(NotFoundError);
});

test("of two moderators who do the same at once one does it", async () => {
  const person = await aMember();
  const input = { kind: "suspended", reason: "Advertising", endsAt: null } as const;
  const both = await Promise.all([await aModerator(), await aModerator()].map((by) => sanctionMember(ctxFor(by), person.ref, input)));

  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both).toContainEqual({ ok: false, reason: "standing" });
  expect(await mailsOf(sanctionNotice, person)).toHaveLength(1);
});

test("another moderator decides about an appeal; what was wrong is taken back and its member told", async () => {
  const person = await aMember();
  const { code, moderator } = await aSanction(person, { kind: "suspended", endsAt: null });
  const decided = { decision: "undone", why: "It was somebody else." } as const;
  expect(await appealSanction(ctxFor(person), { code, appeal: "That was not me" })).toEqual({ ok: true });
  expect(await appealSanction(ctxFor(person), { code, appeal: "Again" })).toEqual({ ok: false, reason: "appealed" });
  const another = ctxFor(await aModerator());
  expect(await listSanctionAppeals(another)).toContainEqual(expect.objectContaining({ code }));
  expect((await countWaitingAppeals(another)).count).toBeGreaterThan(0);

  expect(await liftSanction(ctxFor(moderator), code, { as: "lifted", why: "Well" })).toEqual({ ok: false, reason: "appealed" });
  expect(await decideSanctionAppeal(ctxFor(moderator), code, decided)).toEqual({ ok: false, reason: "own-act" });
  expect(await decideSanctionAppeal(another, code, decided)).toEqual({ ok: true });
  expect(await mailsOf(sanctionOutcomeNotice, person)).toEqual([
    expect.objectContaining({ paragraphs: expect.arrayContaining(["Their words: It was somebody else."]) }),
  ]);
  expect((await aTopic({ author: person })).code).toBeTruthy();
});

test("an appeal that is refused leaves what stands, and says why", async () => {
  const person = await aMember();
  const { code } = await aSanction(person);
  await appealSanction(ctxFor(person), { code, appeal: "It was a joke" });
  expect(await decideSanctionAppeal(ctxFor(await aModerator()), code, { decision: "upheld", why: "Nobody laughed." })).toEqual({
    ok: true,
  });

  expect(await mailsOf(sanctionOutcomeNotice, person)).toEqual([
    expect.objectContaining({ paragraphs: expect.arrayContaining(["Their words: Nobody laughed."]) }),
  ]);
  expect(await replyToTopic(ctxFor(person), { ...aReply(), topic: (await aTopic()).code })).toEqual(SANCTIONED);
});

test("what a moderator lifts is over at once, and cannot be lifted again", async () => {
  const person = await aMember();
  const { code, moderator } = await aSanction(person);
  expect(await liftSanction(ctxFor(moderator), code, { as: "lifted", why: "You put it right." })).toEqual({ ok: true });
  expect(await liftSanction(ctxFor(moderator), code, { as: "lifted", why: "Again" })).toEqual({ ok: false, reason: "over" });

  expect(await inboxOf(person)).toContainEqual(expect.objectContaining({ text: "What a moderator of the forum laid on you is lifted" }));
  expect((await aTopic({ author: person })).code).toBeTruthy();
});

test("a suspension without an end is looked at again every 90 days, until it is lifted", async () => {
  const now = new Date();
  const moderator = ctxFor(await aModerator(), now);
  const { code } = await aSanction(await aMember(), { kind: "suspended", endsAt: null });
  await since(code, later(now, -91 * DAY));
  const waits = async () => (await listSanctionsToReview(moderator)).some((due) => due.code === code);
  expect(await waits()).toBe(true);
  expect(await reviewSanction(moderator, code)).toBe(true);
  expect(await waits()).toBe(false);
});

test("the administrators are told where no moderator but who acted may decide", async () => {
  const admin = await anAccount({ roles: ["administrator"] });
  const before = (await countLeftToNobody(ctxFor(admin))).count;
  const person = await aMember();
  const { code } = await aSanction(person);
  await appealSanction(ctxFor(person), { code, appeal: "Unfair" });

  // moderators of these tests have no account to sign in with
  expect(await countLeftToNobody(ctxFor(admin))).toMatchObject({ count: before + 1, hint: expect.stringContaining("A member appealed") });
  await anAccount({ roles: ["moderator"] });
  expect((await countLeftToNobody(ctxFor(admin))).count).toBe(0);
});

test("acts are written down without their reasons, and each look with who looked", async () => {
  const person = await aMember();
  const { code, moderator } = await aSanction(person, { reason: "Quibbled about quorums" });
  await openSanction(ctxFor(moderator), code);
  await liftSanction(ctxFor(moderator), code, { as: "undone", why: "Quorums were fine" });

  const entries = await systemCtxFor().db.select().from(auditEntries).where(eq(auditEntries.objectId, code));
  expect(entries.map(({ action }) => action).sort()).toEqual(["member.sanctioned", "sanction.opened", "sanction.undone"]);
  expect(JSON.stringify(entries)).not.toMatch(/quorum/i);
  for (const entry of entries) expect(entry).toMatchObject({ actorId: moderator.personId, subjectId: person.personId });
});

test("a sanction holds for whoever the record became part of, and is theirs to appeal", async () => {
  const before = await aMember();
  const now = await aMember();
  const { code } = await aSanction(before);
  await systemCtxFor().db.update(persons).set({ mergedInto: now.personId }).where(eq(persons.id, before.personId));

  expect(await replyToTopic(ctxFor(now), { ...aReply(), topic: (await aTopic()).code })).toEqual(SANCTIONED);
  expect((await listSanctionsOf(ctxFor(now), now.personId, null)).sanctions).toEqual([expect.objectContaining({ code })]);
  expect(
    await sanctionMember(ctxFor(await aModerator()), now.ref, { kind: "read-only", reason: "Again", endsAt: later(new Date(), DAY) }),
  ).toEqual({
    ok: false,
    reason: "standing",
  });
  expect(await appealSanction(ctxFor(now), { code, appeal: "That was long ago" })).toEqual({ ok: true });
});

test("who is suspended neither reads comments nor writes one", async () => {
  const { topic, ...page } = await aCommentedPage();
  const person = await aMember();
  await aSanction(person, { kind: "suspended" });
  await expect(getTopic(ctxFor(person), topic)).rejects.toEqual(new ForbiddenError("forum-suspended"));
  await expect(commentOnPage(ctxFor(person), { page, bodyMarkdown: "A comment", submissionId: crypto.randomUUID() })).rejects.toEqual(
    new ForbiddenError("forum-suspended"),
  );
});

test("what is over is forgotten after the time of the settings, what stands or waits for a decision is not", async () => {
  const now = new Date();
  const long = later(now, -400 * DAY);
  const appealer = await aMember();
  const [over, recent, waits] = [await aSanction(await aMember()), await aSanction(await aMember()), await aSanction(appealer)];
  const stands = await aSanction(await aMember(), { kind: "suspended", endsAt: null });
  const [unread, news] = [await aSanction(await aMember(), { kind: "warned" }), await aSanction(await aMember(), { kind: "warned" })];
  await since(unread.code, long);
  await since(over.code, long, later(long, DAY));
  await since(recent.code, long, later(now, -10 * DAY));
  await since(waits.code, long, later(long, DAY));
  await since(stands.code, long);
  await appealSanction(ctxFor(appealer), { code: waits.code, appeal: "Unfair" });
  await expireModerations(systemCtxFor(now));

  for (const { code } of [over, unread]) expect(await stored(code)).toBeUndefined();
  for (const { code } of [recent, stands, waits, news]) expect(await stored(code)).toBeDefined();
});
