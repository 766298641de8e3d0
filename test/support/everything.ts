import { and, eq, isNotNull, or, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import { classifications } from "#db/classified";
import { accounts, sessions } from "#db/schema/accounts";
import { contentPages, contentReadingStopped, contentReads, contentSnippets } from "#db/schema/content";
import { forumClaims } from "#db/schema/forum/desk";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { messages } from "#db/schema/mail/messages";
import { notificationChoices } from "#db/schema/mail/notifications";
import { caughtMails } from "#db/schema/mail/transport";
import { organisations, persons } from "#db/schema/people";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { acceptVersion } from "~/features/consents/wording-acceptances.server";
import { noteOnEnquiry, replyToEnquiry } from "~/features/enquiries/write-message.server";
import { changeBookmark } from "~/features/forum/bookmarks/bookmark-post.server";
import { mailedReplyMail } from "~/features/forum/by-mail/mailed-reply.mail.server";
import { undoCleanUp } from "~/features/forum/clean-up/undo-clean-up.server";
import { chooseDigest } from "~/features/forum/digest/choose-digest.server";
import { putFirstStepsAway } from "~/features/forum/first-steps/first-steps.server";
import { declineHeld } from "~/features/forum/held/decide-held.server";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { learnWriter } from "~/features/forum/moderation/learn-writer.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { voteInPoll } from "~/features/forum/polls/vote-in-poll.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { acknowledgeWarning, appealSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { decideSanctionAppeal, liftSanction, reviewSanction } from "~/features/forum/sanctions/end-sanction.server";
import { noteOnMember } from "~/features/forum/sanctions/note-on-member.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { notifyMentioned } from "~/features/forum/watching/notify-mentioned.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTag } from "~/features/forum/watching/watch-tag.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { ensureNotice } from "~/features/notices/ensure-notice.server";
import { chooseInterests } from "~/features/people/choose-interests.server";
import { INTERESTS_OF_PERSON } from "~/features/people/interests.queries.server";
import { columnOf, loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { openProof } from "~/features/people/proofs.server";
import { grant } from "~/features/permissions/grants.server";
import { later } from "~/lib/dates";
import { PatientDetailsError } from "~/lib/errors";
import { randomToken, sha256 } from "~/lib/tokens.server";
import { aPage, storedPage } from "./content";
import { afterGrace, ctxFor, ownerDb, systemCtxFor } from "./context";
import { aDpo, anEnquiry, anEnquiryOf, anOfficer, someReply } from "./enquiries";
import { leaveTracesOfAccount } from "./everything-in-account";
import { leaveTracesOfJoining } from "./everything-in-membership";
import { leaveTakenOutTexts } from "./everything-taken-out";
import {
  aBookmark,
  aCleanUp,
  aCommentedPage,
  aHeldReply,
  aNewTopic,
  aPoll,
  aSanction,
  aTag,
  aTopic,
  aWatchedWord,
  latestModeration,
  reply,
  replyNameless,
  storedPost,
  type TestTopic,
} from "./forum";
import { aForumFile, aSmallForum, importText } from "./moving";
import { aList, aMember, aWording, type TestPerson } from "./people";
import { leaveStaffTraces } from "./staff-traces";

let made = 0;

/**
 * A member with a row in every table that can hold something about a member, `mark` wherever they or others can put text about them.
 * Other people quote them, name them, and get mails because of them.
 */
export async function aPersonEverywhere(mark: string): Promise<{ person: TestPerson; topic: TestTopic; bystander: TestPerson }> {
  const name = `Quentin ${mark}`;
  const person = await aMember({ fullName: name, displayName: name, email: `${mark}@canary.example`, groups: ["digital-champions"] });
  const bystander = await aMember();
  const system = systemCtxFor();
  await system.db
    .update(persons)
    .set({ jobTitle: `Manager ${mark}`, organisationName: `${mark} Surgery` })
    .where(eq(persons.id, person.personId));
  await chooseInterests(system, INTERESTS_OF_PERSON, person.personId, ["Finance"]);

  const practice = { id: uuidv7(), name: "A practice" };
  await system.db.insert(organisations).values(practice);
  await grant(system, { personId: person.personId, organisationId: practice.id, organisationRole: mark, source: mark });

  const topic = await aTopic({ author: person, title: `A question from ${mark}`, body: `Nobody writes ${mark} by chance.` });
  await writeAndAnswer(mark, { person, topic, bystander, name });
  await moderate(mark, { person, topic, bystander, name });
  await sanction(mark, { person, bystander, name });

  const listId = await aList();
  await changeSubscription(ctxFor(person), {
    personId: person.personId,
    listId,
    addressId: person.addressId,
    action: "given",
    wordingId: await aWording(),
    source: "account",
    detail: { note: mark },
  });
  await recordEntry(ctxFor(person), { class: "act", action: "profile.changed", subjectId: person.personId, detail: { before: mark } });
  // the network's publication: its text stays, so it holds no mark
  await aPage({ title: "A guide they wrote", authorId: person.personId });
  const handedOver = await storedPage(await aPage({ title: "A guide they look after" }));
  await system.db.update(contentPages).set({ ownerId: person.personId }).where(eq(contentPages.id, handedOver.id));
  const read = { personId: person.personId, pageId: handedOver.id, version: 2, seenAt: system.now, readAt: system.now };
  await system.db.insert(contentReads).values({ ...read, sinceVersion: 1, sinceAt: system.now });
  await system.db.insert(contentReadingStopped).values({ personId: person.personId, stoppedAt: system.now });
  const snippet = { id: uuidv7(), name: `of-${person.ref.toLowerCase()}`, title: "A snippet they saved", bodyMarkdown: "Open from nine." };
  await system.db.insert(contentSnippets).values({ ...snippet, savedBy: person.personId, savedAt: system.now });
  await openProof(system, { purpose: "subscribe", subject: `another ${mark}`, canonical: person.email, intent: { note: mark } });
  await system.db
    .insert(accounts)
    .values({ personId: person.personId, passwordHash: mark, state: "active", sessionsValidFrom: system.now, createdAt: system.now });
  const moved = { email: person.email, title: `Moved with ${mark}`, body: `Written elsewhere by ${mark}` };
  await importText(aForumFile(...aSmallForum(`elsewhere-${++made}`, moved)));
  await system.db.insert(sessions).values({
    id: uuidv7(),
    idHash: sha256(randomToken()),
    kind: "session",
    personId: person.personId,
    family: uuidv7(),
    device: mark,
    data: { kept: mark },
    createdAt: system.now,
    seenAt: system.now,
    expiresAt: later(system.now, 60_000),
    endsAt: later(system.now, 60_000),
  });
  await system.db.insert(sessions).values({
    id: uuidv7(),
    idHash: sha256(randomToken()),
    kind: "session",
    typedBy: person.personId,
    family: uuidv7(),
    data: { form: { path: "/account/profile", values: { fullName: mark } } },
    createdAt: system.now,
    seenAt: system.now,
    expiresAt: later(system.now, 60_000),
    endsAt: later(system.now, 60_000),
  });
  await system.db
    .insert(notificationChoices)
    .values({ personId: person.personId, kind: "reply", inbox: true, mail: true, changedAt: system.now });
  const queued = await queueMail(system, passwordChangedMail, {}, { personId: person.personId, cause: `cause ${mark}` });
  await system.db
    .update(messages)
    .set({ args: { note: mark } })
    .where(eq(messages.id, queued!));
  await leaveTracesOfJoining(mark, person);
  await leaveTracesOfAccount(mark, person);
  await askUs(mark, person);
  await leaveTakenOutTexts(mark, { person, other: bystander });
  await leaveStaffTraces(mark, person);
  await catchMails(mark, person);
  return { person, topic, bystander };
}

/**
 * Puts `mark` into every further text of the person's rows that erasure is to clear, so that a new column is covered from its first day.
 */
export async function markEveryText(person: TestPerson, mark: string): Promise<string[]> {
  const all = classifications();
  const subject = await loadDataSubject(systemCtxFor(), person.personId);
  const marked: string[] = [];
  for (const classification of all.filter((each) => each.erasure?.rows !== "keep" && each.subjects.length > 0)) {
    for (const [name, column] of Object.entries(classification.columns)) {
      const { dataType, enumValues } = columnOf(classification.table, name);
      const isFreeText =
        (dataType === "string" && !enumValues?.length && columnOf(classification.table, name).getSQLType() === "text") ||
        dataType === "json";
      if ((column.holds !== "about" && column.holds !== "secret") || column.erase === "keep" || !isFreeText) continue;
      const value = dataType === "json" ? { note: mark } : columnOf(classification.table, name).isUnique ? `${mark}-${uuidv7()}` : mark;
      // an address or a cause is looked up by: those carry the mark already
      if (["canonical", "value", "toCanonical", "toEmail", "cause", "kind", "subject"].includes(name)) continue;
      await ownerDb()
        .db.update(classification.table)
        .set({ [name]: value })
        .where(rowsOf(classification, subject, all))
        .then(() => marked.push(`${getTableConfig(classification.table).name}.${name}`), onlyRefused);
    }
  }
  return marked;
}

/** A rule of the table may refuse a mark in some row; then that text cannot hold one. */
function onlyRefused(error: { cause?: { code?: string } }): void {
  if (!["23503", "23505", "23514"].includes(error.cause?.code ?? "")) throw error;
}

async function writeAndAnswer(
  mark: string,
  { person, topic, bystander, name }: { person: TestPerson; topic: TestTopic; bystander: TestPerson; name: string },
) {
  const first = await storedPost(topic, 1);
  const edit = { topic: topic.code, number: 1, body: `${first.bodyMarkdown} Edited by ${mark}.`, basedOn: "", why: "" };
  await editPost(ctxFor(person, afterGrace()), edit);
  await watchTopic(ctxFor(bystander), topic.code, "watching");
  await watchTopic(ctxFor(await aMember()), topic.code, "watching");
  for (const level of ["first-posts", "muted"] as const) await watchCategory(ctxFor(person), topic.category, level);
  const tag = await aTag();
  await chooseDigest(ctxFor(person), { every: "daily", hour: 7, category: [], tags: [tag], singles: "yes" });
  for (const level of ["first-posts", "muted"] as const) await watchTag(ctxFor(person), tag, level);
  await reply(person, topic, `More from ${mark}`);
  const own = await storedPost(topic, 2);
  await notifyReplyRecipients(systemCtxFor(), own.id);
  const answer = await reply(
    bystander,
    topic,
    `> Nobody writes ${mark} by chance. Edited by ${mark}.\n\n@${name} I do not agree, ${name}.`,
  );
  const answered = await storedPost(topic, answer);
  await editPost(ctxFor(bystander), {
    topic: topic.code,
    number: answer,
    body: `${answered.bodyMarkdown}\n\nNor does anybody else.`,
    basedOn: "",
    why: "",
  });
  await notifyReplyRecipients(systemCtxFor(), answered.id);
  const quoting = await reply(bystander, topic, `> [post 2]\n> More from ${mark}\n\nWho is ${name}?`);
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, quoting)).id);
  await reply(person, topic, `> [post ${quoting}]\n> Who is ${name}?\n\nI am ${mark}.`);
  await thankPost(ctxFor(person), { topic: topic.code, number: answer });
  await thankPost(ctxFor(bystander), { topic: topic.code, number: 2 });
  await markAnswer(ctxFor(person), { topic: topic.code, number: answer });
  await leaveBookmark(mark, { person, topic });
  await pollAndVote(mark, { person, bystander });
  await writeWithoutName(mark, { person, bystander });
  await answerByMail(person, { topic, body: `By mail, ${mark}` });
  await answerByMail(bystander, { topic, body: `By mail: who is ${name}?` });
  await mentionAndIgnore(mark, { person, topic, bystander, name });
  const asked = await aTopic({ author: bystander });
  await markAnswer(ctxFor(bystander), { topic: asked.code, number: await reply(person, asked, `Ask ${mark}`) });
}

