import { asc } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { createCategory } from "~/features/forum/create-category.server";
import { editPost } from "~/features/forum/edit-post.server";
import { lockTopic } from "~/features/forum/lock-topic.server";
import { notifyReplyRecipients } from "~/features/forum/notify-reply-recipients.server";
import { pinTopic } from "~/features/forum/pin-topic.server";
import { removePost } from "~/features/forum/remove-post.server";
import { replyToTopic } from "~/features/forum/reply-to-topic.server";
import { startTopic } from "~/features/forum/start-topic.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { jobOutbox } from "../schema/platform";
import type { Community } from "./people";
import type { PersonaKey } from "./personas";
import { categories, topics } from "./texts/forum";
import type { Audience, PostSeed, TopicSeed } from "./texts/seed-types";

/** The categories, and every topic with its posts at the times at which they were written. */
export async function seedForum(ctx: Ctx, people: Community): Promise<void> {
  for (const [position, { audience, ...category }] of categories.entries())
    await createCategory(ctx, { ...category, position, audience: audienceOf(audience) });
  for (const topic of topics) await seedTopic(ctx, people, topic);
}

export const audienceOf = (audience: Audience) => (typeof audience === "string" ? audience : { groups: [audience.group] });

async function seedTopic(ctx: Ctx, people: Community, seed: TopicSeed): Promise<void> {
  const started = later(ctx.now, -seed.daysAgo * DAY);
  const as = (key: PersonaKey, at: Date): Ctx => ({ ...ctx, actor: people.actorOf(key), now: at });
  const [first, ...replies] = seed.posts;
  const input = { category: seed.category, title: seed.title, body: firstText(first!), submissionId: uuidv7() };
  const topic = expectOk(await startTopic(as(seed.authorKey, started), input)).topic.code;
  await finishPost(as, { topic, number: 1 }, first!, started);

  for (const post of replies) {
    const at = later(started, post.hoursAfter * HOUR);
    const reply = expectOk(await replyToTopic(as(post.authorKey, at), { topic, body: firstText(post), submissionId: uuidv7() }));
    await tellWatchers(ctx, at);
    await finishPost(as, { topic, number: reply.number }, post, at);
  }
  if (seed.pinned) await pinTopic(as("moderator", later(started, HOUR)), topic);
  if (seed.locked) await lockTopic(as(seed.locked.byKey, later(started, seed.locked.hoursAfter * HOUR)), topic);
}

async function finishPost(
  as: (key: PersonaKey, at: Date) => Ctx,
  address: { topic: string; number: number },
  post: PostSeed,
  at: Date,
): Promise<void> {
  if (post.edited) {
    const edit = { ...address, body: post.bodyMarkdown, basedOn: "", why: "" };
    expectOk(await editPost(as(post.authorKey, later(at, post.edited.minutesAfter * MINUTE)), edit));
  }
  if (post.removed) {
    const by = post.removed.by === "author" ? post.authorKey : "moderator";
    expectOk(await removePost(as(by, later(at, post.removed.hoursAfterPost * HOUR)), { ...address, why: post.removed.why ?? "" }));
  }
}

/** What the worker does after each reply, at the time of the reply. */
async function tellWatchers(ctx: Ctx, at: Date): Promise<void> {
  const due = await ctx.db.select().from(jobOutbox).orderBy(asc(jobOutbox.id));
  for (const job of due) await notifyReplyRecipients({ ...ctx, now: at }, job.payload.postId!);
  await ctx.db.delete(jobOutbox);
}

const firstText = (post: PostSeed) => post.edited?.previously ?? post.bodyMarkdown;

function expectOk<R extends { ok: boolean }>(result: R): Extract<R, { ok: true }> {
  if (!result.ok) throw new Error(`the demo community breaks a rule: ${JSON.stringify(result)}`);
  return result as Extract<R, { ok: true }>;
}
