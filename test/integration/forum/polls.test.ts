import { eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { forumPolls, forumVotes } from "#db/schema/forum/polls";
import { messages } from "#db/schema/mail/messages";
import { persons } from "#db/schema/people";
import { letThrough } from "~/features/forum/held/decide-held.server";
import { showHeld } from "~/features/forum/held/held.queries.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { closeDuePolls, closePoll } from "~/features/forum/polls/close-poll.server";
import type { PollInput } from "~/features/forum/polls/poll.schema";
import { listVotes } from "~/features/forum/polls/polls.queries.server";
import { voteInPoll } from "~/features/forum/polls/vote-in-poll.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { openReports } from "~/features/forum/reports/reports.queries.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { topicNotice } from "~/features/forum/watching/topic-notice.mail.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { DAY, later } from "~/lib/dates";
import { NotFoundError, PatientDetailsError, RefusedTextError } from "~/lib/errors";
import { aPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { copyOf } from "../../support/copies";
import {
  aCategory,
  aForumSite,
  aNewTopic,
  aPoll,
  aReply,
  aSanction,
  aTopic,
  aWatchedWord,
  latestModeration,
  NAMELESS,
  replyNameless,
  storedPost,
  type TestTopic,
} from "../../support/forum";
import { anAccount } from "../../support/http";
import { aForumFile, aSmallForum, exportText, importText } from "../../support/moving";
import { aMember, aPerson, type TestPerson, visitor } from "../../support/people";

const { browserOf, visitor: aVisitor } = aForumSite();
const at = (topic: { code: string }, number = 1) => ({ topic: topic.code, number });
const vote = (person: TestPerson, topic: TestTopic, ...choices: number[]) => voteInPoll(ctxFor(person), at(topic), choices);
const aPolled = (poll: Partial<PollInput> = {}, more: Parameters<typeof aTopic>[0] = {}) => aTopic({ ...more, poll: aPoll(poll) });
const pollOf = async (reader: TestPerson | typeof visitor, topic: TestTopic, now?: Date) =>
  (await getTopicPage(ctxFor(reader, now), topic.code, 1)).posts[0]!.poll;
const countsOf = async (reader: TestPerson | typeof visitor, topic: TestTopic) =>
  (await pollOf(reader, topic))!.options.map(({ count }) => count);
const storedVotes = () => testDb().db.select().from(forumVotes);
const votesOf = async (topic: TestTopic) => (await storedVotes()).filter(({ postId }) => postId === ids.get(topic.code));
type Moderator = Parameters<typeof removePost>[0];
const ids = new Map<string, string>();
async function knowId(topic: TestTopic) {
  const [row] = await testDb().sql<
    { id: string }[]
  >`select p.id from forum_posts p join forum_topics t on t.id = p.topic_id where t.code = ${topic.code} and p.number = 1`;
  ids.set(topic.code, row!.id);
  return row!.id;
}
const members = (count: number) => Promise.all(Array.from({ length: count }, () => aMember()));

describe("voting", () => {
  test("one vote per person, however often and at once it is sent, changed until it is closed", async () => {
    const topic = await aPolled();
    const [one, other] = (await members(2)) as [TestPerson, TestPerson];
    await Promise.all([vote(one, topic, 0), vote(one, topic, 0), vote(one, topic, 0), vote(other, topic, 0)]);
    expect(await countsOf(one, topic)).toEqual([2, 0, 0]);
    await vote(one, topic, 2);
    expect(await pollOf(one, topic)).toMatchObject({
      voters: 2,
      hasVoted: true,
      options: [{ count: 1, share: 50 }, { count: 0 }, { count: 1, isOwn: true }],
    });

    expect(await closePoll(ctxFor(one), at(topic))).toMatchObject({ reason: "not-yours" });
    expect(await closePoll(ctxFor(topic.author), at(topic))).toMatchObject({ ok: true });
    expect(await vote(one, topic, 0)).toMatchObject({ reason: "closed" });
    expect(await countsOf(visitorOf(), await aPolled({}, { audience: "open" }))).toEqual([0, 0, 0]);
    expect(await countsOf(one, topic)).toEqual([1, 0, 1]);
  });

  test("of several as many as the poll allows, of which each exists", async () => {
    const topic = await aPolled({ most: 2 });
    const member = await aMember();
    expect(await vote(member, topic)).toMatchObject({ reason: "none-chosen" });
    expect(await vote(member, topic, 3)).toMatchObject({ reason: "none-chosen" });
    expect(await vote(member, topic, 0, 1, 2)).toMatchObject({ reason: "too-many" });
    expect(await vote(member, topic, 0, 2)).toMatchObject({ ok: true });
    expect(await countsOf(member, topic)).toEqual([1, 0, 1]);
  });

  test("who may not write there, reads there no more, or finds its topic closed, does not vote", async () => {
    const topic = await aPolled({}, { audience: "open" });
    const limited = await aMember();
    await aSanction(limited);
    expect(await vote(limited, topic, 0)).toMatchObject({ reason: "sanctioned" });
    expect(await vote(await aPerson(), topic, 0)).toMatchObject({ reason: "not-a-member" });
    await expect(vote(await aPerson(), await aPolled(), 0)).rejects.toThrow(NotFoundError);
    await expect(vote(await aMember(), await aTopic(), 0)).rejects.toThrow(NotFoundError);
    await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic.code);
    expect(await vote(await aMember(), topic, 0)).toMatchObject({ reason: "locked" });
    expect(await storedVotes()).not.toContainEqual(expect.objectContaining({ personId: limited.personId }));
  });

  test("its day ends it, also before the worker came", async () => {
    const topic = await aPolled({ closesAt: later(new Date(), DAY), shows: "closed" });
    const member = await aMember();
    await vote(member, topic, 1);
    const then = later(new Date(), 2 * DAY);
    expect(await voteInPoll(ctxFor(member, then), at(topic), [0])).toMatchObject({ reason: "closed" });
    expect(await pollOf(member, topic, then)).toMatchObject({ mayVote: false, voters: null });
    await closeDuePolls(systemCtxFor(then));
    await closeDuePolls(systemCtxFor(then));
    expect(await pollOf(member, topic, then)).toMatchObject({ voters: 1, closedAt: expect.anything() });
  });

  test("records that became one have one vote", async () => {
    const topic = await aPolled();
    const [one, other, third] = (await members(3)) as [TestPerson, TestPerson, TestPerson];
    for (const person of [one, other, third]) await vote(person, topic, 0);
    await testDb().db.update(persons).set({ mergedInto: one.personId }).where(eq(persons.id, other.personId));
    await vote(one, topic, 2);
    expect(await countsOf(third, topic)).toEqual([1, 0, 1]);

    await testDb().db.update(persons).set({ mergedInto: third.personId }).where(eq(persons.id, one.personId));
    await closePoll(ctxFor(topic.author), at(topic));
    expect(await countsOf(third, topic)).toEqual([1, 0, 0]);
  });
});

const visitorOf = () => visitor;

describe("what is told", () => {
  test.each([
    ["always", { before: true, after: true, closed: true }],
    ["voted", { before: false, after: true, closed: true }],
    ["closed", { before: false, after: false, closed: true }],
  ] as const)("%s: results and names", async (shows, told) => {
    const topic = await aPolled({ shows });
    const [reader, voter] = (await members(2)) as [TestPerson, TestPerson];
    await vote(voter, topic, 1);
    const sees = async () => {
      const { poll, votes } = await listVotes(ctxFor(reader), at(topic), null);
      expect(poll.maySeeNames).toBe(poll.voters !== null);
      expect(votes.length > 0).toBe(poll.voters !== null);
      return poll.options.every(({ count }) => count !== null);
    };
    expect(await sees()).toBe(told.before);
    await vote(reader, topic, 0);
    expect(await sees()).toBe(told.after);
    await closePoll(ctxFor(topic.author), at(topic));
    expect(await sees()).toBe(told.closed);
  });

  test("names are for members: visitors see what was chosen alone", async () => {
    const topic = await aPolled({}, { audience: "open" });
    const voter = await anAccount({ displayName: "Vera Voter" });
    await vote(voter, topic, 1);
    expect(await pollOf(visitor, topic)).toMatchObject({ voters: 1, maySeeNames: false });
    expect((await listVotes(ctxFor(visitor), at(topic), null)).votes).toEqual([]);
    expect((await aVisitor().get(`/forum/topics/${topic.code}/posts/1/poll`)).html).not.toContain("Vera Voter");
    expect((await (await browserOf(voter)).get(`/forum/topics/${topic.code}/posts/1/poll`)).html).toContain("Vera Voter");
  });

  test("a vote that is changed is called what the first was, a name as a name", async () => {
    const topic = await aPolled({}, { category: await aCategory({ namelessAs: NAMELESS }) });
    const [named, quiet] = (await members(2)) as [TestPerson, TestPerson];
    await vote(named, topic, 0);
    for (const person of [named, quiet]) await replyNameless(person, topic, "Quietly");
    for (const person of [named, quiet]) await vote(person, topic, 1);
    const called = await listVotes(ctxFor(topic.author), at(topic), null);
    expect(called.votes.map(({ member }) => member === null)).toEqual([false, true]);
    expect(called.votes[1]!.name).toContain(NAMELESS);
  });

  test("who voted stands fifty on a page, each once, and no address names who is not named", async () => {
    const topic = await aPolled({}, { category: await aCategory({ namelessAs: NAMELESS }) });
    const voters = [...(await members(51))];
    await replyNameless(voters[0]!, topic, "Quietly");
    for (const [index, person] of voters.entries()) await voteInPoll(ctxFor(person, later(new Date(), index)), at(topic), [index % 2]);
    const first = await listVotes(ctxFor(topic.author), at(topic), null);
    const second = await listVotes(ctxFor(topic.author), at(topic), first.next);
    expect([first.votes.length, second.votes.length, second.next]).toEqual([50, 1, null]);
    await testDb().db.update(forumVotes).set({ namelessAs: NAMELESS }).where(eq(forumVotes.personId, voters[49]!.personId));
    const { next } = await listVotes(ctxFor(topic.author), at(topic), null);
    expect(next).not.toContain(voters[49]!.ref);
    expect((await listVotes(ctxFor(topic.author), at(topic), next)).votes).toHaveLength(1);
  });

  test("who wrote in the topic without their name votes without it, and is nobody after a move", async () => {
    const topic = await aPolled({}, { nameless: true });
    const writer = await aMember({ displayName: "Hidden Hilda" });
    await replyNameless(writer, topic);
    await vote(writer, topic, 0);
    await vote(topic.author, topic, 0);
    const { votes } = await listVotes(ctxFor(await aMember()), at(topic), null);
    expect(votes.map(({ name, member }) => ({ name, member }))).toEqual([
      { name: `${NAMELESS} (2)`, member: null },
      { name: NAMELESS, member: null },
    ]);
    expect(await closePoll(ctxFor(writer), at(topic))).toMatchObject({ reason: "not-yours" });
    expect(await closePoll(ctxFor(topic.author), at(topic))).toMatchObject({ ok: true });

    const into = await aTopic({ category: topic.category });
    await mergeTopic(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, into: into.code, why: "The same" });
    const { posts } = await getTopicPage(ctxFor(into.author), into.code, 1);
    expect(posts[1]!.poll).toMatchObject({ voters: 2 });
    const moved = await listVotes(ctxFor(into.author), at(into, 2), null);
    expect(new Set(moved.votes.map(({ name }) => name)).size).toBe(1);
    expect(JSON.stringify(moved.votes)).not.toContain("Hidden Hilda");
  });
});

