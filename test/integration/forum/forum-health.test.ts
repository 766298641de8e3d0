import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { getForumHealth } from "~/features/forum/health/forum-health.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCategory, aPageToComment, aTopic, comment, NAMELESS, reply, replyNameless } from "../../support/forum";
import { aMember, aNewGroup } from "../../support/people";

const moderator = () => aMember({ roles: ["moderator"] });
/** Months of its own for each test: the middle of one that no other writes in. */
let months = 0;
const aMonth = () => new Date(Date.UTC(2027, 7 * ++months, 15, 12));

test("first answers are counted by month, by when somebody else wrote, in what the moderator may read", async () => {
  const middle = aMonth();
  const { slug } = await aNewGroup();
  const other = await aMember();
  for (const hours of [1, 3, 30, null]) {
    const topic = await aTopic({ now: middle });
    // who asked answers nobody
    await reply(topic.author, topic, "Anybody?", later(middle, HOUR / 2));
    if (hours) await reply(other, topic, "Here", later(middle, hours * HOUR));
  }
  await aTopic({ author: await aMember({ groups: [slug] }), category: await aCategory({ audience: { groups: [slug] } }), now: middle });
  const before = later(middle, -31 * DAY);
  await reply(other, await aTopic({ now: before }), "Soon", later(before, HOUR));

  const health = await getForumHealth(ctxFor(await moderator(), later(middle, 5 * DAY)), null);
  expect(health.months).toHaveLength(6);
  expect(health.months[0]).toMatchObject({ topics: 4, withinADay: 2, answered: 3, halfWithinHours: 3 });
  expect(health.months[1]).toMatchObject({ topics: 1, withinADay: 1, answered: 1, halfWithinHours: 1 });
  expect(health.months[2]).toMatchObject({ topics: 0, answered: 0, halfWithinHours: null });
});

test("comments, removed topics and answers that were removed do not count; while half of a month's topics wait nothing is said of the half", async () => {
  const middle = aMonth();
  const [other, by] = [await aMember(), ctxFor(await moderator(), later(middle, 2 * HOUR))];
  await comment(other, await aPageToComment(), "A comment", middle);
  await removeTopic(by, { topic: (await aTopic({ now: middle })).code, why: "Off topic" });
  const topics = [await aTopic({ now: middle }), await aTopic({ now: middle }), await aTopic({ now: middle })];
  await reply(other, topics[0]!, "Here", later(middle, HOUR));
  const gone = await reply(other, topics[1]!, "Buy", later(middle, HOUR));
  await removePost(by, { topic: topics[1]!.code, number: gone, why: "Advertising" });

  const { months } = await getForumHealth(ctxFor(await moderator(), later(middle, 5 * DAY)), null);
  expect(months[0]).toMatchObject({ topics: 3, withinADay: 1, answered: 1, halfWithinHours: null });
});

test("what somebody answers without their name in their own topic counts as others see it", async () => {
  const middle = aMonth();
  const category = await aCategory({ namelessAs: NAMELESS });
  const topic = await aTopic({ category, now: middle });
  await replyNameless(topic.author, topic, "Quietly", later(middle, HOUR));
  const { months } = await getForumHealth(ctxFor(await moderator(), later(middle, DAY)), null);
  expect(months[0]).toMatchObject({ topics: 1, answered: 1 });
});

test("who posted for the first time is listed until somebody else writes behind it or thanks for it", async () => {
  const middle = aMonth();
  const [old, quiet, answered, thanked, removed] = [await aMember(), await aMember(), await aMember(), await aMember(), await aMember()];
  const elsewhere = await aTopic({ author: old, now: later(middle, -90 * DAY) });
  await reply(old, elsewhere, "Again", middle);
  const asked = await aTopic({ author: quiet, now: middle, title: "My first question" });
  await reply(quiet, asked, "Anybody?", later(middle, HOUR));
  const first = await aTopic({ author: answered, now: middle });
  await reply(old, first, "Welcome", later(middle, HOUR));
  const number = await reply(thanked, elsewhere, "Hello", later(middle, 2 * HOUR));
  await thankPost(ctxFor(old, later(middle, 3 * HOUR)), { topic: elsewhere.code, number });
  const gone = await reply(removed, elsewhere, "Buy", later(middle, 4 * HOUR));
  await removePost(ctxFor(await moderator(), later(middle, 5 * HOUR)), { topic: elsewhere.code, number: gone, why: "Advertising" });

  const health = await getForumHealth(ctxFor(await moderator(), later(middle, 5 * DAY)), null);
  expect(health).toMatchObject({ newcomers: 3, welcomed: 2 });
  expect(health.waiting.map(({ topic, number }) => [topic.title, number])).toEqual([["My first question", 1]]);
  expect((await getForumHealth(ctxFor(await moderator(), later(middle, 40 * DAY)), null)).newcomers).toBe(0);
});

