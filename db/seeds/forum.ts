import { readFileSync } from "node:fs";
import { asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { addFile } from "~/features/files/add-file.server";
import { bookmarkPost, changeBookmark } from "~/features/forum/bookmarks/bookmark-post.server";
import { remindOfBookmarks } from "~/features/forum/bookmarks/remind-of-bookmarks.server";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { chooseDigest } from "~/features/forum/digest/choose-digest.server";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { closePoll } from "~/features/forum/polls/close-poll.server";
import { voteInPoll } from "~/features/forum/polls/vote-in-poll.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer, takeAnswerBack } from "~/features/forum/posts/mark-answer.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { addTag } from "~/features/forum/tags/arrange-tags.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { pinTopic } from "~/features/forum/topics/pin-topic.server";
import { setTopicDates } from "~/features/forum/topics/set-topic-dates.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { pageOfPost } from "~/features/forum/topics/topic-address";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyMentioned } from "~/features/forum/watching/notify-mentioned.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTag } from "~/features/forum/watching/watch-tag.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY, endOfDay, HOUR, later, londonDate, MINUTE, startOfDay } from "~/lib/dates";
import { slugOf } from "~/lib/slug";
import { forumBookmarks } from "../schema/forum/bookmarks";
import { forumModerations } from "../schema/forum/moderation";
import { persons } from "../schema/people";
import { jobOutbox } from "../schema/platform";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { categories, type PostSeed, type TopicSeed, tags, topics } from "./texts/forum";

/** Something that somebody does at a moment. */
type Happening = { at: Date; who: string; does: (ctx: Ctx) => Promise<void> };

/** Who hears of a category, and who of nothing in it. */
const WATCHES = [
  ["manager", "digital-and-data", "first-posts"],
  ["moderator", "new-to-the-job", "every-post"],
  ["editor", "tea-room", "muted"],
] as const;

/** The same of tags. */
const TAG_WATCHES = [
  ["manager", "rotas-and-leave", "every-post"],
  ["moderator", "money", "muted"],
  ["editor", "security-toolkit", "first-posts"],
] as const;

/** The categories, and everything that was written in them, in the order in which it was written. */
export async function seedForum(ctx: Ctx, people: Community): Promise<void> {
  for (const [position, category] of categories.entries()) await createCategory(ctx, { ...category, position });
  for (const tag of tags) expectOk(await addTag(ctx, tag));
  for (const [who, slug, level] of TAG_WATCHES)
    await watchTag({ ...ctx, actor: people.actorOf(who), now: later(ctx.now, -300 * DAY) } as PersonCtx, slug, level);
  for (const [who, slug, level] of WATCHES)
    await watchCategory({ ...ctx, actor: people.actorOf(who), now: later(ctx.now, -300 * DAY) } as PersonCtx, slug, level);
  await chooseDigest({ ...ctx, actor: people.actorOf("manager") } as PersonCtx, {
    every: "daily",
    hour: 7,
    category: categories.map(({ slug }) => slug).filter((slug) => slug !== "tea-room"),
    tags: TAG_WATCHES.map(([, slug]) => slug).slice(0, 1),
    singles: "yes",
  });
  const happenings = topics.flatMap((topic, index) => happeningsOf(ctx.now, topic, index)).sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, who, does } of happenings) {
    await does({ ...ctx, actor: people.actorOf(who), now: at });
    await tellWatchers(ctx, at);
  }
  await ignoring(ctx, people);
  await remindOfBookmarks({ ...ctx, now: later(ctx.now, -DAY) });
}

/** The manager has read enough of somebody. */
async function ignoring(ctx: Ctx, people: Community): Promise<void> {
  const [{ ref } = { ref: "" }] = await ctx.db
    .select({ ref: persons.ref })
    .from(persons)
    .where(eq(persons.id, people.actorOf("bounced").personId));
  expectOk(await ignoreMember({ ...ctx, actor: people.actorOf("manager") } as PersonCtx, ref));
}

