import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { moderationDecisionNotice } from "~/features/forum/moderation/moderation-decision-notice.mail.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { countWaitingAppeals, listModerations, listWaitingAppeals } from "~/features/forum/moderation/moderation-queue.queries.server";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { openModeration } from "~/features/forum/moderation/open-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost, getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { retitleTopic, titleVersion } from "~/features/forum/topics/retitle-topic.server";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import type { MailKind } from "~/features/mail/messages/mail-kind.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { afterGrace, ctxFor, systemCtxFor } from "../../support/context";
import { aTopic, latestModeration, reply, storedPost, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson, visitor } from "../../support/people";

const aModerator = () => aMember({ roles: ["moderator"] });
const remove = (by: TestPerson, topic: TestTopic, number = 1, why = "Rude") => removePost(ctxFor(by), { topic: topic.code, number, why });

async function edit(by: TestPerson, topic: TestTopic, body = "Politer words", why = "Rude") {
  const basedOn = editVersion(await getPost(ctxFor(by), { topic: topic.code, number: 1 }));
  return editPost(ctxFor(by, afterGrace()), { topic: topic.code, number: 1, body, why, basedOn });
}

/** A post that a moderator removed or edited. */
async function aModeratedPost(how: "removed" | "edited" = "removed", more: Parameters<typeof aTopic>[0] = {}) {
  const topic = await aTopic({ body: "Rude *words*", title: "Rota software", ...more });
  const moderator = await aMember({ roles: ["moderator"], groups: typeof more.audience === "object" ? more.audience.groups : [] });
  await (how === "removed" ? remove(moderator, topic) : edit(moderator, topic));
  const { code, id } = await latestModeration(topic.author);
  return { topic, author: topic.author, moderator, code, id };
}

const appeal = (by: TestPerson, code: string, words = "It was a quotation") => appealModeration(ctxFor(by), { code, appeal: words });
const decide = (by: TestPerson, code: string, decision: "upheld" | "undone", why = "Looked at again") =>
  decideAppeal(ctxFor(by), { code, decision, why });
const undo = (by: TestPerson, code: string) => undoModeration(ctxFor(by), code);

async function mailOf(kind: MailKind, person: TestPerson) {
  const rows = await systemCtxFor()
    .db.select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, kind.name)));
  return Promise.all(
    rows.map(async (row) => ({
      class: row.class,
      args: Object.keys(row.args),
      mail: await kind.build(systemCtxFor(), row),
    })),
  );
}

test("PMN-16: the author is told at once, by notification and mail, with the reason and the way to appeal", async () => {
  const { author, code } = await aModeratedPost();

  const [sent, ...others] = await mailOf(moderationNotice, author);
  expect(others).toEqual([]);
  expect(sent).toMatchObject({ class: "service", args: ["postId", "moderationId"].sort().reverse() });
  expect(sent!.mail).toMatchObject({
    subject: "A moderator removed your post",
    paragraphs: expect.arrayContaining([
      expect.stringContaining("the first post of your topic"),
      "Their reason: Rude",
      expect.stringContaining("you can appeal"),
    ]),
    action: { url: `http://localhost:3000/forum/moderations/${code}` },
  });
  const ctx = ctxFor(author);
  const { rows } = await listNotifications(ctx);
  expect([...(await wordNotifications(ctx, rows)).values()]).toEqual([
    { text: "A moderator removed your post", href: `/forum/moderations/${code}`, after: undefined },
  ]);
});