describe("without names", () => {
  test("nobody learns what anybody chose before all learn it at once, and no name is stored then", async () => {
    const topic = await aPolled({ shows: "anonymous" });
    await knowId(topic);
    const [reader, ...voters] = (await members(6)) as [TestPerson, ...TestPerson[]];
    const staff = await aMember({ roles: ["moderator", "administrator"] });
    const seen = async () =>
      JSON.stringify(
        await Promise.all(
          [reader, topic.author, staff].map(async (who) => [
            await pollOf(who, topic),
            (await listVotes(ctxFor(who), at(topic), null)).votes,
          ]),
        ),
      );
    const before = await seen();
    for (const [index, voter] of voters.entries()) {
      await vote(voter, topic, index % 2);
      // not even that somebody voted
      expect(await seen()).toBe(before);
    }
    expect(await pollOf(voters[1]!, topic)).toMatchObject({ hasVoted: true, voters: null, options: [{}, { isOwn: true }, {}] });
    expect(await votesOf(topic)).toHaveLength(5);

    await closePoll(ctxFor(topic.author), at(topic));
    expect(await votesOf(topic)).toEqual([]);
    expect(await pollOf(reader, topic)).toMatchObject({
      voters: 5,
      maySeeNames: false,
      options: [{ count: 3 }, { count: 2 }, { count: 0 }],
    });
  });

  test("the day ends it as its maker does", async () => {
    const topic = await aPolled({ shows: "anonymous", closesAt: later(new Date(), DAY) });
    await knowId(topic);
    for (const member of await members(5)) await vote(member, topic, 0);
    await closeDuePolls(systemCtxFor(later(new Date(), 2 * DAY)));
    expect(await votesOf(topic)).toEqual([]);
    expect(await pollOf(topic.author, topic)).toMatchObject({ voters: 5 });
  });

  test("of fewer than five votes nothing is told, ever", async () => {
    const topic = await aPolled({ shows: "anonymous" });
    for (const member of await members(4)) await vote(member, topic, 0);
    await closePoll(ctxFor(topic.author), at(topic));
    expect(await pollOf(topic.author, topic)).toMatchObject({
      voters: null,
      closedAt: expect.anything(),
      options: [{ count: null }, {}, {}],
    });
  });

  test("a copy of somebody's, which staff can make too, says that they voted and not what", async () => {
    const member = await aMember();
    await vote(member, await aPolled({ shows: "anonymous" }), 1);
    await vote(member, await aPolled({ options: ["Alpha", "Beta"] }), 1);
    const { rows } = (await copyOf(member.personId)).tables.find(({ table }) => table === "forum_votes")!;
    expect(rows.map((row) => row.choices)).toEqual([null, [1]]);
    expect(rows.map((row) => row.sealed)).not.toContainEqual([1]);
  });

  test("who is erased takes no vote back: what was chosen does not change when somebody goes", async () => {
    const topic = await aPolled();
    const leaver = await aMember();
    await vote(leaver, topic, 1);
    await testDb().db.delete(forumVotes).where(eq(forumVotes.personId, leaver.personId));
    expect(await countsOf(topic.author, topic)).toEqual([0, 1, 0]);
  });
});