function happeningsOf(now: Date, seed: TopicSeed, index: number): Happening[] {
  const day = later(now, -seed.daysAgo * DAY);
  // between 8:10am and 5pm, another for each topic
  const started = new Date(day.setUTCHours(8 + (index % 9), (10 + index * 23) % 60, 0, 0));
  let topic = "";
  const happenings = seed.posts.flatMap((post, position) => {
    const at = awake(later(started, post.hoursAfter * HOUR), now);
    const number = position + 1;
    const write = async (ctx: Ctx) => {
      const text = {
        body: await withFiles(ctx as PersonCtx, post.edited?.previously ?? post.body),
        submissionId: uuidv7(),
        nameless: post.nameless && ("yes" as const),
        poll: post.poll && { ...post.poll, closesAt: dayAfter(now, post.poll.closesInDays, endOfDay) },
      };
      if (number === 1) {
        const tags = seed.tags.map((name) => slugOf(name));
        topic = expectOk(await startTopic(ctx, { category: seed.category, title: seed.title, tags, ...text })).topic.code;
      } else await readAndReply(ctx, topic, text);
      if (seed.mutedByWriters && post.author !== seed.posts[0]!.author) await watchTopic(ctx, topic, "muted");
    };
    return [
      { at, who: post.author, does: write },
      ...afterwards(() => topic, number, post, at),
      ...thanking(() => topic, number, seed, at, now),
      ...answering(() => topic, number, seed, at, now),
      ...bookmarking(() => topic, number, post, at, now),
      ...polling(() => topic, number, post, at, now),
    ];
  });
  const acts: Happening[] = [];
  if (seed.pinned) acts.push({ at: later(started, MINUTE), who: "moderator", does: (ctx) => pinTopic(ctx, topic) });
  if (seed.locked) {
    const at = later(happenings.at(-1)!.at, MINUTE);
    acts.push({ at, who: seed.locked.by, does: (ctx) => lockTopic(ctx, topic) });
  }
  if (seed.moved) {
    const { by, to, why } = seed.moved;
    const move = async (ctx: Ctx) => void expectOk(await moveTopic(ctx, { topic, category: to, why, widen: false }));
    acts.push({ at: awake(later(happenings.at(-1)!.at, HOUR), now), who: by, does: move });
  }
  if (seed.split) {
    const { by, ...into } = seed.split;
    const split = async (ctx: Ctx) => void expectOk(await splitTopic(ctx, { topic, ...into }));
    acts.push({ at: awake(later(happenings.at(-1)!.at, HOUR), now), who: by, does: split });
  }
  const [closesOn, announcedUntil] = [dayAfter(now, seed.closesInDays, startOfDay), dayAfter(now, seed.announcedForDays, endOfDay)];
  if (closesOn || announcedUntil) {
    const dates = { closesOn, opensOn: null, pinnedUntil: null, announcedUntil };
    acts.push({
      at: awake(later(started, HOUR), now),
      who: "moderator",
      does: async (ctx) => void expectOk(await setTopicDates(ctx, topic, dates)),
    });
  }
  const readAll = async (ctx: Ctx) => {
    const { lastPostNumber } = await getTopic(ctx, topic);
    await markTopicRead(ctx, await getTopicPage(ctx, topic, pageOfPost(lastPostNumber)));
  };
  for (const who of seed.readBy) acts.push({ at: awake(later(happenings.at(-1)!.at, DAY), now), who, does: readAll });
  return [...happenings, ...acts];
}

/** Of the day that comes so many days after another. */
function dayAfter(now: Date, days: number | undefined, momentOf: typeof endOfDay): Date | null {
  if (days === undefined) return null;
  const [year, month, date] = londonDate(later(now, days * DAY))
    .split("-")
    .map(Number) as [number, number, number];
  return momentOf(year, month, date);
}

/** Adds what a text names as `seed:NAME`, a file of `texts/files`, as its writer does. */
async function withFiles(ctx: PersonCtx, body: string): Promise<string> {
  let text = body;
  for (const [, name] of body.matchAll(/\(seed:([\w.-]+)\)/g)) {
    const bytes = readFileSync(`db/seeds/texts/files/${name}`);
    const { file } = expectOk(await addFile(ctx, { name: name!, bytes, isDescribed: true }));
    text = text.replace(`(seed:${name})`, `(file:${file.code})`);
  }
  return text;
}

/** What became of a post after it was written. */
function afterwards(topic: () => string, number: number, post: PostSeed, at: Date): Happening[] {
  const { edited, removed } = post;
  const edit = (ctx: Ctx) => editPost(ctx, { topic: topic(), number, body: post.body, basedOn: "", why: "" });
  const remove = (ctx: Ctx) => removePost(ctx, { topic: topic(), number, why: removed?.why ?? "" });
  return [
    ...(edited
      ? [{ at: later(at, edited.minutesAfter * MINUTE), who: post.author, does: async (ctx: Ctx) => void expectOk(await edit(ctx)) }]
      : []),
    ...(removed
      ? [
          {
            at: later(at, removed.hoursAfterPost * HOUR),
            who: removed.by,
            does: async (ctx: Ctx) => void expectOk(await remove(ctx)),
          },
          ...appealing(post, later(at, removed.hoursAfterPost * HOUR)),
        ]
      : []),
  ];
}

/** Who started a topic thanks for the first answer; everybody in it thanks for what a long one says third. */
function thanking(topic: () => string, number: number, { posts }: TopicSeed, at: Date, now: Date): Happening[] {
  const writers = [...new Set(posts.map(({ author }) => author))].filter((who) => who !== posts[number - 1]!.author);
  const grateful = number === 2 ? writers.filter((who) => who === posts[0]!.author) : number === 3 && posts.length > 20 ? writers : [];
  if (posts[number - 1]!.removed || posts[0]!.nameless) return [];
  return grateful.map((who, index) => ({
    at: awake(later(at, (index + 1) * HOUR), now),
    who,
    does: async (ctx) => void expectOk(await thankPost(ctx as PersonCtx, { topic: topic(), number })),
  }));
}

