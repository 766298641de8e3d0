import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumTagWatches } from "#db/schema/forum/tags";
import { letThrough } from "~/features/forum/held/decide-held.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { addTag, changeTag, removeTag } from "~/features/forum/tags/arrange-tags.server";
import { tagTopic } from "~/features/forum/tags/tag-topic.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { listTagged } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { watchTag } from "~/features/forum/watching/watch-tag.server";
import { DAY, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, somebodyWaits, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aNewTopic, aReply, aSanction, aTag, aTopic, aWatchedWord, reply, tagged } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

const { db } = systemCtxFor();
const { visitor, browserOf } = aForumSite();

const aModerator = () => aMember({ roles: ["moderator"] });
const tagsOf = async (code: string) => (await getTopic(ctxFor(await aModerator()), code)).tags.map(({ slug }) => slug);

test("a topic is started with tags of the list, each once; what is no tag is left out", async () => {
  const [category, one, other] = [await aCategory(), await aTag(), await aTag()];
  const started = await startTopic(ctxFor(await aMember()), { ...aNewTopic(), category, tags: [other, one, one, "made-up"] });
  expect(started.ok && (await tagsOf(started.topic.code))).toEqual([one, other].sort());
});

test("the form refuses a sixth tag, and keeps what was ticked and typed", async () => {
  const category = await aCategory();
  const tags = [];
  for (let made = 0; made < 6; made++) tags.push(await aTag());
  const browser = await browserOf(await anAccount());
  const refused = await browser.post(`/forum/${category}/new`, { ...aNewTopic("About rotas"), tags });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("Choose 5 tags at most");
  expect(refused.html).toContain("About rotas");
  expect(refused.html.match(/name="tags"[^>]*checked/g)).toHaveLength(6);
});

test("its author changes the tags for a day, a moderator always, which is written down; nobody else does", async () => {
  const [author, tag, other] = [await aMember(), await aTag(), await aTag()];
  const topic = await aTopic({ author });
  const change = async (ctx: ReturnType<typeof ctxFor>, tags: string[]) => {
    const done = await tagTopic(ctx, { topic: topic.code, tags });
    return done.ok ? await tagsOf(topic.code) : done.reason;
  };
  expect(await change(ctxFor(author), [tag])).toEqual([tag]);
  expect(await change(ctxFor(await aMember()), [])).toBe("not-yours");
  expect(await change(ctxFor(author, later(new Date(), 2 * DAY)), [])).toBe("too-late");
  const written = () => db.$count(auditEntries, and(eq(auditEntries.action, "topic.tagged"), eq(auditEntries.objectId, topic.code)));
  expect(await written()).toBe(0);
  expect(await change(ctxFor(await aModerator(), later(new Date(), 2 * DAY)), [other])).toEqual([other]);
  expect(await written()).toBe(1);
  await lockTopic(ctxFor(await aModerator()), topic.code);
  expect(await change(ctxFor(author), [])).toBe("locked");
});

test("a held topic keeps its tags until it is let through, as they are called then", async () => {
  const word = await aWatchedWord("hold");
  const [category, kept, merged, into, gone] = [await aCategory(), await aTag(), await aTag(), await aTag("Into"), await aTag()];
  const tags = [kept, merged, gone];
  const held = await startTopic(ctxFor(await aMember()), { ...aNewTopic("Held", `It says ${word}`), category, tags });
  if (held.ok || held.reason !== "held") throw new Error("not held");
  await changeTag(systemCtxFor(), merged, { name: "Into", description: "", merge: true });
  await removeTag(systemCtxFor(), gone);
  const through = await letThrough(ctxFor(await aModerator()), held.held);
  const code = through.ok ? /topics\/([0-9a-z]{10})/.exec(through.path)![1]! : "";
  expect((await tagsOf(code)).sort()).toEqual([into, kept].sort());
});

test("a tag's topics come by their latest activity, page by page, as far as their reader may read them", async () => {
  const [tag, member] = [await aTag(), await aMember()];
  const [open, members] = [await aCategory({ audience: "open" }), await aCategory()];
  const topics = [];
  for (let made = 0; made < 32; made++)
    topics.push(await tagged(await aTopic({ category: made % 2 ? open : members, author: member }), tag));
  await reply(member, topics[0]!);
  const first = await listTagged(ctxFor(member), tag, null);
  const second = await listTagged(ctxFor(member), tag, first.next);
  const codes = [...first.topics, ...second.topics].map(({ code }) => code);
  expect([first.topics.length, second.topics.length, second.next]).toEqual([30, 2, null]);
  expect(codes).toEqual([topics[0]!, ...topics.slice(1).reverse()].map(({ code }) => code));
  const seen = await visitor().get(`/forum/tags/${tag}`);
  expect([seen.html.includes(topics[1]!.code), seen.html.includes(topics[0]!.code)]).toEqual([true, false]);
});