describe("with its post", () => {
  test("it is gone while a moderator removed the post, or somebody reported a patient's details, and back with it", async () => {
    const topic = await aPolled({ question: "Who moves the fridge?" });
    const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
    await vote(await aMember(), topic, 0);
    await removePost(moderator, { ...at(topic), why: "Rude" });
    expect(await pollOf(topic.author, topic)).toBeNull();
    await expect(listVotes(moderator, at(topic), null)).rejects.toThrow(NotFoundError);
    expect(await vote(await aMember(), topic, 0)).toMatchObject({ reason: "removed" });
    const { code } = await latestModeration(topic.author);
    expect(await getModeration(ctxFor(topic.author), code)).toMatchObject({ poll: { question: "Who moves the fridge?" } });
    expect(await undoModeration(moderator, code)).toMatchObject({ ok: true });
    expect(await getModeration(moderator, code)).toMatchObject({ poll: null });
    expect(await countsOf(topic.author, topic)).toEqual([1, 0, 0]);

    await reportPost(ctxFor(await aMember()), { ...at(topic), reason: "patient-details", details: "" });
    expect(await pollOf(topic.author, topic)).toBeNull();
    for (const voter of [topic.author, await aMember(), await aMember({ roles: ["moderator"] })])
      expect(await vote(voter, topic, 1)).toMatchObject({ reason: "removed" });
    expect(await openReports(moderator, at(topic))).toMatchObject({ poll: { question: "Who moves the fridge?" } });
  });

  test.each([
    ["post", (by: Moderator, topic: TestTopic) => removePost(by, { ...at(topic), why: "Patient" })],
    ["topic", (by: Moderator, topic: TestTopic) => removeTopic(by, { topic: topic.code, why: "Patient" })],
  ])("its words are looked at when its %s is put back", async (_, remove) => {
    const topic = await aPolled();
    const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
    await testDb()
      .db.update(forumPolls)
      .set({ question: "Is NHS number 943 476 5919 yours?" })
      .where(eq(forumPolls.postId, await knowId(topic)));
    await remove(moderator, topic);
    const { code } = await latestModeration(topic.author);
    await expect(undoModeration(moderator, code)).rejects.toThrow(PatientDetailsError);
  });

  test("what its author takes back, or a moderator removed long ago, is gone with its votes", async () => {
    const [own, old] = [await aPolled(), await aPolled()];
    for (const topic of [own, old]) {
      await knowId(topic);
      await vote(await aMember(), topic, 0);
    }
    await removePost(ctxFor(own.author), { ...at(own), why: "" });
    await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { ...at(old), why: "Rude" });
    const stored = () =>
      testDb()
        .db.select()
        .from(forumPolls)
        .where(inArray(forumPolls.postId, [...ids.values()].slice(-2)));
    expect((await stored()).map(({ postId }) => postId)).toEqual([ids.get(old.code)]);
    await expireModerations(systemCtxFor(later(new Date(), 800 * DAY)));
    expect(await stored()).toEqual([]);
    expect([...(await votesOf(own)), ...(await votesOf(old))]).toEqual([]);
  });

  test.each(["keep", "delete"] as const)("its author leaves, %s: other people's names are gone from it", async (choice) => {
    const leaver = await aMember({ displayName: "Lena Leaverson" });
    const own = await aPolled({}, { author: leaver });
    const others = await aPolled({ question: "Does Lena Leaverson join us?", options: ["Ask Lena Leaverson", "No"] });
    await knowId(own);
    await vote(await aMember(), own, 0);
    await erasePosts(systemCtxFor(), leaver.personId, choice);
    const poll = await pollOf(others.author, others);
    expect(JSON.stringify(poll)).not.toContain("Leaverson");
    expect(await votesOf(own)).toHaveLength(choice === "keep" ? 1 : 0);
  });

  test("it waits with the post, is seen by who judges it, and stands once that is let through", async () => {
    const word = await aWatchedWord("hold");
    const category = await aCategory();
    const author = await aMember();
    const sent = { ...aNewTopic(), category, poll: aPoll({ options: [`Because of ${word}`, "No"], closesAt: later(new Date(), DAY) }) };
    const held = await startTopic(ctxFor(author), sent);
    if (held.ok || held.reason !== "held") throw new Error("it was not held");
    expect(await startTopic(ctxFor(author), sent)).toEqual(held);
    expect(await startTopic(ctxFor(author), { ...sent, poll: aPoll() })).toMatchObject({ reason: "sent-before" });
    const moderator = await aMember({ roles: ["moderator"] });
    expect((await showHeld(ctxFor(moderator), held.held)).poll).toMatchObject({ options: sent.poll.options });
    const then = later(new Date(), 3 * DAY);
    const let_ = await letThrough(ctxFor(moderator, then), held.held);
    if (!let_.ok) throw new Error(let_.reason);
    const code = let_.path.split("/")[3]!;
    const poll = (await getTopicPage(ctxFor(author, then), code, 1)).posts[0]!.poll!;
    expect(poll).toMatchObject({ question: "When do we meet?", mayVote: true });
    expect(new Date(poll.closesAt) > then).toBe(true);
    expect((await showHeld(ctxFor(moderator), held.held)).poll).toBeNull();
  });

  test("one for which no day was typed is open to the end of a day in London, as its page says", async () => {
    const topic = await aPolled({ closesAt: null }, { now: new Date("2026-07-01T09:00:00Z") });
    const [row] = await testDb()
      .db.select()
      .from(forumPolls)
      .where(eq(forumPolls.postId, await knowId(topic)));
    expect(row!.closesAt).toEqual(new Date("2027-07-02T22:59:59.999Z"));
  });

  test("its words are looked at as those of the post, and its day has to come", async () => {
    const category = await aCategory();
    const author = ctxFor(await aMember());
    const start = (poll: PollInput) => startTopic(author, { ...aNewTopic(), category, poll });
    await expect(start(aPoll({ question: "Is NHS number 943 476 5919 yours?" }))).rejects.toThrow(PatientDetailsError);
    await expect(start(aPoll({ closesAt: later(new Date(), -DAY) }))).rejects.toThrow(RefusedTextError);
    await expect(start(aPoll({ closesAt: later(new Date(), 400 * DAY) }))).rejects.toThrow(RefusedTextError);
    await expect(start(aPoll({ options: ["No", await aWatchedWord("refuse")] }))).rejects.toThrow(RefusedTextError);
  });

  test("the same form sent twice is one topic; with another poll its sender is told", async () => {
    const sent = { ...aNewTopic(), category: await aCategory(), poll: aPoll() };
    const author = ctxFor(await aMember());
    const first = await startTopic(author, sent);
    expect(await startTopic(author, sent)).toEqual(first);
    expect(await startTopic(author, { ...sent, poll: aPoll({ options: ["Monday", "Friday"] }) })).toMatchObject({ reason: "sent-before" });
    expect(await startTopic(author, { ...sent, poll: null })).toMatchObject({ reason: "sent-before" });
  });
});

