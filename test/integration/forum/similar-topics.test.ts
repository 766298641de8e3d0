import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { similarTopics } from "~/features/forum/topics/similar-topics.queries.server";
import { ctxFor, ownerDb } from "../../support/context";
import { aCategory, aForumSite, aNewTopic, aTag, aTopic } from "../../support/forum";
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
  expect(titles(await similarTopics(ctxFor(member), "How do you plan a wombat rota for winter?"))).toEqual([
    "Wombat rota over winter holidays",
    "A wombat rota",
  ]);
  expect(titles(await similarTopics(ctxFor(member), "wombat"))).toContain("One wombat");
  expect(await similarTopics(ctxFor(member), "a & | ! '")).toEqual([]);
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
  expect(titles(await similarTopics(ctxFor(member), "Bandicoot fridge thermometer"))[0]).toBe(newest.title);
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
