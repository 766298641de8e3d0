import { readFileSync } from "node:fs";
import { asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { addFile } from "~/features/files/add-file.server";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer, takeAnswerBack } from "~/features/forum/posts/mark-answer.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { pinTopic } from "~/features/forum/topics/pin-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { pageOfPost } from "~/features/forum/topics/topic-address";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { forumModerations } from "../schema/forum/moderation";
import { jobOutbox } from "../schema/platform";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { categories, type PostSeed, type TopicSeed, topics } from "./texts/forum";

/** Something that somebody does at a moment. */
type Happening = { at: Date; who: string; does: (ctx: Ctx) => Promise<void> };

/** The categories, and everything that was written in them, in the order in which it was written. */
export async function seedForum(ctx: Ctx, people: Community): Promise<void> {
  for (const [position, category] of categories.entries()) await createCategory(ctx, { ...category, position });
  const happenings = topics.flatMap((topic, index) => happeningsOf(ctx.now, topic, index)).sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, who, does } of happenings) {
    await does({ ...ctx, actor: people.actorOf(who), now: at });
    await tellWatchers(ctx, at);
  }
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
      const text = { body: await withFiles(ctx as PersonCtx, post.edited?.previously ?? post.body), submissionId: uuidv7() };
      if (number === 1) topic = expectOk(await startTopic(ctx, { category: seed.category, title: seed.title, ...text })).topic.code;
      else await readAndReply(ctx, topic, text);
      if (seed.mutedByWriters && post.author !== seed.posts[0]!.author) await watchTopic(ctx, topic, "muted");
    };
    return [
      { at, who: post.author, does: write },
      ...afterwards(() => topic, number, post, at),
      ...thanking(() => topic, number, seed, at, now),
      ...answering(() => topic, number, seed, at, now),
    ];
  });
  const acts: Happening[] = [];
  if (seed.pinned) acts.push({ at: later(started, MINUTE), who: "moderator", does: (ctx) => pinTopic(ctx, topic) });
  if (seed.locked) {
    const at = later(happenings.at(-1)!.at, MINUTE);
    acts.push({ at, who: seed.locked.by, does: (ctx) => lockTopic(ctx, topic) });
  }
  return [...happenings, ...acts];
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
  if (posts[number - 1]!.removed) return [];
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
async function readAndReply(ctx: Ctx, topic: string, text: { body: string; submissionId: string }): Promise<void> {
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

/** What the worker does after each reply, at the time of the reply. */
export async function tellWatchers(ctx: Ctx, at: Date): Promise<void> {
  const due = await ctx.db.select().from(jobOutbox).orderBy(asc(jobOutbox.id));
  for (const job of due) await notifyReplyRecipients({ ...ctx, now: at }, job.payload.postId!);
  await ctx.db.delete(jobOutbox);
}