/** They ask, and vote with their name and without it. */
async function pollAndVote(mark: string, { person, bystander }: { person: TestPerson; bystander: TestPerson }): Promise<void> {
  const asked = aPoll({ question: `Who says ${mark}?`, options: [`I, ${mark}`, "Nobody"] });
  for (const [author, shows] of [
    [person, "always"],
    [bystander, "always"],
    [bystander, "anonymous"],
  ] as const) {
    const { code: topic } = await aTopic({ author, poll: author === person ? asked : aPoll({ shows }) });
    await voteInPoll(ctxFor(person), { topic, number: 1 }, [1]);
  }
}

/** What they write without their name is theirs too; they are thanked, and a moderator found out that it was them. */
async function writeWithoutName(mark: string, { person, bystander }: { person: TestPerson; bystander: TestPerson }): Promise<void> {
  const quiet = await aTopic({ author: person, nameless: true, title: `Asked quietly by ${mark}`, body: `I am ${mark}, quietly` });
  const number = await reply(bystander, quiet);
  await replyNameless(person, quiet, `Quietly again, ${mark}`);
  await thankPost(ctxFor(bystander), { topic: quiet.code, number: 1 });
  await thankPost(ctxFor(person), { topic: quiet.code, number });
  await markAnswer(ctxFor(person), { topic: quiet.code, number });
  const why = `It sounds like ${mark}`;
  await learnWriter(ctxFor(await aMember({ roles: ["moderator"] })), { topic: quiet.code, number: 1, why });
}

