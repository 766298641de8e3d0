import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { contentPages } from "#db/schema/content";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { findSimilar } from "~/features/forum/topics/similar-topics.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb } from "../../support/context";
import { aCategory, aForumSite, aNewTopic, aTag, aTopic, tagged } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember } from "../../support/people";

const { visitor, browserOf } = aForumSite();

const titles = (topics: readonly { title: string }[]) => topics.map(({ title }) => title);

test("similar topics have most words of the title in common, two at least, and are those that their reader may read", async () => {
  const [member, moderator] = [await aMember(), await aMember({ roles: ["moderator"] })];
  await aTopic({ title: "Wombat rota over winter holidays" });
  await aTopic({ title: "A wombat rota" });
  await aTopic({ title: "One wombat" });
  await aGroup("wombats");
  await aTopic({ title: "Wombat rota of leads", audience: { groups: ["wombats"] }, author: await aMember({ groups: ["wombats"] }) });
  const removed = await aTopic({ title: "Wombat rota removed" });
  await removeTopic(ctxFor(moderator), { topic: removed.code, why: "Rude" });
  const hidden = await aTopic({ title: "Wombat rota hidden" });
  await reportPost(ctxFor(member), { topic: hidden.code, number: 1, reason: "patient-details", details: "" });
  expect(titles((await findSimilar(ctxFor(member), "How do you plan a wombat rota for winter?")).topics)).toEqual([
    "Wombat rota over winter holidays",
    "A wombat rota",
  ]);
  expect(titles((await findSimilar(ctxFor(member), "wombat")).topics)).toContain("One wombat");
  expect(await findSimilar(ctxFor(member), "a & | ! '")).toEqual({ topics: [], pages: [] });
});

test("similar topics are found among many that have one of the words, or two and are older", async () => {
  const member = await aMember();
  const [{ code }, { db }] = [await aTopic({ title: "Bandicoot", author: member }), ownerDb()];
  const fill = (title: string, start: string) =>
    db.execute(sql`insert into forum_topics
      (id, code, title, submission_id, category_id, scope_id, created_at, last_post_at, last_post_number)
      select (${start} || '-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, left(${start}, 5) || lpad(n::text, 5, '0'), ${title},
        gen_random_uuid(), category_id, scope_id, created_at, last_post_at, 1 from forum_topics, generate_series(1, 350) n where code = ${code}`);
  await fill("Bandicoot fridge", "00000000");
  const newest = await aTopic({ title: "A bandicoot fridge thermometer" });
  await fill("Bandicoot", "ffffffff");
  expect(titles((await findSimilar(ctxFor(member), "Bandicoot fridge thermometer")).topics)[0]).toBe(newest.title);
});

test("guidance that a title brings up has words of it in its title or summary, and is what its reader may read now", async () => {
  await aPage({ path: "guidance", title: "Guidance" });
  await aGroup("dibblers");
  const about = (path: string, more: Partial<Parameters<typeof aPage>[0]> = {}) =>
    aPage({
      path: `guidance/${path}`,
      title: "Dibbler freezers",
      summary: "How cold a dibbler freezer is.",
      bodyMarkdown: "Text.",
      ...more,
    });
  await about("dibbler-freezers");
  const replaced = await about("dibbler-freezers-of-old");
  const [{ db }, holds] = [ownerDb(), (await storedPage(`guidance/dibbler-freezers`)).id];
  await db.update(contentPages).set({ supersededById: holds }).where(eq(contentPages.path, replaced));
  await db
    .update(contentPages)
    .set({ reviewDueAt: new Date(0) })
    .where(eq(contentPages.id, holds));
  await about("dibblers-for-leads", { audience: { groups: ["dibblers"] } });
  await about("cold-things", { title: "Cold things", summary: "How cold they are.", bodyMarkdown: "A dibbler freezer." });
  await aDraft({ path: "guidance/dibbler-draft", title: "Dibbler freezers to come" });
  await aPage({ path: "news/dibbler-freezers", title: "Dibbler freezers in the news", summary: "New." });
  const asked = "Which dibbler freezer do you have?";
  expect((await findSimilar(ctxFor(await aMember()), asked)).pages).toEqual([
    { path: "guidance/dibbler-freezers", title: "Dibbler freezers", isOverdue: true },
  ]);
  expect((await findSimilar(ctxFor(await aMember({ groups: ["dibblers"] })), asked)).pages).toHaveLength(2);
  const browser = await browserOf(await anAccount());
  for (const { html } of [
    await browser.get(`/forum/similar-topics?${new URLSearchParams({ title: asked })}`, { headers: { "X-Asked-By": "page" } }),
    await browser.post(`/forum/${await aCategory()}/new`, { ...aNewTopic(asked), look: "yes" }),
  ])
    expect(html).toMatch(/href="\/guidance\/dibbler-freezers" target="_blank".*?<\/a>.{0,80}Check overdue/s);
});