describe("on the site", () => {
  test("it is asked with the topic, voted in and closed, with each error beside its field and all that was typed", async () => {
    const author = await browserOf(await anAccount());
    const category = await aCategory({ audience: "open" });
    const typed = {
      title: "Spring meeting",
      body: "Where?",
      submissionId: uuidv7(),
      pollQuestion: "Which town?",
      pollOptions: "Leeds\r\nYork\r\n",
      pollMost: "3",
      pollShows: "always",
    };
    const wrong = await author.post(`/forum/${category}/new`, typed);
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain("Enter a number from 1 to 2");
    expect(wrong.html).toContain("Leeds\nYork");
    const { pollShows: _, ...unsaid } = { ...typed, pollMost: "1" };
    expect((await author.post(`/forum/${category}/new`, unsaid)).html).toContain("Choose who sees what was chosen");
    const posted = await author.post(`/forum/${category}/new`, { ...typed, pollMost: "1" });
    expect(posted.status).toBe(303);
    const topic = posted.headers.get("location")!;
    const code = topic.split("/")[3]!.slice(0, 10);
    const poll = `/forum/topics/${code}/posts/1/poll`;
    expect((await aVisitor().get(topic)).html).toContain("Which town?");

    const empty = await author.post(poll, {});
    expect(empty.status).toBe(400);
    expect(empty.html).toContain("Choose what you vote for");
    expect((await author.post(poll, { choice: "1" })).status).toBe(303);
    expect((await aVisitor().get(topic)).html).toMatch(/York.*1 vote/s);
    expect((await author.post(`${poll}/close`, {})).status).toBe(303);
    expect((await aVisitor().get(topic)).html).toContain("Closed on");
  });
});