/** They are mentioned, and mention somebody whom they ignore, and who ignores them. */
async function mentionAndIgnore(
  mark: string,
  { person, topic, bystander, name }: { person: TestPerson; topic: TestTopic; bystander: TestPerson; name: string },
): Promise<void> {
  const mentioning = await reply(bystander, topic, `What says @${name}?`);
  await notifyMentioned(systemCtxFor(), (await storedPost(topic, mentioning)).id);
  const other = await aMember({ displayName: `Other than ${mark.slice(0, 3)} ${mentioning}` });
  await reply(person, topic, `@Other than ${mark.slice(0, 3)} ${mentioning} knows, says ${mark}`);
  await ignoreMember(ctxFor(person), other.ref);
  await ignoreMember(ctxFor(other), person.ref);
}

/** A note of theirs with the post of somebody else. */
async function leaveBookmark(mark: string, { person, topic }: { person: TestPerson; topic: TestTopic }): Promise<void> {
  await changeBookmark(ctxFor(person), await aBookmark(person, { topic: topic.code, number: 3 }), {
    note: `Ask ${mark}`,
    remindOn: "2999-01-01",
  });
}

/** Moderators act on a comment and a post of theirs, one of them twice, and on somebody else's post that repeats and names them. */
async function moderate(
  mark: string,
  { person, topic, bystander, name }: { person: TestPerson; topic: TestTopic; bystander: TestPerson; name: string },
): Promise<void> {
  const { topic: comments } = await aCommentedPage({ by: person, body: `A comment by ${mark}` });
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  await editPost(moderator, { topic: comments, number: 1, body: `Shorter: ${mark}`, basedOn: "", why: `Too much of ${mark}` });
  await removePost(moderator, { topic: topic.code, number: await reply(person, topic, `Rude ${mark}`), why: `Rude of ${mark}` });
  const act = await latestModeration(person);
  await appealModeration(ctxFor(person), { code: act.code, appeal: `I am ${mark}` });
  await decideAppeal(ctxFor(await aMember({ roles: ["moderator"] })), { code: act.code, decision: "upheld", why: `No, ${mark}` });

  await retitleTopic(ctxFor(person), { topic: topic.code, title: `Another question from ${mark}`, why: "", basedOn: "" });
  const renamed = await aTopic({ author: person, title: `A third question from ${mark}`, body: `Asked by ${mark}` });
  await retitleTopic(moderator, { topic: renamed.code, title: `Asked by ${mark}`, why: `Named ${mark}`, basedOn: "" });
  const theirOwn = await aTopic({ author: bystander, title: `About ${name}` });
  await retitleTopic(ctxFor(bystander), { topic: theirOwn.code, title: "About a colleague", why: "", basedOn: "" });
  await reply(person, theirOwn, `Of me, ${mark}?`);
  await removeTopic(moderator, { topic: theirOwn.code, why: `Unfair to ${name}` });
  const gone = await aTopic({ author: person, title: `A fourth question from ${mark}`, body: `Lost by ${mark}` });
  await reply(bystander, gone);
  await removeTopic(moderator, { topic: gone.code, why: `Rude of ${mark}` });

  await waitForModerators(mark, { person, topic, bystander, name });

  const elsewhere = await aTopic();
  await reportPost(ctxFor(bystander), { topic: topic.code, number: 1, reason: "unkind", details: `About ${name}` });
  await reportPost(ctxFor(person), { topic: elsewhere.code, number: 1, reason: "other", details: `Says ${mark}` });
  await vouchFor(person, topic);
  const repeated = await reply(bystander, elsewhere, `> More from ${mark}\n\nSays ${name}.`);
  await removePost(moderator, { topic: elsewhere.code, number: repeated, why: `Unfair to ${name}` });
  const theirs = await latestModeration(bystander);
  await appealModeration(ctxFor(bystander), { code: theirs.code, appeal: `${name} will not mind.` });
  await decideAppeal(ctxFor(await aMember({ roles: ["moderator"] })), { code: theirs.code, decision: "undone", why: `${name} agrees.` });
}

