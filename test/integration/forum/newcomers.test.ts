import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { forumPosts } from "#db/schema/forum/posts";
import { persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { RefusedTextError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aNewTopic, aPageToComment, aReply, aTopic, countPosts, reply } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

const { browserOf } = aForumSite();

const LINKS = "One https://one.example, two https://two.example and three https://three.example";

/** Somebody who joined so long ago. */
async function joined<Person extends TestPerson>(person: Person, ago = HOUR): Promise<Person> {
  await systemCtxFor()
    .db.update(grants)
    .set({ startsAt: later(new Date(), -ago) })
    .where(eq(grants.personId, person.personId));
  return person;
}

/** All that they wrote, as if it had been so long ago. */
const wroteBefore = (person: TestPerson, ago: number) =>
  systemCtxFor()
    .db.update(forumPosts)
    .set({ createdAt: later(new Date(), -ago) })
    .where(eq(forumPosts.authorId, person.personId));

const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => (error instanceof RefusedTextError ? error.sentence : Promise.reject(error)),
  );

test("a newcomer’s post, comment, topic or edit has two links at most; anybody else’s has what it has", async () => {
  const newcomer = await joined(await aMember());
  const topic = await aTopic();
  const page = await aPageToComment();
  const ctx = ctxFor(newcomer);
  const number = await reply(newcomer, topic, "One https://one.example and two https://two.example");
  const more = "a post can have 2 links to other websites, and this has 3";

  expect(await refusal(replyToTopic(ctx, { ...aReply(LINKS), topic: topic.code }))).toContain(more);
  expect(await refusal(commentOnPage(ctx, { page, bodyMarkdown: LINKS, submissionId: crypto.randomUUID() }))).toContain(more);
  expect(await refusal(startTopic(ctx, { ...aNewTopic("A topic", LINKS), category: topic.category }))).toContain(more);
  expect(await refusal(editPost(ctx, { topic: topic.code, number, body: LINKS, basedOn: "", why: "" }))).toContain(more);
  expect(await countPosts(topic)).toBe(2);
  expect(await reply(await joined(await aMember(), 8 * DAY), topic, LINKS)).toBe(3);
});

test("links of the post that a newcomer quotes, and links to pages of the portal, are none of theirs", async () => {
  const newcomer = await joined(await aMember());
  const { code } = await aTopic({ body: LINKS });
  const ours = "[rules](/guidance/rules), [news](/news) and [the topic](/forum)";
  const quote = LINKS.split(" and ")[0];
  const [mine, theirs] = ["https://four.example https://five.example", `> [post 1]\n> ${quote}`];

  expect(await refusal(replyToTopic(ctxFor(newcomer), { ...aReply(`${theirs}\n\nSee ${ours}, ${mine}`), topic: code }))).toBeNull();
  expect(await refusal(replyToTopic(ctxFor(newcomer), { ...aReply(`${theirs}\n\n${mine} https://six.example`), topic: code }))).toContain(
    "this has 3",
  );
});

test("a newcomer writes five posts in a day, also when all are sent at once, and begins one topic in an hour", async () => {
  const newcomer = await joined(await aMember());
  const category = await aCategory();
  const start = (now: Date) => refusal(startTopic(ctxFor(newcomer, now), { ...aNewTopic(), category }));
  const now = new Date();
  expect(await start(now)).toBeNull();
  expect(await start(now)).toContain("you can begin 1 topic in an hour");
  expect(await start(later(now, HOUR + 1))).toBeNull();

  const topics = await Promise.all([1, 2, 3, 4, 5].map(() => aTopic()));
  const soon = later(now, 2 * HOUR);
  const sent = await Promise.all(topics.map(({ code }) => refusal(replyToTopic(ctxFor(newcomer, soon), { ...aReply(), topic: code }))));
  expect(sent.filter((sentence) => sentence === null)).toHaveLength(3);
  expect(sent.find(Boolean)).toContain("you can write 5 posts in 24 hours");
});

test("the same form sent again is no further post", async () => {
  const newcomer = await joined(await aMember());
  const category = await aCategory();
  const sent = { ...aNewTopic(), category };
  expect(await startTopic(ctxFor(newcomer), sent)).toMatchObject({ ok: true });
  expect(await startTopic(ctxFor(newcomer), sent)).toMatchObject({ ok: true });
});

test.each([
  ["who wrote three posts before today", 2],
  ["who wrote in a forum that was moved here, long ago", 900],
])("%s is no newcomer", async (_who, days) => {
  const person = await joined(await aMember());
  const topic = await aTopic();
  for (let written = 0; written < 3; written++) await reply(person, topic);
  await wroteBefore(person, days * DAY);
  expect(await refusal(replyToTopic(ctxFor(person), { ...aReply(LINKS), topic: topic.code }))).toBeNull();
});

test("whose record took in who wrote here before is no newcomer", async () => {
  const [before, now, topic] = [await aMember(), await joined(await aMember()), await aTopic()];
  for (let written = 0; written < 3; written++) await reply(before, topic);
  await wroteBefore(before, 30 * DAY);
  await systemCtxFor().db.update(persons).set({ mergedInto: now.personId }).where(eq(persons.id, before.personId));
  expect(await refusal(replyToTopic(ctxFor(now), { ...aReply(LINKS), topic: topic.code }))).toBeNull();
});

test("staff are no newcomers, and nobody is where the settings say so", async () => {
  const topic = await aTopic();
  expect(await reply(await joined(await aMember({ roles: ["editor"] })), topic, LINKS)).toBe(2);
  await changeSettings(systemCtxFor(), { newcomerDays: 0 });
  try {
    expect(await reply(await joined(await aMember()), topic, LINKS)).toBe(3);
  } finally {
    await changeSettings(systemCtxFor(), { newcomerDays: 7 });
  }
});

test("the limit is told beside the field, with what was typed and how long it lasts", async () => {
  const newcomer = await joined(await anAccount());
  const { code } = await aTopic();
  const refused = await (await browserOf(newcomer)).post(`/forum/topics/${code}/replies`, aReply(LINKS));
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("three https://three.example</textarea>");
  expect(refused.html).toContain("for your first 7 days or until you have 3 posts here that are older than a day");
});
