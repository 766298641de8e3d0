import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { systemCtx } from "~/lib/ctx";
import { DAY, MINUTE } from "~/lib/dates";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { randomCode } from "~/lib/tokens.server";
import type { Connection } from "../client.server";
import { forumCategories } from "../schema/forum/topics";
import { batchesOf, copy, inBatches, timestamp } from "./copy-rows";
import { generator, sentence } from "./made-up-text";
import { seedMessages, seedSubscribers } from "./volume-newsletter";
import { seedMembers, VOLUME } from "./volume-people";
import { seedTopicTraces } from "./volume-traces";

export type Volume = { members: number; topics: number; posts: number; subscribers: number; messages: number };

/**
 * Fills the database up to any size, by COPY: members, topics with posts (one topic gets a tenth of all) and what daily use leaves beside
 * both, subscribers by address alone, and what they were sent. What an earlier run made counts: one that was stopped left whole batches,
 * and is gone on with. Text is plain, so that its HTML needs no renderer.
 */
export async function seedVolume(connection: Connection, volume: Volume): Promise<void> {
  await seedMembers(connection, volume.members);
  await seedTopics(connection, volume);
  await seedSubscribers(connection, volume.subscribers);
  await seedMessages(connection, volume.messages);
}

type Topic = { id: string; posts: number; at: number };

/** How many topics go into a transaction. */
const TOPICS_A_BATCH = 1000;

async function seedTopics(connection: Connection, volume: Volume): Promise<void> {
  if (volume.posts === 0 && volume.topics === 0) return;
  const category = await ensureCategory(connection);
  const [there] = await connection.sql<[{ topics: number; posts: number; largest: number }]>`
    select count(*)::int as topics, coalesce(sum(last_post_number), 0)::int as posts, coalesce(max(last_post_number), 0)::int as largest
    from forum_topics where category_id = ${category.id}`;
  const members = await connection.sql<{ id: string }[]>`
    select person_id as id from grants where role = 'member' and revoked_at is null limit 1000`;
  if (members.length === 0) throw new Error("topics need members: ask for some with --members");

  const random = generator(Date.now());
  const anybody = () => members[Math.floor(random() * members.length)]!.id;
  const topics = missingTopics(volume, there, random);
  const large = topics.filter(({ posts }) => posts > volume.posts / 20);
  const others = topics.filter((topic) => !large.includes(topic));
  const batches = [
    ...large.map((topic) => [topic]),
    ...batchesOf(others.length, TOPICS_A_BATCH).map(({ first, count }) => others.slice(first, first + count)),
  ];
  await inBatches(connection, { label: "Posts", batches, sizeOf: (batch) => sum(batch.map(({ posts }) => posts)) }, async (sql, batch) => {
    const rows = batch.map((topic) => ({ ...topic, author: anybody() }));
    await copy(
      sql,
      "forum_topics (id, code, category_id, scope_id, title, author_id, created_at, last_post_number, last_post_at, last_post_by, submission_id)",
      rows.map(({ id, posts, at, author }) => [
        id,
        randomCode(),
        category.id,
        category.scopeId,
        sentence(random, 6),
        author,
        timestamp(at - DAY),
        posts,
        timestamp(at),
        anybody(),
        uuidv7(),
      ]),
    );
    await copy(
      sql,
      "forum_posts (id, topic_id, number, author_id, body_markdown, body_html, renderer_version, submission_id, created_at)",
      rows.flatMap(({ id, posts, at, author }) =>
        Array.from({ length: posts }, (_, index) => {
          const texts = Array.from({ length: 1 + Math.floor(random() ** 4 * 3) }, () => `${sentence(random, 8)}. ${sentence(random, 12)}.`);
          const written = timestamp(at - DAY + Math.floor(((index + 1) / posts) * DAY));
          return [
            uuidv7(),
            id,
            index + 1,
            index === 0 ? author : anybody(),
            texts.join("\n\n"),
            texts.map((text) => `<p>${text}</p>`).join("\n"),
            RENDERER_VERSION,
            uuidv7(),
            written,
          ];
        }),
      ),
    );
    await seedTopicTraces(
      sql,
      rows.map(({ id }) => id),
    );
  });
}

/** The missing posts over the missing topics, each of which has one at least; a tenth of all in one topic, unless there is such a one. */
function missingTopics(wanted: Volume, there: { topics: number; posts: number; largest: number }, random: () => number): Topic[] {
  const posts = Math.max(0, wanted.posts - there.posts);
  const count = Math.max(wanted.topics - there.topics, posts > 0 ? 1 : 0);
  const now = Date.now();
  const topics = Array.from({ length: Math.max(0, count) }, (_, index) => ({
    id: uuidv7(),
    posts: 1,
    at: now - (there.topics + index + 1) * MINUTE,
  }));
  let left = posts - topics.length;
  if (left > 0 && there.largest < wanted.posts / 20) {
    const large = Math.floor(left / 10);
    topics[0]!.posts += large;
    left -= large;
  }
  for (; left > 0; left--) topics[Math.floor(random() * topics.length)]!.posts++;
  return topics;
}

const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);

async function ensureCategory(connection: Connection): Promise<{ id: string; scopeId: string }> {
  const find = () =>
    connection.db
      .select({ id: forumCategories.id, scopeId: forumCategories.scopeId })
      .from(forumCategories)
      .where(eq(forumCategories.slug, VOLUME));
  const [found] = await find();
  if (found) return found;
  const category = { slug: VOLUME, name: "Volume", description: "Topics made to measure.", position: 99, audience: "open" as const };
  await createCategory(systemCtx(connection.db, "volume"), category);
  return (await find())[0]!;
}