/** Moderators warn, limit and suspend them, all of it over by now, and note something; what is said about somebody else names them. */
async function sanction(
  mark: string,
  { person, bystander, name }: { person: TestPerson; bystander: TestPerson; name: string },
): Promise<void> {
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  const limited = await aSanction(person, { reason: `Rude of ${mark}` });
  await appealSanction(ctxFor(person), { code: limited.code, appeal: `I am ${mark}` });
  await decideSanctionAppeal(moderator, limited.code, { decision: "upheld", why: `No, ${mark}` });
  await liftSanction(moderator, limited.code, { as: "lifted", why: `Well done, ${mark}` });
  const warned = await aSanction(person, { kind: "warned", reason: `Loud of ${mark}` });
  await acknowledgeWarning(ctxFor(person), warned.code);
  const suspended = await aSanction(person, { kind: "suspended", endsAt: null, reason: `Advertising by ${mark}` });
  await reviewSanction(moderator, suspended.code);
  await liftSanction(moderator, suspended.code, { as: "undone", why: `It was not ${mark}` });
  await noteOnMember(moderator, person.ref, { note: `${mark} was friendly`, submissionId: uuidv7() });

  await putFirstStepsAway(ctxFor(person));
  const advertised = await aTopic({ author: bystander });
  const own = await aCleanUp(person, [`${advertised.code}.${await reply(person, advertised, `Buy of ${mark}`)}`], `Advertising by ${mark}`);
  await undoCleanUp(moderator, own);
  await aCleanUp(bystander, [`${advertised.code}.1`], `It sold what ${name} made`);

  const theirs = await aSanction(bystander, { reason: `Unfair to ${name}` });
  await appealSanction(ctxFor(bystander), { code: theirs.code, appeal: `${name} will not mind.` });
  await decideSanctionAppeal(moderator, theirs.code, { decision: "undone", why: `${name} agrees.` });
  await noteOnMember(moderator, bystander.ref, { note: `Was unfair to ${name}`, submissionId: uuidv7() });
}

