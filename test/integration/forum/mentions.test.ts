import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { forumMentions, forumQuotes } from "#db/schema/forum/posts";
import { persons } from "#db/schema/people";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { foldMentions, nameMentions, showMentions } from "~/features/forum/posts/mentions";
import { getPost, getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { unfoldText } from "~/features/forum/posts/quotes";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { takeBackEarlierText } from "~/features/forum/posts/take-back-earlier-text.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyMentioned } from "~/features/forum/watching/notify-mentioned.server";
import type { Ctx } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { afterGrace, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aReply, aTopic, reply, storedPost } from "../../support/forum";
import { aMember, type TestPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

let made = 0;
/** A member by a name that nobody else of these tests has. */
const called = async (name: string, more: Parameters<typeof aMember>[0] = {}) => {
  const displayName = `${name} ${["Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper"][made % 10]}${"abcdefghij"[Math.floor(made++ / 10) % 10]}`;
  return { ...(await aMember({ ...more, displayName })), displayName };
};
const htmlOf = async (topic: { code: string }, number: number, ctx: Ctx = ctxFor(visitor)) =>
  (await getTopicPage(ctx, topic.code, 1)).posts[number - 1]!.bodyHtml;
const typedIn = async (by: TestPerson, topic: { code: string }, number: number) => {
  const post = await getPost(ctxFor(by), { topic: topic.code, number });
  return unfoldText(post.bodyMarkdown, post);
};
const edit = async (by: TestPerson, topic: { code: string }, number: number, body: string) => {
  const address = { topic: topic.code, number };
  return editPost(ctxFor(by, afterGrace()), { ...address, body, why: "", basedOn: editVersion(await getPost(ctxFor(by), address)) });
};

test("a mention is kept without the name, and shown by the present one: as a link to members, plainly to visitors", async () => {
  const [writer, kath] = [await aMember(), await called("Kath O’Hara-Émile")];
  const topic = await aTopic({ audience: "open" });

  await reply(
    writer,
    topic,
    `**@${kath.displayName}** will know. @kath o'hara-emile${kath.displayName.slice("Kath O’Hara-Émile".length)}, do you?`,
  );

  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "**@{1}** will know. @{1}, do you?" });
  expect(await htmlOf(topic, 2)).toContain(`<strong>@${kath.displayName}</strong>`);
  const html = await htmlOf(topic, 2, ctxFor(writer));
  expect(html).toMatch(/<a class="pn-mention" href="\/members\/[0-9A-Z]{10}">@Kath/);
  await testDb().db.update(persons).set({ displayName: "Kath <b>New" }).where(eq(persons.id, kath.personId));
  expect(await htmlOf(topic, 2)).toContain("<strong>@Kath &lt;b&gt;New</strong>");
  expect(await typedIn(writer, topic, 2)).toBe("**@Kath <b>New** will know. @Kath <b>New, do you?");
});

const mentionedIn = async (id: string) =>
  (await testDb().db.select().from(forumMentions).where(eq(forumMentions.postId, id)).orderBy(forumMentions.number)).map(
    ({ personId }) => personId,
  );
const takeBack = (by: TestPerson, topic: { code: string }) => removePost(ctxFor(by), { topic: topic.code, number: 2, why: "" });

test("an edit keeps whom it mentioned, numbers new ones on, and earlier texts still name theirs", async () => {
  const [writer, kath, dev] = [await aMember(), await called("Kath"), await called("Dev")];
  const topic = await aTopic();
  await reply(writer, topic, `@${kath.displayName}?`);

  expect(await edit(writer, topic, 2, `@${dev.displayName} and @${kath.displayName}`)).toMatchObject({ ok: true });
  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "@{2} and @{1}" });
  const { revisions } = await getPostHistory(ctxFor(writer), { topic: topic.code, number: 2 });
  expect(revisions[0]!.bodyHtml).toContain(`@${kath.displayName}</a>?`);
});

