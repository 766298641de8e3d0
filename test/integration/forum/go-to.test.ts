import { gt, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { forumReads } from "#db/schema/forum/watching";
import { firstPostFrom } from "~/features/forum/posts/first-post-from.queries.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, testDb } from "../../support/context";
import { aForumSite, aTopic, reply } from "../../support/forum";
import { visitor } from "../../support/people";

const began = new Date("2035-03-10T10:00:00Z");

/** A topic of six posts, one a day. */
async function aTopicOfDays() {
  const topic = await aTopic({ audience: "open", now: began });
  for (let day = 1; day <= 5; day++) await reply(topic.author, topic, "A reply", later(began, day * DAY));
  return topic;
}

test.each([
  [-1, 1],
  [0, 1],
  [1, 2],
  [25, 3],
  [5 * 24, 6],
  [5 * 24 + 1, 7],
])("the first post from %i hours after a topic began is number %i", async (hours, number) => {
  const topic = await aTopicOfDays();
  const { id: topicId, lastPostNumber } = await getTopic(ctxFor(visitor), topic.code);
  expect(await firstPostFrom(ctxFor(visitor), { topicId, lastPostNumber }, later(began, hours * HOUR))).toBe(number);
});

const site = aForumSite();

test.each([
  ["number=3", 302, "#post-3"],
  ["number=3&dayDay=x", 302, "#post-3"],
  ["number=99", 302, "#post-6"],
  ["dayDay=12&dayMonth=3&dayYear=2035", 302, "#post-3"],
  ["dayDay=1&dayMonth=1&dayYear=2040", 302, "#post-6"],
  ["number=0", 400, "Number must be a whole number, such as 12"],
  ["number=", 400, "Enter a number or a day"],
  ["dayDay=31&dayMonth=2&dayYear=2035", 400, "Enter a real day, month and year, such as 28 11 2026"],
  ["dayDay=3", 400, "Enter a real day, month and year, such as 28 11 2026"],
  ["", 200, "This topic has posts up to number 6."],
])("going to ?%s answers %i: %s", async (query, status, expected) => {
  const topic = await aTopicOfDays();
  const answer = await site.visitor().get(`/forum/topics/${topic.code}/go?${query}`);
  expect([answer.status, answer.location ?? answer.html]).toEqual([status, expect.stringContaining(expected)]);
});

test("what was typed wrongly stands there again", async () => {
  const topic = await aTopicOfDays();
  const { html } = await site.visitor().get(`/forum/topics/${topic.code}/go?number=twelve`);
  expect(html).toMatch(/name="number"[^>]*value="twelve"/);
});

test("a topic of several pages leads to its latest post, and who read it before to the first that is new", async () => {
  const topic = await aTopic();
  for (let number = 2; number <= 45; number++) await reply(topic.author, topic);
  const browser = await site.aMemberBrowser();
  const path = `/forum/topics/${topic.code}`;
  const read = async () => (await browser.get((await browser.get(path)).location ?? path)).html;
  const first = await read();
  expect(first).toContain(`href="${path}?page=3#post-45">Latest post`);
  expect(first).not.toContain("First new post");
  const ago = sql`${forumReads.readAt} - interval '31 minutes'`;
  await testDb().db.update(forumReads).set({ readAt: ago }).where(gt(forumReads.lastReadNumber, 1));
  expect(await read()).toContain(`href="${path}?page=2#post-21">First new post`);
});