test("a moved topic keeps its tags with its new readers, a split one takes them along, a merged or removed one is not listed", async () => {
  const [tag, moderator, member] = [await aTag(), await aModerator(), await aMember()];
  const [open, members] = [await aCategory({ audience: "open" }), await aCategory()];
  const topic = await tagged(await aTopic({ category: open, author: member }), tag);
  const other = await tagged(await aTopic({ category: open }), tag);
  const number = await reply(member, topic);
  const listed = async () => (await listTagged(ctxFor(member), tag, null)).topics.map(({ code }) => code).sort();
  const isOpen = async () => (await visitor().get(`/forum/tags/${tag}`)).html.includes(topic.code);

  const split = await splitTopic(ctxFor(moderator), { topic: topic.code, posts: [number], title: "Another matter", why: "Two matters" });
  const code = split.ok ? split.topic.code : "";
  expect(await listed()).toEqual([topic.code, other.code, code].sort());

  expect(await isOpen()).toBe(true);
  await moveTopic(ctxFor(moderator), { topic: topic.code, category: members, why: "Not for all", widen: false });
  expect(await isOpen()).toBe(false);
  expect(await tagsOf(topic.code)).toEqual([tag]);

  await mergeTopic(ctxFor(moderator), { topic: code, into: other.code, why: "The same" });
  expect(await listed()).toEqual([topic.code, other.code].sort());
  await removeTopic(ctxFor(moderator), { topic: other.code, why: "Rude" });
  expect(await listed()).toEqual([topic.code]);
});

test("moderators make, rename, merge and remove tags, and others do not; each name stands once", async () => {
  const moderator = ctxFor(await aModerator());
  await expect(addTag(ctxFor(await aMember()), { name: "Mine", description: "" })).rejects.toThrow();
  const [topic, both, watcher, loud] = [await aTopic(), await aTopic(), await aMember(), await aMember()];
  const [from, into] = [await aTag("Phones"), await aTag("Telephones")];
  await tagged(topic, from);
  await tagged(both, from, into);
  await watchTag(ctxFor(watcher), from, "muted");
  await watchTag(ctxFor(watcher), into, "normal");
  await watchTag(ctxFor(loud), from, "normal");
  await watchTag(ctxFor(loud), into, "every-post");
  expect(await addTag(moderator, { name: "phones", description: "" })).toEqual({ ok: false, reason: "taken" });
  expect(await changeTag(moderator, from, { name: "Calls", description: "By phone", merge: false })).toEqual({ ok: true, slug: from });
  expect(await changeTag(moderator, from, { name: "telephones", description: "", merge: false })).toEqual({ ok: false, reason: "merge" });
  expect(await changeTag(moderator, from, { name: "telephones", description: "", merge: true })).toEqual({ ok: true, slug: into });
  expect([await tagsOf(topic.code), await tagsOf(both.code)]).toEqual([[into], [into]]);
  const levels = async ({ personId }: TestPerson) =>
    (await db.select().from(forumTagWatches).where(eq(forumTagWatches.personId, personId))).map(({ level }) => level);
  expect([await levels(watcher), await levels(loud)]).toEqual([["muted"], ["every-post"]]);
  await removeTag(moderator, into);
  expect(await tagsOf(topic.code)).toEqual([]);
  expect(await levels(watcher)).toEqual([]);
});

test("a tag is merged while a topic that has it is written in", async () => {
  const [from, into] = [await aTag("Lifts"), await aTag("Elevators")];
  const topic = await tagged(await aTopic(), from);
  const [merging] = await inTransaction(ctxFor(topic.author), async (ctx) => {
    await replyToTopic(ctx, { ...aReply(), topic: topic.code });
    const merging = changeTag(systemCtxFor(), from, { name: "Elevators", description: "", merge: true });
    merging.catch(() => {});
    await expect.poll(somebodyWaits).toBe(true);
    return [merging];
  });
  expect(await merging).toEqual({ ok: true, slug: into });
  expect(await tagsOf(topic.code)).toEqual([into]);
});

test("whoever is suspended from the forum sees no tag, and can search for none", async () => {
  const [tag, person] = [await aTag("Potoroo paths"), await anAccount()];
  const browser = await browserOf(person);
  const shows = async () => {
    const pages = [];
    for (const path of ["/forum/tags", `/forum/tags/${tag}`, "/search?q=potoroo+paths"])
      pages.push((await browser.get(path)).html.includes(">Potoroo paths<"));
    return pages;
  };
  expect(await shows()).toEqual([true, true, true]);
  await aSanction(person, { kind: "suspended" });
  expect(await shows()).toEqual([false, false, false]);
});

test("what is written beside a wrong name is kept, and a merge is asked for on the page", async () => {
  const browser = await browserOf(await anAccount({ roles: ["moderator"] }));
  await aTag("Rotas");
  const slug = await aTag("Rosters");
  const page = `/admin/forum/tags/${slug}`;
  expect((await browser.get(page)).html).not.toContain("Merge this tag");
  const refused = await browser.post(page, { name: "Rotas", description: "Who works when" });
  expect([refused.status, refused.html.includes("Merge this tag"), refused.html.includes("Who works when")]).toEqual([400, true, true]);
  expect((await browser.post(page, { name: "Rotas", description: "", merge: "yes" })).location).toBe("/admin/forum/tags");
  expect((await browser.get("/admin/forum/tags")).html).not.toContain("Rosters");
  expect((await visitor().get(`/forum/tags/${slug}`)).status).toBe(404);
});