test("who left is “a former member”, also in the form of an edit, which keeps the mention", async () => {
  const [writer, kath] = [await aMember(), await called("Kath")];
  const topic = await aTopic({ audience: "open" });
  await reply(writer, topic, `Ask @${kath.displayName}.`);

  await erasePosts(systemCtxFor(), kath.personId, "keep");
  await testDb()
    .db.update(persons)
    .set({ displayName: null, fullName: null, jobTitle: null, organisationName: null, erasedAt: new Date() })
    .where(eq(persons.id, kath.personId));

  expect(await htmlOf(topic, 2)).toContain("Ask a former member.");
  expect(await typedIn(writer, topic, 2)).toBe("Ask @{1}.");
  expect(await edit(writer, topic, 2, "Ask @{1}!")).toMatchObject({ ok: true });
  expect(await htmlOf(topic, 2)).toContain("Ask a former member!");
});

test("a post that is erased forgets whom it mentioned", async () => {
  const [writer, kath] = [await aMember(), await called("Kath")];
  const topic = await aTopic();
  await reply(writer, topic, `Ask @${kath.displayName}.`);
  const { id } = await storedPost(topic, 2);

  await erasePosts(systemCtxFor(), writer.personId, "delete");

  expect(await mentionedIn(id)).toEqual([null]);
});

test("whom no text names any more is forgotten: after a slip was mended, and once its author took the earlier text back", async () => {
  const [writer, kath, dev] = [await aMember(), await called("Kath"), await called("Dev")];
  const topic = await aTopic();
  await reply(writer, topic, `@${kath.displayName}?\n\n> [post 1]`);
  const { id } = await storedPost(topic, 2);
  const quotes = () => testDb().db.$count(forumQuotes, eq(forumQuotes.postId, id));
  const address = { topic: topic.code, number: 2 };

  await editPost(ctxFor(writer), { ...address, body: "Nobody", why: "", basedOn: editVersion(await getPost(ctxFor(writer), address)) });
  expect([await mentionedIn(id), await quotes()]).toEqual([[null], 0]);

  await edit(writer, topic, 2, `@${dev.displayName}!\n\n> [post 1]`);
  await edit(writer, topic, 2, "Nobody at all");
  expect([await mentionedIn(id), await quotes()]).toEqual([[null, dev.personId], 1]);
  for (const { replacedAt } of (await getPostHistory(ctxFor(writer), address)).revisions)
    await takeBackEarlierText(ctxFor(writer), { ...address, replacedAt });
  expect([await mentionedIn(id), await quotes()]).toEqual([[null, null], 0]);
});

test("who may not edit a post learns of nobody whom it mentioned", async () => {
  const [writer, other, kath] = [await aMember(), await aMember(), await called("Kath")];
  const topic = await aTopic();
  await reply(writer, topic, `@${kath.displayName}?`);
  await edit(writer, topic, 2, "Nobody");
  const place = { topic: topic.code, number: 2 };

  expect((await previewPost(ctxFor(writer), "@{1}", place)).html).toContain(kath.displayName);
  await expect(previewPost(ctxFor(other), "@{1}", place)).rejects.toThrow("not found");
  expect((await previewPost(ctxFor(other), "@{1}", { topic: topic.code })).html).toContain("@ {1}");
});

test("a moderator who edits a post mentions nobody in its author's name, and takes nobody away", async () => {
  const [writer, kath, dev, moderator] = [
    await aMember(),
    await called("Kath"),
    await called("Dev"),
    await aMember({ roles: ["moderator"] }),
  ];
  const topic = await aTopic();
  await reply(writer, topic, `@${kath.displayName}?`);
  const address = { topic: topic.code, number: 2 };

  const edited = await editPost(ctxFor(moderator), {
    ...address,
    body: `@${kath.displayName}, @${dev.displayName}`,
    why: "Tidied",
    basedOn: editVersion(await getPost(ctxFor(moderator), address)),
  });

  expect(edited).toMatchObject({ untold: [`“@${dev.displayName}” mentions nobody: this is somebody else’s post.`] });
  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: `@{1}, @${dev.displayName}` });
});

test.each([
  ["in code", "`@NAME`"],
  ["in a block of code", "```\n@NAME\n```"],
  ["in a quote", "> @NAME"],
  ["behind a letter", "mail@NAME"],
])("nobody is mentioned %s", async (_, body) => {
  const kath = await called("Kath");
  const topic = await aTopic();
  const typed = body.replace("NAME", kath.displayName);

  await reply(await aMember(), topic, typed);

  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: typed });
});