describe("under a reply", () => {
  const town = { question: "Which town?", options: ["Leeds", "York"], most: 1, shows: "always" as const, closesAt: null };
  const repliedWith = async (topic: TestTopic, more: Partial<Parameters<typeof replyToTopic>[1]> = {}, by?: TestPerson) => {
    const replied = await replyToTopic(ctxFor(by ?? (await aMember())), { ...aReply("Where?"), poll: town, topic: topic.code, ...more });
    return replied.ok ? replied.post.number : replied.reason;
  };
  const pollsIn = async (topic: { code: string }, reader: TestPerson) =>
    (await getTopicPage(ctxFor(reader), topic.code, 1)).posts.map(({ poll }) => poll?.options.map(({ count }) => count) ?? null);

  test("it is typed in the form of the reply, previewed with it, and posted once; a comment has none", async () => {
    const [topic, browser] = [await aTopic({ audience: "open" }), await browserOf(await anAccount())];
    const form = `/forum/topics/${topic.code}/replies`;
    const typed = {
      ...aReply("Where?"),
      pollQuestion: "Which town?",
      pollOptions: "Leeds\r\nYork\r\n",
      pollMost: "3",
      pollShows: "always",
    };
    const wrong = await browser.post(form, typed);
    expect([wrong.status, wrong.html.includes("Enter a number from 1 to 2"), wrong.html.includes("Leeds\nYork")]).toEqual([
      400,
      true,
      true,
    ]);
    const looked = await browser.post(form, { ...typed, pollMost: "1", look: "yes" });
    expect(looked.html).toMatch(/Poll: .*Which town\?<\/strong>.*<li>Leeds<\/li>/s);
    expect(await pollsIn(topic, topic.author)).toEqual([null]);

    for (const _ of ["once", "twice"]) expect((await browser.post(form, { ...typed, pollMost: "1" })).status).toBe(303);
    const other = await browser.post(form, { ...typed, pollMost: "1", pollQuestion: "Which county?" });
    expect(other.status).not.toBe(303);
    expect(await pollsIn(topic, topic.author)).toEqual([null, [0, 0]]);
    expect((await browser.post(`/forum/topics/${topic.code}/posts/2/poll`, { choice: "1" })).status).toBe(303);
    expect((await aVisitor().get(`/forum/topics/${topic.code}`)).html).toMatch(/York.*1 vote/s);

    const page = await aPage();
    await browser.post(`/${page}/comments`, { ...typed, submissionId: uuidv7(), pollMost: "1" });
    expect((await aVisitor().get(`/${page}`)).html).not.toContain("Which town?");
  });

  test("it waits with the reply and stands once that is let through; its words are watched and looked at as the reply's", async () => {
    const [topic, word, author] = [await aTopic(), await aWatchedWord("hold"), await aMember()];
    expect(await repliedWith(topic, { poll: { ...town, options: ["Leeds", word] } }, author)).toBe("held");
    expect(await pollsIn(topic, author)).toEqual([null]);
    const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
    const [waiting] = await testDb().sql<{ code: string }[]>`select code from forum_held_posts where author_id = ${author.personId}`;
    expect(await showHeld(moderator, waiting!.code)).toMatchObject({ poll: { options: ["Leeds", word] } });
    expect(await letThrough(moderator, waiting!.code)).toMatchObject({ ok: true });
    expect(await pollsIn(topic, author)).toEqual([null, [0, 0]]);
    await expect(repliedWith(topic, { poll: { ...town, question: "Is NHS number 943 476 5919 yours?" } })).rejects.toThrow(
      PatientDetailsError,
    );
  });

  test("it goes along with its votes where the reply is split off or merged, and back", async () => {
    const [topic, into] = [await aTopic(), await aTopic()];
    const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
    const number = (await repliedWith(topic)) as number;
    const voter = await aMember();
    await voteInPoll(ctxFor(voter), at(topic, number), [1]);
    const split = await splitTopic(moderator, { topic: topic.code, posts: [number], title: "Towns", why: "Its own question" });
    if (!split.ok) throw new Error(split.reason);
    const towns = { ...topic, code: split.topic.code };
    expect([await pollsIn(topic, voter), await pollsIn(towns, voter)]).toEqual([[null, null], [[0, 1]]]);
    await mergeTopic(moderator, { topic: towns.code, into: into.code, why: "Together" });
    expect(await pollsIn(into, voter)).toEqual([null, [0, 1]]);
    expect(await voteInPoll(ctxFor(voter), at(into, 2), [0])).toMatchObject({ ok: true });
    expect(await pollsIn(into, voter)).toEqual([null, [1, 0]]);
  });

  test("of a reply without a name readers learn the label alone, and its writer votes under it", async () => {
    const topic = await aTopic({ nameless: true });
    const writer = await aMember();
    const number = (await repliedWith(topic, { nameless: "yes" }, writer)) as number;
    await voteInPoll(ctxFor(writer), at(topic, number), [0]);
    const { post, votes } = await listVotes(ctxFor(await aMember()), at(topic, number), null);
    expect(JSON.stringify([post.author, votes])).not.toContain(writer.ref);
    expect(votes).toMatchObject([{ name: expect.stringContaining(NAMELESS), member: null }]);
  });

  test("the mail about the reply names it, and no choice", async () => {
    const [topic, watcher] = [await aTopic(), await aMember()];
    await watchTopic(ctxFor(watcher), topic.code, "watching");
    const number = (await repliedWith(topic)) as number;
    await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
    const [mail] = await testDb().db.select().from(messages).where(eq(messages.personId, watcher.personId));
    const built = JSON.stringify(await replyNotice.build(systemCtxFor(), mail!));
    expect(built).toContain("With a poll: “Which town?”");
    expect(built).not.toContain("Leeds");
  });
});