test("PMN-16: what a moderator edited shows it, and what stood there is for moderators and the author alone", async () => {
  const topic = await aTopic({ body: "First words" });
  await edit(topic.author, topic, "Patient Jane Doe said so", "");
  const moderator = await aModerator();
  await edit(moderator, topic, "A patient said so", "It named a patient");
  const address = { topic: topic.code, number: 1 };
  const { code } = await latestModeration(topic.author);

  const shown = async (who: TestPerson) => (await getTopicPage(ctxFor(who), topic.code, 1)).posts[0]!;
  const member = await aMember();
  expect(await shown(member)).toMatchObject({ editedBy: "moderator", moderation: null, bodyHtml: "<p>A patient said so</p>" });
  await expect(getPostHistory(ctxFor(member), address)).rejects.toThrow(NotFoundError);
  await expect(getModeration(ctxFor(member), code)).rejects.toThrow(NotFoundError);
  await expect(openModeration(ctxFor(member), code)).rejects.toThrow(ForbiddenError);
  for (const who of [topic.author, moderator, await aModerator()]) {
    expect(await shown(who)).toMatchObject({ moderation: code });
    expect((await getPostHistory(ctxFor(who), address)).revisions).toMatchObject([{ bodyHtml: "<p>First words</p>" }]);
    expect(await getModeration(ctxFor(who), code)).toMatchObject({ original: "Patient Jane Doe said so", reason: "It named a patient" });
  }
});

test("an author who may no longer read the topic still sees what was done, but not where", async () => {
  const { author, code } = await aModeratedPost();
  await revokeGrant(systemCtxFor(), { personId: author.personId, role: "member" });
  const stranger = { actor: { ...author.actor, roles: [] } };

  expect(await getModeration(ctxFor(stranger), code)).toMatchObject({ original: "Rude *words*", isOwn: true, post: null });
  expect(JSON.stringify(await mailOf(moderationNotice, author))).not.toContain("Rota software");
});

test("authors are not told who moderated them", async () => {
  const { author, moderator, code } = await aModeratedPost();

  expect((await getModeration(ctxFor(author), code)).moderator).toBeNull();
  expect((await getModeration(ctxFor(moderator), code)).moderator).not.toBeNull();
});

test("a moderator's look at an original is written down about its author", async () => {
  const { author, code } = await aModeratedPost();
  await openModeration(ctxFor(await aModerator()), code);
  await getModeration(ctxFor(author), code);

  const looks = await systemCtxFor()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "moderation.opened"), eq(auditEntries.subjectId, author.personId)));
  expect(looks).toHaveLength(1);
});

test("PMN-16: undoing puts a removed text back, and tells the author", async () => {
  const { topic, author, moderator, code } = await aModeratedPost();

  expect(await undo(moderator, code)).toEqual({ ok: true });

  expect(await storedPost(topic, 1)).toMatchObject({
    bodyMarkdown: "Rude *words*",
    bodyHtml: "<p>Rude <em>words</em></p>",
    removedAt: null,
    removedBy: null,
  });
  expect(await mailOf(moderationDecisionNotice, author)).toMatchObject([{ mail: { subject: "Your post is back" } }]);
  expect(await undo(moderator, code)).toEqual({ ok: false, reason: "undone" });
  expect(await mailOf(moderationNotice, author)).toMatchObject([{ mail: { skip: "undone" } }]);
});

test.each(["removed", "edited", "retitled"] as const)(
  "what was %s and undone is put aside no more: what its author then takes back is gone",
  async (how) => {
    const topic = await aTopic({ body: "Canary words", title: "Canary title" });
    const [moderator, address] = [await aModerator(), { topic: topic.code, number: 1 }];
    if (how === "removed") await remove(moderator, topic);
    else if (how === "edited") await edit(moderator, topic);
    else await retitleTopic(ctxFor(moderator), { topic: topic.code, title: "Another title", why: "Rude", basedOn: "", vouch: "" });
    const { code } = await latestModeration(topic.author);
    await undo(moderator, code);
    expect(await getPost(ctxFor(topic.author), address)).toMatchObject({ bodyMarkdown: "Canary words", fullTitle: "Canary title" });

    await remove(topic.author, topic, 1, "");

    expect(JSON.stringify(await openModeration(ctxFor(moderator), code))).not.toContain("Canary");
  },
);

