import { describe, expect, test } from "vitest";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { lockTopic, unlockTopic } from "~/features/forum/topics/lock-topic.server";
import { pinTopic } from "~/features/forum/topics/pin-topic.server";
import { setTopicDates } from "~/features/forum/topics/set-topic-dates.server";
import type { TopicDates } from "~/features/forum/topics/topic-dates.schema";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor } from "../../support/context";
import { aCategory, aCommentedPage, aReply, aTopic } from "../../support/forum";
import { aMember, aNewGroup, type TestPerson } from "../../support/people";

const now = new Date();
const on = (days: number) => later(now, days * DAY);
const NONE: TopicDates = { closesOn: null, opensOn: null, pinnedUntil: null, announcedUntil: null };
const aModerator = (groups: string[] = []) => aMember({ roles: ["moderator"], groups });
const set = async (topic: { code: string }, dates: Partial<TopicDates>, by?: TestPerson, at = now) =>
  setTopicDates(ctxFor(by ?? (await aModerator()), at), topic.code, { ...NONE, ...dates });
const codesOn = async (who: TestPerson, category: string, at: Date) =>
  (await listTopics(ctxFor(who, at), category, null)).topics.map(({ code }) => code);

test("only moderators set days, of topics that they may read, and comments have none", async () => {
  const { slug } = await aNewGroup();
  const [topic, page] = [await aTopic(), await aCommentedPage()];
  const closed = await aTopic({ audience: { groups: [slug] }, author: await aMember({ groups: [slug] }) });
  await expect(set(topic, { closesOn: on(1) }, topic.author)).rejects.toThrow(ForbiddenError);
  await expect(set(closed, { announcedUntil: on(1) })).rejects.toThrow(NotFoundError);
  await expect(set({ code: page.topic }, { closesOn: on(1) })).rejects.toThrow(NotFoundError);
});

test("a topic closes on its day and opens again on its day, by itself", async () => {
  const topic = await aTopic();
  expect(await set(topic, { closesOn: on(2), opensOn: on(5) })).toEqual({ ok: true });

  const replies = async (days: number) => (await replyToTopic(ctxFor(topic.author, on(days)), { ...aReply(), topic: topic.code })).ok;
  expect([await replies(1), await replies(3), await replies(6)]).toEqual([true, false, true]);
  const shown = async (days: number) => getTopic(ctxFor(topic.author, on(days)), topic.code);
  expect(await shown(1)).toMatchObject({ isLocked: false, closesOn: on(2), opensOn: null });
  expect(await shown(3)).toMatchObject({ isLocked: true, closesOn: null, opensOn: on(5) });
  expect(await shown(6)).toMatchObject({ isLocked: false, closesOn: null, opensOn: null });
});

test("closing and opening with the button ends the days", async () => {
  const [topic, moderator] = [await aTopic(), await aModerator()];
  await set(topic, { closesOn: on(2), opensOn: on(5) });
  await lockTopic(ctxFor(moderator, on(1)), topic.code);
  expect((await getTopic(ctxFor(moderator, on(6)), topic.code)).isLocked).toBe(true);
  await unlockTopic(ctxFor(moderator, on(7)), topic.code);
  expect((await getTopic(ctxFor(moderator, on(8)), topic.code)).isLocked).toBe(false);
});

test("a topic that waits unanswered is in its list only while it is open", async () => {
  const reader = await aMember();
  const topic = await aTopic();
  await set(topic, { closesOn: on(2), opensOn: on(5) });
  const waits = async (days: number) =>
    (await getTopicSet(ctxFor(reader, on(days)), "unanswered", "http://x.test/")).topics.some(({ code }) => code === topic.code);
  expect([await waits(1), await waits(3), await waits(6)]).toEqual([true, false, true]);
});

test("a pin comes down by itself, and one without a day stays when days are saved", async () => {
  const category = await aCategory();
  const [first, second] = [await aTopic({ category, now: on(-2) }), await aTopic({ category, now: on(-1) })];
  await set(first, { pinnedUntil: on(3) });
  expect(await codesOn(first.author, category, on(2))).toEqual([first.code, second.code]);
  expect(await codesOn(first.author, category, on(4))).toEqual([second.code, first.code]);
  await pinTopic(ctxFor(await aModerator(), on(5)), first.code);
  await set(first, { closesOn: on(9) }, undefined, on(5));
  expect(await codesOn(first.author, category, on(400))).toEqual([first.code, second.code]);
});

describe("an announcement", () => {
  test("B23: stands above the topics of every category and of the front, for those who may read it, until its day", async () => {
    const { slug } = await aNewGroup();
    const insider = await aMember({ groups: [slug] });
    const outsider = await aMember();
    const told = await aTopic({ audience: { groups: [slug] }, author: insider, now: on(-20) });
    const other = await aTopic({ now: on(-1) });
    expect(await set(told, { announcedUntil: on(3) }, await aModerator([slug]))).toEqual({ ok: true });

    expect(await codesOn(insider, other.category, on(2))).toEqual([told.code, other.code]);
    expect(await codesOn(outsider, other.category, on(2))).toEqual([other.code]);
    expect(await codesOn(insider, other.category, on(4))).toEqual([other.code]);
    // where it belongs it stands once
    expect(await codesOn(insider, told.category, on(2))).toEqual([told.code]);
    const front = async (who: TestPerson, days: number) =>
      (await getTopicSet(ctxFor(who, on(days)), "latest", "http://x.test/forum")).topics.map(({ code }) => code);
    expect((await front(insider, 2))[0]).toBe(told.code);
    expect(await front(outsider, 2)).not.toContain(told.code);
    expect((await front(insider, 4))[0]).not.toBe(told.code);
    await set(told, {}, await aModerator([slug]));
  });

  test("takes nothing from the front but its own place: what is older is on the next page", async () => {
    const category = await aCategory({ audience: "open" });
    const topics: string[] = [];
    for (let n = 0; n < 32; n++) topics.push((await aTopic({ category, now: on(-n / 100) })).code);
    await set({ code: topics[3]! }, { announcedUntil: on(3) });
    const ctx = ctxFor({ kind: "visitor" }, on(1));
    const first = await getTopicSet(ctx, "latest", "http://x.test/forum");
    const second = await getTopicSet(ctx, "latest", `http://x.test/forum?after=${first.next}`);
    expect([...first.topics, ...second.topics].map(({ code }) => code).sort()).toEqual([...topics].sort());
    await set({ code: topics[3]! }, {});
  });
});

test("lists hold until the next day of any topic", async () => {
  const topic = await aTopic();
  const soon = later(now, 1000);
  await set(topic, { pinnedUntil: soon });
  const standsUntil = async (at: Date) => (await getTopicSet(ctxFor({ kind: "visitor" }, at), "latest", "http://x.test/forum")).standsUntil;
  expect(await standsUntil(now)).toEqual(soon);
  expect((await standsUntil(soon))?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(soon.getTime());
});