/** What they posted was held, declined and appealed about, and so was what somebody else posted about them. They looked at something. */
async function waitForModerators(
  mark: string,
  { person, topic, bystander, name }: { person: TestPerson; topic: TestTopic; bystander: TestPerson; name: string },
): Promise<void> {
  const word = await aWatchedWord("hold");
  const held = await startTopic(ctxFor(person), { ...aNewTopic(`Waits: ${mark}`, `${word} by ${mark}`), category: topic.category });
  if (held.ok || held.reason !== "held") throw new Error("it was not held");
  const [first, second] = [await aMember({ roles: ["moderator"] }), await aMember({ roles: ["moderator"] })];
  await declineHeld(ctxFor(first), { code: held.held, why: `Not by ${mark}` });
  await appealDecline(ctxFor(person), { code: held.held, appeal: `I am ${mark}` });
  await declineHeld(ctxFor(second), { code: held.held, why: `No, ${mark}` });
  const about = await aHeldReply(bystander, topic, `> More from ${mark}\n\nSays ${name}.`);
  await declineHeld(ctxFor(first), { code: about, why: `Unfair to ${name}` });
  await systemCtxFor()
    .db.insert(forumClaims)
    .values({ item: `held-${about}`, personId: person.personId, at: new Date() });
}

/** They answered by mail, with a file, and it was not posted. */
async function answerByMail({ personId }: TestPerson, { topic, body }: { topic: TestTopic; body: string }): Promise<void> {
  const [at, mailedId] = [new Date(), uuidv7()];
  const { topicId } = await storedPost(topic, 1);
  const row = {
    personId,
    topicId,
    hash: Buffer.from(mailedId),
    answeredId: uuidv7(),
    outcome: "locked",
    hasFiles: true,
    takenAt: at,
    toldAt: at,
  };
  await systemCtxFor()
    .db.insert(forumMailedReplies)
    .values({ ...row, id: mailedId, body });
  await queueMail(systemCtxFor(), mailedReplyMail, { mailedId }, { personId, cause: `mailed-reply:${mailedId}`, veiled: true });
}