test("related topics have a tag in common, then words of the title; visitors see none, and nobody what is not theirs to read", async () => {
  const [member, tag, moderator, category] = [await aMember(), await aTag(), await aMember({ roles: ["moderator"] }), await aCategory()];
  const topic = await tagged(await aTopic({ title: "Numbat leave and pay", audience: "open" }), tag);
  await tagged(await aTopic({ title: "Whatever else", category }), tag);
  for (let removed = 0; removed < 10; removed++) {
    const { code } = await tagged(await aTopic({ title: "Removed later", category }), tag);
    await removeTopic(ctxFor(moderator), { topic: code, why: "Advertising" });
  }
  await aGroup("numbats");
  await tagged(
    await aTopic({ title: "Leads alone", audience: { groups: ["numbats"] }, author: await aMember({ groups: ["numbats"] }) }),
    tag,
  );
  await aTopic({ title: "Numbat leave", category: topic.category });
  const removed = await aTopic({ title: "Numbat leave, removed", category: topic.category });
  await removeTopic(ctxFor(moderator), { topic: removed.code, why: "Advertising" });
  await aTopic({ title: "Numbat", category: topic.category });
  expect(titles((await getTopicPage(ctxFor(member), topic.code, 1)).topic.related)).toEqual(["Whatever else", "Numbat leave"]);
  const browser = await browserOf(await anAccount());
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain("Related topics");
  expect((await visitor().get(`/forum/topics/${topic.code}`)).html).not.toContain("Related topics");
});

test("the form lists similar topics after “Preview” and where it was refused, and the list that is asked for while typing keeps no session", async () => {
  const [category, person] = [await aCategory(), await anAccount()];
  await aTopic({ title: "Which quokka fridge lasts" });
  const browser = await browserOf(person);
  const form = `/forum/${category}/new`;
  expect((await browser.get(form)).html).not.toContain("Has it been asked before?");
  const typed = aNewTopic("A quokka fridge for the ward");
  for (const sent of [
    { ...typed, look: "yes" },
    { ...typed, body: "" },
  ]) {
    const { html } = await browser.post(form, sent);
    expect(html).toContain("Which quokka fridge lasts");
    expect(html).toContain('target="_blank"');
  }
  const { db } = ownerDb();
  const seenAt = async () =>
    (await db.select().from(sessions).where(eq(sessions.personId, person.personId))).map((row) => JSON.stringify(row));
  await db.update(sessions).set({ seenAt: sql`now() - interval '10 minutes'` }).where(eq(sessions.personId, person.personId));
  const before = await seenAt();
  const asked = await browser.get("/forum/similar-topics?title=quokka+fridge", { headers: { "X-Asked-By": "page" } });
  expect(asked.html).toContain("Which quokka fridge lasts");
  expect(await seenAt()).toEqual(before);
  expect((await visitor().get("/forum/similar-topics?title=quokka+fridge")).status).toBe(303);
});

test("a search finds the tags whose names its words begin", async () => {
  const tag = await aTag("Bilby burrows");
  const { html } = await visitor().get("/search?q=burrow+bilb");
  expect(html).toContain(`/forum/tags/${tag}`);
  expect((await visitor().get("/search?q=bilby+tunnels")).html).not.toContain(`/forum/tags/${tag}`);
});