test("undoing an edit brings back the text and who had edited it before", async () => {
  const plain = await aModeratedPost("edited");
  await undo(plain.moderator, plain.code);
  expect(await storedPost(plain.topic, 1)).toMatchObject({ bodyMarkdown: "Rude *words*", editedAt: null, editedBy: null });

  const topic = await aTopic();
  await edit(topic.author, topic, "Second words", "");
  const { editedAt } = await storedPost(topic, 1);
  const moderator = await aModerator();
  await edit(moderator, topic, "Third words");
  const first = await latestModeration(topic.author);
  await edit(moderator, topic, "Fourth words");
  const second = await latestModeration(topic.author);

  expect(await undo(moderator, first.code)).toEqual({ ok: false, reason: "later-act" });
  await undo(moderator, second.code);
  expect(await storedPost(topic, 1)).toMatchObject({ bodyMarkdown: "Third words", editedAt: first.at, editedBy: "moderator" });
  await undo(moderator, first.code);
  expect(await storedPost(topic, 1)).toMatchObject({ bodyMarkdown: "Second words", editedAt, editedBy: "author" });
});

test("what its author took back after an edit is not brought back", async () => {
  const { topic, author, moderator, code } = await aModeratedPost("edited");
  await remove(author, topic, 1, "");

  expect(await undo(moderator, code)).toEqual({ ok: false, reason: "post-gone" });
  expect(await appeal(author, code)).toEqual({ ok: false, reason: "post-gone" });
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("");
});

test("PMN-16: an appeal is made once, waits oldest first, and is decided by another moderator, whose words the author gets", async () => {
  const first = await aModeratedPost();
  const second = await aModeratedPost("edited");
  expect(await appeal(await aMember(), first.code).catch((error) => error)).toEqual({ ok: false, reason: "not-yours" });
  expect(await appeal(first.author, first.code)).toEqual({ ok: true });
  expect(await appeal(first.author, first.code)).toEqual({ ok: false, reason: "appealed" });
  await appeal(second.author, second.code);

  const judge = await aModerator();
  expect((await listWaitingAppeals(ctxFor(judge))).map(({ code }) => code)).toEqual([first.code, second.code]);
  expect(await countWaitingAppeals(ctxFor(judge))).toMatchObject({ count: 2, oldest: expect.any(Date) });
  expect(await undo(judge, first.code)).toEqual({ ok: false, reason: "appealed" });
  expect(await decide(first.moderator, first.code, "upheld")).toEqual({ ok: false, reason: "own-act" });
  expect(await decide(judge, first.code, "undone", "A quotation indeed")).toEqual({ ok: true });
  expect(await decide(judge, second.code, "upheld", "Still rude")).toEqual({ ok: true });

  expect((await storedPost(first.topic, 1)).bodyMarkdown).toBe("Rude *words*");
  expect((await storedPost(second.topic, 1)).bodyMarkdown).toBe("Politer words");
  expect(await mailOf(moderationDecisionNotice, first.author)).toMatchObject([
    { mail: { subject: "Your post is back", paragraphs: expect.arrayContaining(["Their words: A quotation indeed"]) } },
  ]);
  expect(await mailOf(moderationDecisionNotice, second.author)).toMatchObject([
    { mail: { subject: "Your appeal: the moderator’s act stands", paragraphs: expect.arrayContaining(["Their words: Still rude"]) } },
  ]);
  expect(await listWaitingAppeals(ctxFor(judge))).toEqual([]);
});

test("an author whose appeal was refused is told when the act is undone after all, and no more that it stands", async () => {
  const { author, moderator, code } = await aModeratedPost();
  await appeal(author, code);
  await decide(await aModerator(), code, "upheld", "Still rude");
  await undo(moderator, code);

  const mails = await mailOf(moderationDecisionNotice, author);
  expect(mails).toMatchObject([{ mail: { skip: "undone-since" } }, { mail: { subject: "Your post is back" } }]);
  expect(JSON.stringify(mails)).not.toContain("Still rude");
  const ctx = ctxFor(author);
  const told = [...(await wordNotifications(ctx, (await listNotifications(ctx)).rows)).values()].map(({ text }) => text);
  expect(told).toContain("Your post is back as you wrote it");
  expect(told.join()).not.toContain("stands");
});

