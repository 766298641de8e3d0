import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { grants } from "#db/schema/permissions";
import { carryOutRetention } from "#jobs/retention.server";
import { findDigestNews } from "~/features/forum/digest/digest-news.queries.server";
import { letThrough } from "~/features/forum/held/decide-held.server";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { voteInPoll } from "~/features/forum/polls/vote-in-poll.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { RefusedTextError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aNewTopic, aPoll, aReply, aTopic, dismissReports, reply } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";
import { searchFor } from "../../support/search";

const { db } = systemCtxFor();
const now = new Date();
const ago = (hours: number) => later(now, -hours * HOUR);

/** Twelve others thank for it, or report it and ignore its writer. */
async function judge(topic: { code: string; author: TestPerson }, opinion: "thanks" | "reports"): Promise<void> {
  for (let times = 0; times < 12; times++) {
    const ctx = ctxFor(await aMember());
    const post = { topic: topic.code, number: 1 };
    if (opinion === "thanks") await thankPost(ctx, post);
    else {
      await reportPost(ctx, { ...post, reason: "unkind", details: "It is" });
      await ignoreMember(ctx, topic.author.ref);
    }
  }
}

test("IMS-11: what others think of somebody's posts bars them from nothing, and puts nothing first or last", async () => {
  const [praised, blamed, reader] = [await aMember(), await aMember(), await aMember()];
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  const category = await aCategory();
  const begin = (author: TestPerson, title: string, now: Date) => aTopic({ category, author, title, body: "Of wombatry", now });
  const topics = [await begin(praised, "Praised", ago(5)), await begin(blamed, "Blamed", ago(4)), await begin(praised, "Late", ago(3))];
  for (const topic of topics) await judge(topic, topic.author === praised ? "thanks" : "reports");
  await dismissReports(moderator, { topic: topics[1]!.code, number: 1 });
  await judge(topics[1]!, "reports");

  const inOrder = ["Late", "Blamed", "Praised"];
  const ctx = ctxFor(reader);
  const listed = (await getTopicSet(ctx, "latest", "http://localhost/forum")).topics.filter((topic) => topic.category?.slug === category);
  expect(listed.map(({ title }) => title)).toEqual(inOrder);
  const { topics: told } = await findDigestNews(ctx, { since: ago(24), until: now, leftOut: [], tagIds: [] });
  expect(told.map(({ title }) => title)).toEqual(inOrder);
  const { found } = await searchFor(ctx, "wombatry", { order: "newest" });
  expect(found.map(({ title }) => title.replace(/\W/g, ""))).toEqual(inOrder);

  const place = await aTopic({ poll: aPoll() });
  const done = async (person: TestPerson) => {
    const own = ctxFor(person);
    return [
      await replyToTopic(own, { ...aReply(), topic: place.code }),
      await startTopic(own, { ...aNewTopic(), category }),
      await voteInPoll(own, { topic: place.code, number: 1 }, [0]),
      await thankPost(own, { topic: place.code, number: 1 }),
    ].map((result) => "ok" in result && result.ok);
  };
  for (const person of [praised, blamed]) expect(await done(person)).toEqual([true, true, true, true]);
});

test("IMS-11: what keeps a newcomer from writing is a rule that says itself and its end; what waits a moderator decides, and nothing else", async () => {
  const [newcomer, topic] = [await aMember(), await aTopic()];
  await db
    .update(grants)
    .set({ startsAt: ago(1) })
    .where(eq(grants.personId, newcomer.personId));
  const links = "https://one.example https://two.example https://three.example";
  const refused = await replyToTopic(ctxFor(newcomer), { ...aReply(links), topic: topic.code }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RefusedTextError);
  expect((refused as RefusedTextError).sentence).toMatch(/This keeps advertising out, for your first \d+ days or until/);
  const after = ctxFor(newcomer, later(now, 60 * DAY));
  expect(await replyToTopic(after, { ...aReply(links), topic: topic.code })).toMatchObject({ ok: true });

  await changeSettings(systemCtxFor(), { holdFirstPosts: 1 });
  const first = await aMember();
  const sent = await replyToTopic(ctxFor(first), { ...aReply("Hello, all"), topic: topic.code });
  await changeSettings(systemCtxFor(), { holdFirstPosts: 0 });
  if (sent.ok || sent.reason !== "held") throw new Error("it was not held");
  const stateOf = async () => (await db.select().from(forumHeldPosts).where(eq(forumHeldPosts.code, sent.held)))[0]?.state;
  await carryOutRetention(systemCtxFor(later(now, 3 * 365 * DAY)));
  expect(await stateOf()).toBe("waiting");
  await expect(letThrough(ctxFor(await aMember()), sent.held)).rejects.toThrow();
  expect(await letThrough(ctxFor(await aMember({ roles: ["moderator"] })), sent.held)).toMatchObject({ ok: true });
  expect(await stateOf()).toBe("through");
  expect(await reply(first, topic)).toBeGreaterThan(2);
});