test("somebody whose records became one is no newcomer by the other, answers nobody by it, and does not welcome themself", async () => {
  const middle = aMonth();
  const [old, fresh, lonely, again] = [await aMember(), await aMember(), await aMember(), await aMember()];
  await aTopic({ author: old, now: later(middle, -90 * DAY) });
  const topic = await aTopic({ author: fresh, now: middle });
  await reply(old, topic, "Me again", later(middle, HOUR));
  const asked = await aTopic({ author: lonely, now: middle });
  await reply(again, asked, "Anybody?", later(middle, HOUR));
  for (const [gone, kept] of [
    [old, fresh],
    [again, lonely],
  ] as const)
    await testDb().db.update(persons).set({ mergedInto: kept.personId }).where(eq(persons.id, gone.personId));
  const health = await getForumHealth(ctxFor(await moderator(), later(middle, 5 * DAY)), null);
  expect(health.months[0]).toMatchObject({ topics: 2, answered: 0 });
  expect(health).toMatchObject({ newcomers: 1, welcomed: 0 });
});

test("of first posts those are listed, the oldest first, that stand under a name, of somebody who is there, where the moderator reads", async () => {
  const middle = aMonth();
  const { slug } = await aNewGroup();
  const [late, early, hidden, quiet, closed, other] = await Promise.all(Array.from({ length: 6 }, () => aMember()));
  const insider = await aMember({ groups: [slug] });
  const at = (hours: number) => later(middle, hours * HOUR);
  await aTopic({ author: other, now: at(-90 * 24) });
  const asked = await aTopic({ author: early, now: at(1), title: "Early" });
  await aTopic({ author: late, now: at(2), title: "Late" });
  const patient = await aTopic({ author: hidden, now: at(3), title: "Hidden" });
  await reportPost(ctxFor(other!, at(4)), { topic: patient.code, number: 1, reason: "patient-details", details: "" });
  await aTopic({ author: quiet, nameless: true, now: at(3), title: "Quiet" });
  await aTopic({ author: closed, now: at(3), title: "Frozen" });
  await systemCtxFor().db.update(persons).set({ restrictedAt: middle, restrictedWhy: "test" }).where(eq(persons.id, closed!.personId));
  await aTopic({ author: insider, audience: { groups: [slug] }, now: at(3), title: "Inside" });
  // what a moderator removed is no welcome
  const gone = await reply(other!, asked, "Buy", at(5));
  await removePost(ctxFor(await moderator(), at(6)), { topic: asked.code, number: gone, why: "Advertising" });

  const { waiting } = await getForumHealth(ctxFor(await moderator(), later(middle, 5 * DAY)), null);
  expect(waiting.map(({ topic }) => topic.title)).toEqual(["Early", "Late"]);
});

test("topics without an answer come oldest first, page by page, of the last year, in one statement, for moderators alone", async () => {
  const middle = aMonth();
  const [answered, category] = [await aTopic({ now: later(middle, -40 * DAY) }), await aCategory()];
  await reply(await aMember(), answered, "Here", middle);
  await aTopic({ now: later(middle, -400 * DAY), title: "Too long ago" });
  for (let n = 0; n < 31; n++)
    await aTopic({ category: n % 2 ? category : undefined, now: later(middle, -(31 - n) * DAY), title: `Waits ${n}` });
  const ctx = ctxFor(await moderator(), middle);
  let first: Awaited<ReturnType<typeof getForumHealth>> | undefined;
  expect(await countQueries(async () => (first = await getForumHealth(ctx, null)))).toHaveLength(1);
  const second = await getForumHealth(ctx, first!.next);
  const titles = [...first!.topics, ...second.topics].map(({ title }) => title).filter((title) => title.startsWith("Waits"));
  expect(titles).toEqual(Array.from({ length: 31 }, (_, n) => `Waits ${n}`));
  expect(
    [...first!.topics, ...second.topics]
      .map(({ code, title }) => [code === answered.code, title])
      .some(([is, title]) => is || title === "Too long ago"),
  ).toBe(false);
  await expect(getForumHealth(ctxFor(await aMember()), null)).rejects.toThrow(ForbiddenError);
});