test("B28: of two moderators who decide or act at once one does", async () => {
  const [one, two] = [await aModerator(), await aModerator()];
  // several times, since what is not locked goes wrong only now and then
  for (let round = 0; round < 4; round++) {
    const { author, topic, code } = await aModeratedPost();
    await appeal(author, code);

    const decided = await Promise.all([decide(one, code, "undone"), decide(two, code, "upheld")]);
    expect(decided.filter(({ ok }) => ok)).toHaveLength(1);
    expect(decided.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "decided" });

    const number = await reply(author, topic, "More rude words");
    const removed = await Promise.all([remove(one, topic, number), remove(two, topic, number)]);
    expect(removed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(removed.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "removed" });
    const { id } = await storedPost(topic, number);
    expect(await systemCtxFor().db.$count(forumModerations, eq(forumModerations.postId, id))).toBe(1);
  }
});

test("B26: a moderator neither lists, opens, undoes nor decides what happened where they may not read", async () => {
  const author = await aMember({ groups: ["moderated-group"] });
  const { code } = await aModeratedPost("removed", { audience: { groups: ["moderated-group"] }, author });
  await appeal(author, code);
  const outsider = await aModerator();

  for (const act of [
    () => getModeration(ctxFor(outsider), code),
    () => openModeration(ctxFor(outsider), code),
    () => undo(outsider, code),
    () => decide(outsider, code, "upheld"),
  ])
    await expect(act()).rejects.toThrow(NotFoundError);
  expect((await listWaitingAppeals(ctxFor(outsider))).map((act) => act.code)).not.toContain(code);
  expect((await listModerations(ctxFor(outsider))).acts.map((act) => act.code)).not.toContain(code);
  expect((await countWaitingAppeals(ctxFor(outsider))).count).toBe(0);
});

test("an appeal that only who acted could decide waits on the task list of administrators, who can make somebody a moderator", async () => {
  const groups = ["one-moderator"];
  const author = await aMember({ groups });
  const { code } = await aModeratedPost("removed", { audience: { groups }, author });
  const administrator = await aMember({ roles: ["administrator"] });
  const { count } = await countLeftToNobody(ctxFor(administrator));
  await appeal(author, code);
  const waiting = { count: count + 1, oldest: expect.any(Date), hint: expect.stringContaining("for one-moderator") };
  expect(await countLeftToNobody(ctxFor(administrator))).toEqual(waiting);
  await anAccount({ groups, roles: ["moderator"] });
  expect((await countLeftToNobody(ctxFor(administrator))).count).toBe(count);
});

test("what moderators did is listed latest first, and paged by code", async () => {
  const topic = await aTopic({ audience: { groups: ["listed-group"] }, author: await aMember({ groups: ["listed-group"] }) });
  const moderator = await aMember({ roles: ["moderator"], groups: ["listed-group"] });
  const numbers: number[] = [];
  for (let n = 0; n < 22; n++) {
    numbers.push(await reply(topic.author, topic, `Rude ${n}`));
    await remove(moderator, topic, numbers.at(-1)!);
  }
  const ctx = ctxFor({ actor: { ...moderator.actor, roles: ["moderator"] } });

  const first = await listModerations(ctx);
  const second = await listModerations(ctx, first.next);

  expect([...first.acts, ...second.acts].map(({ number }) => number)).toEqual(numbers.reverse());
  expect([first.acts.length, second.next]).toEqual([20, null]);
});

