import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { publishWording } from "~/features/consents/wordings.server";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { createNewsletter } from "~/features/newsletters/create-newsletter.server";
import { systemCtx } from "~/lib/ctx";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { addressHashes, randomCode, sha256, writingKeyId } from "~/lib/tokens.server";
import type { Connection } from "../client.server";
import { lists } from "../schema/consents";
import { forumCategories } from "../schema/forum/topics";
import { newsletters } from "../schema/newsletters";
import { bytes, copy, timestamp } from "./copy-rows";
import { generator, sentence } from "./made-up-text";

export type Volume = { members: number; topics: number; posts: number; subscribers: number };

/** The slug of the category and of the newsletter that volume goes into. */
export const VOLUME = "volume";

/**
 * Fills the database to any size, by COPY: members, topics with posts (the first topic gets a tenth of all), subscribers by address alone.
 * What is there stays. Text is plain, so that its HTML needs no renderer.
 */
export async function seedVolume(connection: Connection, volume: Volume): Promise<void> {
  const started = Date.now();
  const random = generator(started);
  const authors = await seedMembers(connection, volume.members, started);
  if (volume.topics > 0 || volume.posts > 0) await seedTopics(connection, volume, authors, started, random);
  if (volume.subscribers > 0) await seedSubscribers(connection, volume.subscribers, started);
  for (const table of ["persons", "addresses", "grants", "forum_topics", "forum_posts", "subscriptions", "consent_records"])
    await connection.sql.unsafe(`analyze ${table}`).catch(() => {}); // only the owner may; autovacuum gets there too
}

async function seedMembers(connection: Connection, count: number, now: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  const at = timestamp(now - 400 * 86_400_000);
  await copyPersons(connection, "Members", ids, at, (index) => [
    `Member ${index} Volume`,
    "Practice manager",
    `Volume Surgery ${index % 500}`,
  ]);
  await copyAddresses(
    connection,
    ids.map((personId, index) => ({ id: uuidv7(), personId, email: `member${index}-${now}@volume.example` })),
    at,
  );
  await copy(connection, "grants (id, person_id, role, starts_at, source)", count, (index) => [
    uuidv7(),
    ids[index],
    "member",
    at,
    "volume",
  ]);
  return ids;
}

async function seedTopics(connection: Connection, volume: Volume, authors: string[], now: number, random: () => number): Promise<void> {
  const category = await ensureCategory(connection);
  const people =
    authors.length > 0
      ? authors
      : (
          await connection.sql<{ id: string }[]>`select person_id as id from grants where role = 'member' and revoked_at is null limit 1000`
        ).map((row) => row.id);
  if (people.length === 0) throw new Error("topics need members: ask for some with --members");
  const anybody = () => people[Math.floor(random() * people.length)]!;
  const topics = Array.from({ length: Math.max(1, volume.topics) }, (_, index) => ({
    id: uuidv7(),
    author: anybody(),
    posts: 1,
    at: now - (index + 1) * 60_000,
  }));
  const rest = Math.max(0, volume.posts - topics.length);
  topics[0]!.posts += Math.floor(rest / 10);
  for (let left = rest - Math.floor(rest / 10); left > 0; left--) topics[Math.floor(random() * topics.length)]!.posts++;

  await copy(
    connection,
    "forum_topics (id, code, category_id, scope_id, title, author_id, created_at, last_post_number, last_post_at, last_post_by, submission_id)",
    topics.length,
    (index) => {
      const topic = topics[index]!;
      return [
        topic.id,
        randomCode(),
        category.id,
        category.scopeId,
        sentence(random, 6),
        topic.author,
        timestamp(topic.at - 86_400_000),
        topic.posts,
        timestamp(topic.at),
        anybody(),
        uuidv7(),
      ];
    },
    "Topics",
  );
  const posts = topics.flatMap((topic) => Array.from({ length: topic.posts }, (_, index) => ({ topic, number: index + 1 })));
  await copy(
    connection,
    "forum_posts (id, topic_id, number, author_id, body_markdown, body_html, renderer_version, submission_id, created_at)",
    posts.length,
    (index) => {
      const { topic, number } = posts[index]!;
      const paragraphs = Array.from({ length: 1 + Math.floor(random() * 3) }, () => `${sentence(random, 14)}. ${sentence(random, 18)}.`);
      const at = timestamp(topic.at - 86_400_000 + Math.floor((number / topic.posts) * 86_400_000));
      const author = number === 1 ? topic.author : anybody();
      return [
        uuidv7(),
        topic.id,
        number,
        author,
        paragraphs.join("\n\n"),
        paragraphs.map((text) => `<p>${text}</p>`).join("\n"),
        RENDERER_VERSION,
        uuidv7(),
        at,
      ];
    },
    "Posts",
  );
}

