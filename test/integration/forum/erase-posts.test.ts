import { and, eq, getTableName, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumHeldPosts, forumReasons, forumWatchedWords } from "#db/schema/forum/desk";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { findDraft } from "~/features/drafts/drafts.queries.server";
import { saveDraft } from "~/features/drafts/save-draft.server";
import { declineHeld, letThrough } from "~/features/forum/held/decide-held.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { addReason } from "~/features/forum/moderation/reasons.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { formVersion } from "~/features/forum/posts/form-version.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { addWatchedWords } from "~/features/forum/words/watched-words.server";
import { inTransaction } from "~/lib/transaction.server";
import { afterGrace, ctxFor, ownerDb, somebodyWaits, systemCtxFor } from "../../support/context";
import { aReply, aTopic, latestModeration, reply, storedPost } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";

let made = 0;
/** A member whose name no other test knows. */
async function aLeaver() {
  const name = `Wilhelmina Canary${"abcdefghij"[made++]}`;
  return { leaver: await aMember({ fullName: `${name} Cholmondeley`, displayName: name }), name };
}

const edit = (by: TestPerson, topic: { code: string }, number: number, body: string) =>
  editPost(ctxFor(by, afterGrace()), { topic: topic.code, number, body, why: "", basedOn: "" });

/** In how many rows of the forum a text stands, whatever the column. */
async function rowsWith(text: string): Promise<number> {
  let rows = 0;
  for (const table of [forumTopics, forumPosts, forumPostRevisions, forumModerations]) {
    const [found] = await ownerDb().db.execute<{ rows: number }>(
      sql`select count(*)::int as rows from ${table} as t where position(lower(${text}) in lower(t::text)) > 0`,
    );
    rows += found!.rows;
  }
  return rows;
}

test("delete: posts become stubs, titles say so, and no text of theirs is left", async () => {
  const { leaver } = await aLeaver();
  const own = await aTopic({ author: leaver, title: "Title with canary-one", body: "First canary-one" });
  await edit(leaver, own, 1, "Second canary-one");
  const other = await aTopic();
  await reply(leaver, other, "Reply with canary-one");

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  expect(await rowsWith("canary-one")).toBe(0);
  const { topic, posts } = await getTopicPage(ctxFor(other.author), own.code, 1);
  expect(topic.title).toBe("[removed by its author]");
  expect(posts).toMatchObject([{ number: 1, bodyHtml: "", removedBy: "author" }]);
  expect((await storedPost(other, 1)).removedBy).toBeNull();
});

test("delete: a reply that is written at this moment is the latest of its topic afterwards", async () => {
  const { leaver } = await aLeaver();
  const topic = await aTopic();
  await reply(leaver, topic, "The latest until now");
  const other = await aMember();
  const { erasing } = await inTransaction(ctxFor(other), async (ctx) => {
    await replyToTopic(ctx, { ...aReply("Just now"), topic: topic.code });
    const erasing = erasePosts(systemCtxFor(), leaver.personId, "delete");
    await expect.poll(somebodyWaits).toBe(true);
    return { erasing };
  });
  await erasing;
  const [stored] = await systemCtxFor().db.select().from(forumTopics).where(eq(forumTopics.code, topic.code));
  expect(stored!.lastPostBy).toBe(other.personId);
});

test("delete: what a moderator had removed stays removed by the moderator, without its text", async () => {
  const { leaver } = await aLeaver();
  const topic = await aTopic({ author: leaver, body: "Rude words" });
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number: 1, why: "Rude" });

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  expect(await storedPost(topic, 1)).toMatchObject({ bodyMarkdown: "", removedBy: "moderator" });
});

test("delete: what others quoted of them goes from posts and revisions, in any topic", async () => {
  const { leaver } = await aLeaver();
  const topic = await aTopic({ author: leaver, body: "We moved the canary-two lines in March." });
  const elsewhere = await aTopic();
  const quote = "> We moved the canary-two lines in March.\n\nHow long did it take?";
  await reply(elsewhere.author, topic, quote);
  await reply(elsewhere.author, elsewhere, quote);
  await edit(elsewhere.author, elsewhere, 2, `${quote}\n\nAnd what did it cost?`);

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  expect(await rowsWith("canary-two")).toBe(0);
  expect(await storedPost(topic, 2)).toMatchObject({
    bodyMarkdown: "> [quote removed by its author]\n\nHow long did it take?",
    bodyHtml: "<blockquote>\n<p>[quote removed by its author]</p>\n</blockquote>\n<p>How long did it take?</p>",
    editedAt: null,
  });
});