test("after a year acts are forgotten, with the texts before a moderator's edit; those under appeal wait", async () => {
  const edited = await aTopic({ body: "First words" });
  await edit(edited.author, edited, "Patient Jane Doe", "");
  await edit(await aModerator(), edited, "A patient");
  const appealed = await aModeratedPost();
  await appeal(appealed.author, appealed.code);
  const own = await aTopic();
  await edit(own.author, own, "Second words", "");
  const acts = async () => systemCtxFor().db.select({ code: forumModerations.code }).from(forumModerations);
  const { code } = await latestModeration(edited.author);

  await expireModerations(systemCtxFor(later(new Date(), 364 * DAY)));
  expect(await acts()).toContainEqual({ code });
  await expireModerations(systemCtxFor(later(new Date(), 366 * DAY)));

  expect(await acts()).toContainEqual({ code: appealed.code });
  expect(await acts()).not.toContainEqual({ code });
  const revisionsOf = async (topic: TestTopic) =>
    systemCtxFor().db.$count(forumPostRevisions, eq(forumPostRevisions.postId, (await storedPost(topic, 1)).id));
  expect([await revisionsOf(edited), await revisionsOf(own)]).toEqual([0, 1]);
  expect((await getTopicPage(ctxFor(await aModerator()), edited.code, 1)).posts[0]).toMatchObject({
    editedBy: "moderator",
    moderation: null,
  });
});

test("a removed topic is emptied at its end, also where its first post had been removed before", async () => {
  const topic = await aTopic();
  await reply(await aMember(), topic, "The rest");
  const moderator = await aModerator();
  await remove(moderator, topic);
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "The rest as well" });

  await expireModerations(systemCtxFor(later(new Date(), 366 * DAY)));

  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "", bodyHtml: "", removedBy: "moderator" });
});

test("the titles before the one that a moderator gave are forgotten with the act, and the texts beside them stay", async () => {
  const topic = await aTopic({ title: "Canary first", body: "First words" });
  await edit(topic.author, topic, "Second words", "");
  const retitle = async (by: TestPerson, title: string) =>
    retitleTopic(ctxFor(by), {
      topic: topic.code,
      title,
      why: "Rude",
      basedOn: titleVersion(await getTopic(ctxFor(by), topic.code)),
    });
  await retitle(topic.author, "Canary second");
  await retitle(await aModerator(), "Neutral");

  await expireModerations(systemCtxFor(later(new Date(), 366 * DAY)));

  const { revisions } = await getPostHistory(ctxFor(topic.author), { topic: topic.code, number: 1 });
  expect(revisions).toMatchObject([{ title: null, bodyHtml: "<p>First words</p>" }]);
});

test("the texts before those of a post that a moderator removed are forgotten with the act", async () => {
  const topic = await aTopic({ body: "First words" });
  await edit(topic.author, topic, "Second words", "");
  await remove(await aModerator(), topic);

  await expireModerations(systemCtxFor(later(new Date(), 366 * DAY)));

  const { id } = await storedPost(topic, 1);
  expect(await systemCtxFor().db.$count(forumPostRevisions, eq(forumPostRevisions.postId, id))).toBe(0);
});

test("visitors and members undo and decide nothing", async () => {
  const { code, author } = await aModeratedPost("removed", { audience: "open" });

  for (const actor of [visitor, (await aMember()).actor, author.actor]) {
    await expect(undoModeration(ctxFor(actor), code)).rejects.toThrow();
    await expect(decideAppeal(ctxFor(actor), { code, decision: "undone", why: "x" })).rejects.toThrow();
  }
});

test("how long moderators' acts are kept is a setting, and the author is told so", async () => {
  const author = await aMember();
  const topic = await aTopic({ author });
  await removePost(ctxFor(await aModerator()), { topic: topic.code, number: 1, why: "Names a patient" });
  await changeSettings(systemCtxFor(), { keepModerationMonths: 3 });
  expect(JSON.stringify(await mailOf(moderationNotice, author))).toContain("is kept for 3 months.");

  await expireModerations(systemCtxFor(later(new Date(), 95 * DAY)));

  expect(await latestModeration(author).catch(() => null)).toBeNull();
  await changeSettings(systemCtxFor(), { keepModerationMonths: 12 });
});