async function seedSubscribers(connection: Connection, count: number, now: number): Promise<void> {
  const { listId, wordingId } = await ensureNewsletter(connection);
  const at = timestamp(now - 30 * 86_400_000);
  const people = Array.from({ length: count }, (_, index) => ({
    personId: uuidv7(),
    id: uuidv7(),
    email: `subscriber${index}-${now}@volume.example`,
  }));
  await copyPersons(
    connection,
    "Subscribers",
    people.map((person) => person.personId),
    at,
    () => [null, null, null],
  );
  await copyAddresses(connection, people, at);

  const [first] = await connection.sql<
    { id: string }[]
  >`select nextval(pg_get_serial_sequence('consent_records', 'id')) as id from generate_series(1, ${count}) limit 1`;
  const firstId = Number(first!.id);
  const keyId = writingKeyId();
  const salt = Buffer.alloc(16);
  const commitment = bytes(sha256(Buffer.concat([salt, Buffer.from("null")])));
  await connection.sql`select setval(pg_get_serial_sequence('consent_records', 'id'), ${firstId + count})`;
  await copy(
    connection,
    "consent_records (id, at, person_id, list_id, action, wording_id, address_hash, key_id, actor_kind, source, salt, commitment)",
    count,
    (index) => {
      const { personId, email } = people[index]!;
      return [
        firstId + index,
        at,
        personId,
        listId,
        "given",
        wordingId,
        bytes(addressHashes(email)[0]!),
        keyId,
        "system",
        "volume",
        bytes(salt),
        commitment,
      ];
    },
    "Consents",
  );
  await copy(connection, "subscriptions (id, person_id, list_id, address_id, state, consent_id, changed_at)", count, (index) => {
    const { personId, id } = people[index]!;
    return [uuidv7(), personId, listId, id, "active", firstId + index, at];
  });
}

const copyPersons = (
  connection: Connection,
  label: string,
  ids: string[],
  at: string,
  names: (index: number) => [string | null, string | null, string | null],
) =>
  copy(
    connection,
    "persons (id, ref, full_name, display_name, job_title, organisation_name, source, processing, created_at)",
    ids.length,
    (index) => {
      const [name, title, organisation] = names(index);
      return [ids[index], randomCode().toUpperCase(), name, name, title, organisation, "volume", name ? "yes" : "none", at];
    },
    label,
  );

const copyAddresses = (connection: Connection, rows: { id: string; personId: string; email: string }[], at: string) =>
  copy(
    connection,
    "addresses (id, person_id, channel, value, canonical, hashes, is_primary, source, verified_at, created_at)",
    rows.length,
    (index) => {
      const { id, personId, email } = rows[index]!;
      const hashes = `{${addressHashes(email)
        .map((hash) => `"\\\\x${hash.toString("hex")}"`)
        .join(",")}}`;
      return [id, personId, "email", email, email, hashes, true, "volume", at, at];
    },
  );

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

async function ensureNewsletter(connection: Connection): Promise<{ listId: string; wordingId: string }> {
  const ctx = systemCtx(connection.db, "volume");
  const wordingId = (await publishWording(ctx, { slug: "newsletter-volume", body: "Subscribers made to measure." })).id;
  const [found] = await connection.db
    .select({ listId: lists.id })
    .from(newsletters)
    .innerJoin(lists, eq(lists.id, newsletters.listId))
    .where(eq(newsletters.slug, VOLUME));
  if (found) return { listId: found.listId, wordingId };
  const newsletter = {
    slug: VOLUME,
    name: "Volume",
    description: "Subscribers made to measure.",
    frequency: "Never",
    audience: "open" as const,
  };
  const made = await createNewsletter(ctx, newsletter);
  if (!made.ok) throw new Error(made.reason);
  return { listId: made.listId, wordingId };
}