test("delete: what they quoted or copied of others stays with those who wrote it, and so do quotes of these", async () => {
  const { leaver } = await aLeaver();
  const line = "The key to the cupboard is kept behind the desk in reception, kestrel-six.";
  const topic = await aTopic({ body: `Our rule for the keys:\n${line}` });
  await reply(leaver, topic, `> ${line}\n\nThank you.`);
  await reply(leaver, topic, `${line}\nSays who?`);
  await reply(await aMember(), topic, `They wrote:\n> ${line}`);

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  expect((await storedPost(topic, 1)).bodyMarkdown).toBe(`Our rule for the keys:\n${line}`);
  expect((await storedPost(topic, 2)).bodyMarkdown).toBe("");
});

test("a form that was opened before brings nobody back", async () => {
  const { leaver, name } = await aLeaver();
  const topic = await aTopic({ title: `A question for ${name}`, body: `I agree with ${name}` });
  const before = await storedPost(topic, 1);
  const author = ctxFor(topic.author);

  await erasePosts(systemCtxFor(), leaver.personId, "keep");

  const body = `I agree with ${name}, and more`;
  const based = { basedOn: formVersion(before.editedAt, before.bodyMarkdown), why: "" };
  expect(await editPost(author, { topic: topic.code, number: 1, body, ...based })).toMatchObject({
    reason: "changed",
    now: "I agree with former member",
  });
  const basedOn = formVersion(null, `A question for ${name}`);
  expect(await retitleTopic(author, { topic: topic.code, title: `For ${name}`, why: "", basedOn })).toMatchObject({ reason: "changed" });
});

test("the name of who leaves is not taken for a word that others wrote", async () => {
  // written before there was anybody of the name to be mentioned
  const topic = await aTopic({ body: "You may ask from 1 May: patients may wait in May. Thanks @May!" });
  const leaver = await aMember({ fullName: "Wilhelmina Tansytop", displayName: "May" });
  await reply(topic.author, topic, "Not to be rewritten in May");

  await erasePosts(systemCtxFor(), leaver.personId, "keep");

  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("You may ask from 1 May: patients may wait in May. Thanks former member!");
  expect((await storedPost(topic, 2)).bodyMarkdown).toBe("Not to be rewritten in May");
});

test.each(["keep", "delete"] as const)("%s: their name goes from what others wrote", async (choice) => {
  const { leaver, name } = await aLeaver();
  const topic = await aTopic({
    title: `A question for ${name}`,
    body: `Thanks ${name} Cholmondeley, and @${name.replace(" ", ".")} again`,
  });
  await edit(topic.author, topic, 1, `Thanks ${name.toUpperCase()}`);
  await reply(topic.author, topic, "Something rude");
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number: 2, why: `Rude to ${name}` });

  await erasePosts(systemCtxFor(), leaver.personId, choice);

  expect(await rowsWith("Canary")).toBe(0);
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("Thanks former member");
  const [act] = await systemCtxFor()
    .db.select()
    .from(forumModerations)
    .where(eq(forumModerations.postId, (await storedPost(topic, 2)).id));
  expect(act).toMatchObject({ reason: "Rude to former member", originalMarkdown: "Something rude" });
});

test("what moderators watch for and choose from, and what waits of others, does not name them afterwards", async () => {
  const { leaver, name } = await aLeaver();
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  await addWatchedWords(moderator, { words: name, outcome: "hold" });
  await addReason(moderator, `Leave ${name} alone.`);
  const [topic, writer] = [await aTopic(), await aMember()];
  const held = async () => {
    const sent = await replyToTopic(ctxFor(writer), { ...aReply(`Ask ${name}`), topic: topic.code });
    return (sent as unknown as { held: string }).held;
  };
  const [through, declined] = [await held(), await held()];
  await letThrough(moderator, through);
  await declineHeld(moderator, { code: declined, why: `Leave ${name} alone.` });

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  for (const table of [forumWatchedWords, forumReasons, forumHeldPosts, auditEntries, forumPosts]) {
    const naming = sql`select from ${table} as t where position(lower(${name}) in lower(t::text)) > 0`;
    expect([getTableName(table), (await ownerDb().db.execute(naming)).length]).toEqual([getTableName(table), 0]);
  }
});

test.each([
  ["keep", "> We moved the canary-six lines.\n\nI agree with former member"],
  ["delete", "> [quote removed by its author]\n\nI agree with former member"],
] as const)("%s: what others have begun to write of them and not sent stays theirs, without it", async (choice, left) => {
  const { leaver, name } = await aLeaver();
  await aTopic({ author: leaver, title: "About the canary-six lines", body: "We moved the canary-six lines." });
  const others = ctxFor(await aMember());
  const mine = {
    path: "/forum/tea-room/new",
    id: uuidv7(),
    values: { title: `For ${name}`, body: `> We moved the canary-six lines.\n\nI agree with ${name}` },
  };
  await saveDraft(others, mine);

  await erasePosts(systemCtxFor(), leaver.personId, choice);

  expect((await findDraft(others, mine.path))?.values).toEqual({ title: "For former member", body: left });
});