test("who may not read it, and who is not there, are told of in the same words, and nobody is mentioned", async () => {
  const group = `mentions-${Date.now()}`;
  const [writer, outside] = [await aMember({ groups: [group] }), await called("Oona")];
  const category = `for-group-${Date.now()}`;
  await createCategory(systemCtxFor(), { slug: category, name: "G", description: "", position: 1, audience: { groups: [group] } });
  const topic = await aTopic({ category, author: writer });

  const sent = await replyToTopic(ctxFor(writer), { ...aReply(`@${outside.displayName} or @Nobody Here?`), topic: topic.code });

  expect(sent).toMatchObject({
    ok: true,
    untold: [
      `“@${outside.displayName}” mentions nobody: we found no member of that name whom you can mention here.`,
      "“@Nobody Here” mentions nobody: we found no member of that name whom you can mention here.",
    ],
  });
  expect(await testDb().db.$count(forumMentions, eq(forumMentions.postId, (await storedPost(topic, 2)).id))).toBe(0);
});

test("of two of one name, the reference behind it says which", async () => {
  const first = await called("Sam");
  const second = await aMember({ displayName: first.displayName });
  const [writer, topic] = [await aMember(), await aTopic()];

  const asked = await previewPost(ctxFor(writer), `@${first.displayName}?`, { topic: topic.code });
  expect(asked.warnings).toEqual([expect.stringContaining("More than one member is called")]);

  const body = `@${first.displayName} (${second.ref}) and @${first.displayName} (${first.ref})`;
  await reply(writer, topic, body);
  const [one] = await testDb()
    .db.select()
    .from(forumMentions)
    .where(eq(forumMentions.postId, (await storedPost(topic, 2)).id))
    .orderBy(forumMentions.number);
  expect(one!.personId).toBe(second.personId);
  expect(await typedIn(writer, topic, 2)).toBe(body);
  expect(await edit(writer, topic, 2, `${body}.`)).toMatchObject({ ok: true });
  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "@{1} and @{2}." });
});

test("what looks like a kept mention and is none names nobody, also after an edit", async () => {
  const [writer, kath] = [await aMember(), await called("Kath")];
  const topic = await aTopic();
  await reply(writer, topic, "Literally @{1}.");

  await edit(writer, topic, 2, `Literally @{1}, @${kath.displayName}.`);

  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: "Literally @ {1}, @{1}." });
});

test("a hole that is typed in code, in a plain quote or late in a text names nobody", async () => {
  const [writer, kath] = [await aMember(), await called("Kath")];
  const topic = await aTopic();
  const many = Array.from({ length: 40 }, (_, at) => `@nobody${at}`).join(" ");
  const typed = "`@{1}`\n\n> @{1}\n\n";

  await reply(writer, topic, `@${kath.displayName} ${typed}${many} @{1}`);

  const broken = typed.replaceAll("@{", "@ {");
  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: `@{1} ${broken}${many} @ {1}` });
  await edit(writer, topic, 2, typed);
  expect(await storedPost(topic, 2)).toMatchObject({ bodyMarkdown: broken });
});

test("the eleventh in a post, and the fifty-first in a day, are refused", async () => {
  const people = await Promise.all(Array.from({ length: 11 }, () => called("Many")));
  const [writer, topic] = [await aMember(), await aTopic()];
  const mention = (some: typeof people) => some.map(({ displayName }) => `@${displayName}`).join(", ");

  await expect(reply(writer, topic, mention(people))).rejects.toThrow(RefusedTextError);
  for (let post = 0; post < 5; post++) await reply(writer, topic, mention(people.slice(1)));
  await expect(reply(writer, topic, `@${people[0]!.displayName}`)).rejects.toThrow(RefusedTextError);
  expect(await reply(writer, topic, "Without")).toBe(7);
  // nor once a post was taken back, or its slip mended
  expect(await takeBack(writer, topic)).toMatchObject({ ok: true });
  await expect(reply(writer, topic, `@${people[0]!.displayName}`)).rejects.toThrow(RefusedTextError);
  const tomorrow = new Date(Date.now() + 25 * 3_600_000);
  expect(await reply(writer, topic, `@${people[0]!.displayName}`, tomorrow)).toBe(8);
});