/** Who started a topic says that this answered it, and perhaps that it did not after all. */
function answering(topic: () => string, number: number, { posts }: TopicSeed, at: Date, now: Date): Happening[] {
  const { answer } = posts[number - 1]!;
  if (!answer) return [];
  const who = posts[0]!.author;
  const press = (does: typeof markAnswer) => async (ctx: Ctx) => void expectOk(await does(ctx as PersonCtx, { topic: topic(), number }));
  const markedAt = awake(later(at, answer.hoursAfterPost * HOUR), now);
  const marks = [{ at: markedAt, who, does: press(markAnswer) }];
  if (answer.takenBackHoursLater === undefined) return marks;
  return [...marks, { at: awake(later(markedAt, answer.takenBackHoursLater * HOUR), now), who, does: press(takeAnswerBack) }];
}

/** A reader keeps the post, with a note to themselves and perhaps a day on which to hear of it again. */
function bookmarking(topic: () => string, number: number, { bookmarked }: PostSeed, at: Date, now: Date): Happening[] {
  if (!bookmarked) return [];
  const { by, hoursAfterPost, note, remindInDays } = bookmarked;
  const keep = async (ctx: Ctx) => {
    const reader = ctx as PersonCtx;
    const { post } = expectOk(await bookmarkPost(reader, { topic: topic(), number }));
    const [{ code } = { code: "" }] = await ctx.db.select().from(forumBookmarks).where(eq(forumBookmarks.postId, post.id));
    const remindOn = remindInDays === undefined ? null : londonDate(later(now, remindInDays * DAY));
    expectOk(await changeBookmark(reader, code, { note, remindOn }));
  };
  return [{ at: awake(later(at, hoursAfterPost * HOUR), now), who: by, does: keep }];
}

/** Readers vote one after the other, and perhaps whoever asked closes it. */
function polling(topic: () => string, number: number, { poll, author }: PostSeed, at: Date, now: Date): Happening[] {
  if (!poll) return [];
  const { votes, closedHoursAfterPost: closedAfter } = poll;
  const voting = Object.entries(votes).map(([who, choices], index) => ({
    at: awake(later(at, (index + 1) * HOUR), now),
    who,
    does: async (ctx: Ctx) => void expectOk(await voteInPoll(ctx as PersonCtx, { topic: topic(), number }, choices)),
  }));
  const close = async (ctx: Ctx) => void expectOk(await closePoll(ctx, { topic: topic(), number }));
  return closedAfter === undefined ? voting : [...voting, { at: awake(later(at, closedAfter * HOUR), now), who: author, does: close }];
}

/** Its author says why removing it was wrong, and another moderator decides. */
function appealing({ author, removed }: PostSeed, removedAt: Date): Happening[] {
  if (!removed?.appeal) return [];
  const { text, hoursAfterRemoval, decision } = removed.appeal;
  const appealedAt = later(removedAt, hoursAfterRemoval * HOUR);
  let code = "";
  const appeal = async (ctx: Ctx) => {
    const [act] = await ctx.db.select().from(forumModerations).where(eq(forumModerations.at, removedAt));
    code = act!.code;
    expectOk(await appealModeration(ctx, { code, appeal: text }));
  };
  const acts: Happening[] = [{ at: appealedAt, who: author, does: appeal }];
  if (decision) {
    const decide = async (ctx: Ctx) => void expectOk(await decideAppeal(ctx, { code, ...decision }));
    acts.push({ at: later(appealedAt, decision.hoursAfterAppeal * HOUR), who: decision.by, does: decide });
  }
  return acts;
}

/** Who answers has read what there is. */
async function readAndReply(ctx: Ctx, topic: string, text: Omit<Parameters<typeof replyToTopic>[1], "topic">): Promise<void> {
  const { lastRead, lastPostNumber } = await getTopic(ctx, topic);
  const pages = pageOfPost(lastPostNumber);
  for (let page = pageOfPost(lastRead ?? 1); page <= pages; page++) await markTopicRead(ctx, await getTopicPage(ctx, topic, page));
  expectOk(await replyToTopic(ctx, { topic, ...text }));
}

/** Nobody writes at night: what would fall between 10pm and 8am is written between 7am and 8am, in the same order. */
function awake(at: Date, now: Date): Date {
  const sinceTen = ((at.getUTCHours() + 2) % 24) + at.getUTCMinutes() / 60;
  const moved = sinceTen < 10 ? later(at, (9 + sinceTen / 10 - sinceTen) * HOUR) : at;
  return moved > now ? now : moved;
}

/** What the worker does after each topic and reply, at that time. */
const TELLERS: Record<string, (ctx: Ctx, postId: string) => Promise<unknown>> = {
  "forum.notify-topic": notifyTopicRecipients,
  "forum.notify-reply": notifyReplyRecipients,
  "forum.notify-mentioned": notifyMentioned,
};

export async function tellWatchers(ctx: Ctx, at: Date): Promise<void> {
  const due = await ctx.db.select().from(jobOutbox).orderBy(asc(jobOutbox.id));
  for (const { name, payload } of due) await TELLERS[name]!({ ...ctx, now: at }, payload.postId!);
  await ctx.db.delete(jobOutbox);
}