test("a mail about a new topic names its poll, and no choice", async () => {
  const category = await aCategory();
  const watcher = await aMember();
  await watchCategory(ctxFor(watcher), category, "first-posts");
  const topic = await aPolled({ question: "Which town?", options: ["Leeds", "York"] }, { category });
  await notifyTopicRecipients(systemCtxFor(), await knowId(topic));
  const [mail] = await testDb().db.select().from(messages).where(eq(messages.personId, watcher.personId));
  const built = JSON.stringify(await topicNotice.build(systemCtxFor(), mail!));
  expect(built).toContain("Which town?");
  expect(built).not.toContain("Leeds");
});

test("it moves in closed, with what was chosen, and out again to the byte; one without names says nothing before its end", async () => {
  const poll = {
    kind: "poll" as const,
    topic: "poplar/t1",
    number: 4,
    question: "Which town?",
    options: ["Leeds", "York"],
    most: 2,
    shows: "voted" as const,
    counts: [3, 1],
    voters: 3,
    closed: "2021-03-07T09:00:00.000Z",
  };
  const text = aForumFile(...aSmallForum("poplar"), poll);
  const report = await importText(text, { readers: { poplar: "members" } });
  expect(report).toMatchObject({ problems: [], made: { poll: 1 } });
  expect(await importText(text, { readers: { poplar: "members" } })).toMatchObject({ problems: [], made: { poll: 0 } });
  const wrong = [
    { ...poll, number: 2 },
    { ...poll, options: ["For 943 476 5919", "York"], number: 1 },
    { ...poll, counts: [1] },
  ];
  const told = await importText(aForumFile(...aSmallForum("poplar"), ...wrong), { readers: { poplar: "members" } });
  expect(told.problems.map(({ what }) => what)).toEqual([
    expect.stringContaining("no post 2"),
    expect.stringContaining("identify a patient"),
    expect.stringContaining("one count for each option"),
  ]);

  const open = await aPolled({ shows: "anonymous" });
  for (const member of await members(6)) await vote(member, open, 0);
  const exported = (await exportText()).split("\n").filter((line) => line.includes('"kind":"poll"'));
  const polls = exported.map((line) => JSON.parse(line));
  expect(polls).toContainEqual({ ...poll, topic: expect.any(String) });
  const quiet = polls.find(({ topic }) => topic === open.code);
  expect(quiet).toMatchObject({ shows: "anonymous", closed: expect.any(String) });
  expect(quiet).not.toHaveProperty("counts");
  expect(quiet).not.toHaveProperty("voters");
});