test("the same form sent twice makes one post, however the name was typed", async () => {
  const kath = await called("Zoë");
  const [writer, topic] = [await aMember(), await aTopic()];
  const sent = { ...aReply(`Ask @${kath.displayName.toLowerCase().replace("ë", "e")}`), topic: topic.code };

  expect(await replyToTopic(ctxFor(writer), sent)).toMatchObject({ ok: true });
  expect(await replyToTopic(ctxFor(writer), sent)).toMatchObject({ ok: true, post: { number: 2 } });
});

test.each([
  ["other capitals", "give 5MG", "give 5mg"],
  ["other accents", "a resume", "a résumé"],
  ["another word behind the name", "now", "new"],
  ["more at its end", "now", "now and then"],
])("the same form sent again with %s is told what stands", async (_, before, after) => {
  const kath = await called("Kath");
  const [writer, topic] = [await aMember(), await aTopic()];
  const sent = { ...aReply(`@${kath.displayName} ${before}`), topic: topic.code };
  await replyToTopic(ctxFor(writer), sent);

  const again = await replyToTopic(ctxFor(writer), { ...sent, body: `@${kath.displayName} ${after}` });

  expect(again).toMatchObject({ ok: false, reason: "sent-before", text: `@${kath.displayName} ${before}` });
});

test("a quote of a mention is kept without the name, and says it as it is now", async () => {
  const [writer, kath] = [await aMember(), await called("Kath")];
  const topic = await aTopic({ audience: "open" });
  await reply(writer, topic, `Ask @${kath.displayName} tomorrow.`);
  const asked = await getTopicPage(ctxFor(writer), topic.code, 1, [{ as: "quote", number: 2 }]);

  await reply(await aMember(), topic, asked.added);

  const [quote] = await testDb()
    .db.select()
    .from(forumQuotes)
    .where(eq(forumQuotes.quotedId, (await storedPost(topic, 2)).id));
  expect(quote).toMatchObject({ bodyMarkdown: "Ask @{1} tomorrow.", isSaid: true });
  await testDb().db.update(persons).set({ displayName: "Kath Renamed" }).where(eq(persons.id, kath.personId));
  expect(await htmlOf(topic, 3)).toContain("Ask @Kath Renamed tomorrow.");
  expect(await typedIn(writer, topic, 3)).toContain("> Ask @Kath Renamed tomorrow.");
});

test("a quote of a name that another one begins with is of those words", () => {
  const mentions = [{ number: 1, name: "Al", ref: "0000000000", hasPage: true, isUsable: true }];
  expect(foldMentions("@Al, @Alice, @Al2 and @Al", mentions)).toBe("@{1}, @Alice, @Al2 and @{1}");
});

test("a mention stays with the record that another one becomes part of", async () => {
  const [writer, kath, into] = [await aMember(), await called("Kath"), await called("Katharina")];
  const topic = await aTopic({ audience: "open" });
  await reply(writer, topic, `Ask @${kath.displayName}.`);

  await testDb().db.update(persons).set({ mergedInto: into.personId }).where(eq(persons.id, kath.personId));

  expect(await htmlOf(topic, 2)).toContain(`Ask @${into.displayName}.`);
  expect(await notifyMentioned(systemCtxFor(), (await storedPost(topic, 2)).id)).toEqual([into.personId]);
});

test("search shows no names in excerpts, and finds no post by the name that it mentions", async () => {
  const [writer, kath] = [await aMember(), await called("Quaxolotl")];
  const topic = await aTopic();
  await reply(writer, topic, `Zyzzyvas @${kath.displayName} knows.`);
  const look = (text: string) => searchFor(ctxFor(writer), text);

  expect(JSON.stringify(await look("zyzzyvas"))).toContain("@… knows");
  expect(JSON.stringify(await look("quaxolotl"))).not.toContain(topic.code);
});

test("nothing within a link or a tag is made a link again", () => {
  const mentions = [{ number: 1, name: 'A "B"', ref: "0000000000", hasPage: true, isUsable: true }];

  expect(showMentions('<a href="/x" rel="@{1}">to @{1}</a> <img alt="@{1}"> @{1}', mentions)).toBe(
    '<a href="/x" rel="@A &quot;B&quot;">to @A &quot;B&quot;</a> <img alt="@A &quot;B&quot;"> <a class="pn-mention" href="/members/0000000000">@A &quot;B&quot;</a>',
  );
  expect(nameMentions("@{1} @{2}", [{ ...mentions[0]!, isUsable: false }], "abroad")).toBe("a former member @{2}");
});