/** They said of a number that it is nobody's. */
async function vouchFor(person: TestPerson, topic: TestTopic): Promise<void> {
  const asked = { topic: topic.code, body: "Patient 943 476 5919 called", submissionId: uuidv7() };
  const refused: unknown = await replyToTopic(ctxFor(person), asked).catch((error: unknown) => error);
  if (!(refused instanceof PatientDetailsError)) throw new Error("the guard asked nothing");
  await replyToTopic(ctxFor(person), { ...asked, vouch: refused.vouch });
}

/** What they asked us, signed in and by their address alone, with what staff wrote about it. */
async function askUs(mark: string, person: TestPerson): Promise<void> {
  const own = await anEnquiryOf(person, { question: `Would you call ${mark}?` });
  const officer = ctxFor(await anOfficer());
  await replyToEnquiry(officer, own.code, someReply(1, `Dear ${mark}`));
  await noteOnEnquiry(officer, own.code, { note: `${mark} was friendly.`, submissionId: uuidv7() });
  const typed = await anEnquiry({ category: "complaint", question: `I am ${mark}`, fullName: `Quentin ${mark}`, email: person.email });
  await replyToEnquiry(ctxFor(await aDpo()), typed.code, someReply(1, `Dear ${mark}`));
  const { version } = await ensureNotice(systemCtxFor(), "privacy-notice");
  await acceptVersion(ctxFor(person), "privacy-notice", version);
}

/** What the local inbox of a demo holds: a mail to them, and one to somebody else that their post caused. */
async function catchMails(mark: string, person: TestPerson): Promise<void> {
  const { db, now } = systemCtxFor();
  const mail = (toCanonical: string, messageId: string) => ({
    receivedAt: now,
    toCanonical,
    messageId,
    subject: `About ${mark}`,
    raw: Buffer.from(`Hello ${mark}`),
  });
  const caused = await db
    .select({ messageId: messages.messageId, toEmail: messages.toEmail })
    .from(messages)
    .innerJoin(forumPosts, sql`${forumPosts.id}::text = ${messages.args} ->> 'postId'`)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .leftJoin(forumModerations, sql`${forumModerations.id}::text = ${messages.args} ->> 'moderationId'`)
    .where(
      and(
        or(
          eq(forumPosts.authorId, person.personId),
          eq(forumTopics.authorId, person.personId),
          sql`position(${mark} in ${forumModerations.reason}) > 0`,
        ),
        isNotNull(messages.toEmail),
      ),
    );
  // names whoever thanked
  const thanked = await db
    .select({ messageId: messages.messageId, toEmail: messages.toEmail })
    .from(messages)
    .where(and(eq(messages.kind, "thanks-notification"), isNotNull(messages.toEmail)));
  caused.push(...thanked);
  await db
    .insert(caughtMails)
    .values([
      mail(person.email, "<to-them@canary.example>"),
      ...caused.filter((message) => message.toEmail !== person.email).map((message) => mail(message.toEmail!, message.messageId)),
    ]);
}