test("an appeal that is sent meanwhile is kept, without the name", async () => {
  const { leaver, name } = await aLeaver();
  const topic = await aTopic({ body: "Something rude" });
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number: 1, why: `Rude to ${name}` });
  const { code } = await latestModeration(topic.author);

  let erased: Promise<void> | undefined;
  await inTransaction(ctxFor(topic.author), async (ctx) => {
    await appealModeration(ctx, { code, appeal: `Not to ${name}` });
    erased = erasePosts(systemCtxFor(), leaver.personId, "keep");
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await systemCtxFor().db.execute(waiting)).length === 0);
  });
  await erased;

  expect(await latestModeration(topic.author)).toMatchObject({ reason: "Rude to former member", appeal: "Not to former member" });
});

test("keep: their posts and titles stay as they wrote them, without the history", async () => {
  const { leaver, name } = await aLeaver();
  const topic = await aTopic({ author: leaver, title: `${name} asks`, body: "First canary-three" });
  await edit(leaver, topic, 1, `Second canary-four, ${name}`);
  await reply(await aMember(), topic, "> Second canary-four\n\nYes");

  await erasePosts(systemCtxFor(), leaver.personId, "keep");

  expect(await rowsWith("canary-three")).toBe(0);
  expect(await storedPost(topic, 1)).toMatchObject({ bodyMarkdown: `Second canary-four, ${name}`, removedAt: null });
  expect((await storedPost(topic, 2)).bodyMarkdown).toBe("> Second canary-four\n\nYes");
});

test("running again changes nothing", async () => {
  const { leaver } = await aLeaver();
  const topic = await aTopic({ author: leaver, body: "We moved the canary-five lines." });
  await reply(await aMember(), topic, "> We moved the canary-five lines.\n\nYes");
  await erasePosts(systemCtxFor(), leaver.personId, "delete");
  const once = await storedPost(topic, 2);

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  expect(await storedPost(topic, 2)).toEqual(once);
});

test("what has nothing to do with them is not touched", async () => {
  const { leaver } = await aLeaver();
  await aTopic({ author: leaver, body: "The rota is on the wall." });
  const topic = await aTopic({ body: "> Somebody else's words\n\n_My own words_" });
  const before = await storedPost(topic, 1);

  await erasePosts(systemCtxFor(), leaver.personId, "delete");

  expect(await storedPost(topic, 1)).toEqual(before);
});

test.each(["keep", "delete"] as const)(
  "%s: a topic that a moderator removed as a whole still comes back, for those who replied",
  async (choice) => {
    const { leaver } = await aLeaver();
    const word = `canary-${choice}`;
    const own = await aTopic({ author: leaver, title: `Title with ${word}`, body: `First ${word}` });
    await reply(await aMember(), own, "Somebody else’s");
    const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
    await removeTopic(moderator, { topic: own.code, why: `It named ${word}` });
    const { code } = await latestModeration(leaver);
    await appealModeration(ctxFor(leaver), { code, appeal: `No ${word}` });

    await erasePosts(systemCtxFor(), leaver.personId, choice);

    expect(await rowsWith(word)).toBe(choice === "keep" ? 2 : 0);
    expect(await undoModeration(moderator, code)).toEqual({ ok: true });
    expect((await getTopicPage(moderator, own.code, 1)).posts[1]?.bodyHtml).toBe("<p>Somebody else’s</p>");
  },
);

test("delete: waits for whoever acts on a post of theirs, holds nothing meanwhile that they need, and closes a report that comes now", async () => {
  const { leaver } = await aLeaver();
  const topic = await aTopic({ author: leaver });
  await editPost(ctxFor(await aMember({ roles: ["moderator"] })), {
    topic: topic.code,
    number: 1,
    body: "Without",
    why: "Rude",
    basedOn: "",
  });
  const { id } = await latestModeration(leaver);
  const { erasing } = await inTransaction(ctxFor(await aMember()), async (ctx) => {
    await reportPost(ctx, { topic: topic.code, number: 1, reason: "unkind", details: "" });
    const erasing = erasePosts(systemCtxFor(), leaver.personId, "delete");
    await expect.poll(somebodyWaits).toBe(true);
    await ctx.db.execute(sql`select from forum_moderations where id = ${id} for update nowait`);
    return { erasing };
  });
  await erasing;

  const { postId, decidedAt } = forumReports;
  const open = and(eq(postId, (await storedPost(topic, 1)).id), isNull(decidedAt));
  expect(await systemCtxFor().db.$count(forumReports, open)).toBe(0);
});
