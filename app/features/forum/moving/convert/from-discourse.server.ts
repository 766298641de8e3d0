import type { WrittenLine } from "~/features/forum/moving/forum-format";
import { QUESTION_MAX } from "~/features/forum/polls/poll.schema";
import { freeSlug } from "~/lib/slug";
import { inOneLine } from "~/lib/unseen";
import { byTopic, type Sorted } from "./by-topic.server";
import { beginConversion, type Conversion, type Converted, type ConvertTo, isoOf, leaveOut, putLines } from "./converted";
import { type CopyRow, copyRows } from "./copy-blocks";
import { POLL_TABLES, pollsOf, withoutPoll } from "./discourse-polls";
import { discourseToMarkdown } from "./markup";
import { tagsOf } from "./tags-abroad";
import { sha1Of } from "./upload-hash";

/** Small beside the posts: held while the dump is read. */
const HELD = [
  "categories",
  "users",
  "user_emails",
  "topics",
  "uploads",
  "topic_custom_fields",
  "discourse_solved_solved_topics",
  "discourse_solved_topic_answers",
  "tags",
  "topic_tags",
  ...POLL_TABLES,
];
const REGULAR = "1";
const MODERATOR_ACTION = "2";
const LIKE = "2";
const SYSTEM = -1;

type Row = { post: CopyRow } | { like: CopyRow };
type Held = Record<string, CopyRow[]>;

/**
 * A Discourse forum (2.0 to 3.5 and later), from the `dump.sql` of its own backup, which `pg_dump` writes: tables as COPY blocks, in the
 * order of their names. It is read twice. Private messages, whispers, staff's small actions, deleted and unlisted topics stay behind.
 */
export async function convertDiscourse(open: () => AsyncIterable<string>, to: ConvertTo): Promise<Converted> {
  return byTopic<Row, Converted>(async (sorted) => {
    const conversion = await beginConversion(to);
    const held: Held = Object.fromEntries(HELD.map((table) => [table, []]));
    const topicOfPost = await readAll(open, held, sorted);
    const topics = new Map(held.topics!.filter((topic) => isTaken(topic, conversion)).map((topic) => [Number(topic.id), topic]));
    await readLikes(open, topicOfPost, topics, sorted);
    const forum = describe(held, topics);

    await putLines(conversion, [...forum.categories, ...forum.tags.lines, ...forum.people]);
    for await (const drawer of sorted.drawers())
      for (const [id, rows] of drawer) if (topics.has(id)) await putLines(conversion, topicLines(topics.get(id)!, rows, forum, conversion));
    return conversion.report;
  });
}

/** Everything but the likes, whose posts are known only afterwards. */
async function readAll(open: () => AsyncIterable<string>, held: Held, sorted: Sorted<Row>): Promise<Map<number, number>> {
  const topicOfPost = new Map<number, number>();
  for await (const { table, row } of copyRows(open(), [...HELD, "posts"])) {
    if (table !== "posts") held[table]!.push(kept(table, row));
    else {
      topicOfPost.set(Number(row.id), Number(row.topic_id));
      await sorted.add(Number(row.topic_id), { post: kept(table, row) });
    }
  }
  return topicOfPost;
}

async function readLikes(
  open: () => AsyncIterable<string>,
  topicOfPost: Map<number, number>,
  topics: Map<number, CopyRow>,
  sorted: Sorted<Row>,
): Promise<void> {
  for await (const { row } of copyRows(open(), ["post_actions"])) {
    const topic = topicOfPost.get(Number(row.post_id));
    if (topic !== undefined && topics.has(topic) && row.post_action_type_id === LIKE && row.deleted_at === null)
      await sorted.add(topic, { like: { post_id: row.post_id!, user_id: row.user_id!, created_at: row.created_at! } });
  }
}

/** Of wide tables what is used. */
const USED: Record<string, string[]> = {
  posts:
    "id user_id post_number raw created_at reply_to_post_number deleted_at post_type last_editor_id hidden user_deleted version last_version_at".split(
      " ",
    ), // prettier-ignore
  users: ["id", "username", "staged", "active"],
  topics: "id title created_at user_id category_id archetype deleted_at closed pinned_at visible".split(" "),
  categories: "id name slug description position parent_category_id read_restricted".split(" "),
};

const kept = (table: string, row: CopyRow): CopyRow =>
  USED[table] ? Object.fromEntries(USED[table].map((column) => [column, row[column] ?? null])) : row;

function isTaken(topic: CopyRow, conversion: Conversion): boolean {
  const why =
    topic.archetype === "private_message"
      ? "Private messages"
      : topic.deleted_at !== null
        ? "Deleted topics"
        : topic.visible === "f"
          ? "Unlisted topics"
          : topic.category_id === null
            ? "Topics of no category"
            : null;
  if (why) leaveOut(conversion, why);
  return why === null;
}

type Forum = ReturnType<typeof describe>;

function describe(held: Held, topics: Map<number, CopyRow>) {
  const emails = new Map<string, string>();
  for (const row of held.user_emails!) if (row.primary === "t" || !emails.has(row.user_id!)) emails.set(row.user_id!, row.email!);
  const users = held.users!.filter(({ id }) => Number(id) > SYSTEM + 1);
  // what an anonymised account is called says nothing
  const named = users.filter(({ id }) => !/@anonymized\.invalid$/.test(emails.get(id!) ?? ""));
  const keyOf = new Map(named.map(({ id }) => [id, `u${id}`]));
  // what they were called on their posts: a full name was for whoever they chose
  const nameOf = new Map(named.map(({ username }) => [username!.toLowerCase(), username!]));
  const people: WrittenLine[] = named.map(({ id, username, staged, active }) => {
    const email = emails.get(id!) ?? null;
    // of an account that was made of somebody's mail, or never confirmed, anybody may have said whose it is
    const isProven = email !== null && !email.endsWith(".invalid") && staged !== "t" && active !== "f";
    return { kind: "person", key: keyOf.get(id!)!, name: username!.slice(0, 100), email: isProven ? email : null };
  });

  const slugs = new Map<string, string>();
  const byId = new Map(held.categories!.map((category) => [category.id, category]));
  const used = new Set([...topics.values()].map(({ category_id }) => category_id));
  const categories: WrittenLine[] = held
    .categories!.filter(({ id }) => used.has(id))
    .map((category) => {
      const parent = byId.get(category.parent_category_id);
      const key = freeSlug([parent?.slug, category.slug || category.name].filter(Boolean).join("-"), `category-${category.id}`, [
        ...slugs.values(),
      ]);
      slugs.set(category.id!, key);
      const name = [parent?.name, category.name].filter(Boolean).join(": ").slice(0, 100);
      const description = (category.description ?? "").replace(/<[^>]*>/g, "");
      const position = Math.min(999, Math.max(0, Number(category.position ?? 0)));
      return {
        kind: "category",
        key,
        name,
        description,
        position,
        readers: category.read_restricted === "t" ? "some groups" : "everybody who read the forum",
      };
    });
  const uploads = new Map(held.uploads!.map((upload) => [upload.sha1, upload]));
  const uploadOf = (reference: string) => {
    const found = uploads.get(sha1Of(reference));
    return found ? { name: found.original_filename ?? "Attachment", path: found.url ?? reference } : null;
  };
  return {
    people,
    categories,
    tags: tagsOf(
      held.tags!.map(({ id, name, description }) => ({ id: id!, name: name!, description: description ?? "" })),
      held.topic_tags!.flatMap(({ topic_id, tag_id }) => (topics.has(Number(topic_id)) ? [{ topic: topic_id!, tag: tag_id! }] : [])),
    ),
    slugs,
    answers: answersOf(held),
    polls: pollsOf(held),
    keyOf: (id: string | null) => keyOf.get(id) ?? null,
    words: { nameOf: (username: string) => nameOf.get(username.toLowerCase()), uploadOf },
  };
}

/** By topic: the plugin has kept its answers in three places over the years. */
function answersOf(held: Held): Map<string, { post: string; by: string | null; at: string | null }> {
  const solved = new Map(held.discourse_solved_solved_topics!.map((row) => [row.id, row]));
  const fields = held.topic_custom_fields!.filter(({ name }) => name === "accepted_answer_post_id");
  return new Map([
    ...fields.map((row) => [row.topic_id!, { post: row.value!, by: null, at: row.created_at! }] as const),
    ...[...solved.values()].flatMap((row) =>
      row.answer_post_id
        ? [[row.topic_id!, { post: row.answer_post_id, by: row.accepter_user_id ?? null, at: row.created_at! }] as const]
        : [],
    ),
    ...held.discourse_solved_topic_answers!.map(
      (row) =>
        [
          solved.get(row.solved_topic_id!)?.topic_id ?? "",
          { post: row.answer_post_id!, by: row.accepter_user_id ?? null, at: row.created_at ?? null },
        ] as const,
    ),
  ]);
}

function* topicLines(topic: CopyRow, rows: Row[], forum: Forum, conversion: Conversion): Generator<WrittenLine> {
  const posts = rows.flatMap((row) => ("post" in row ? [row.post] : [])).sort((a, b) => Number(a.post_number) - Number(b.post_number));
  const likes = new Map<string, CopyRow[]>();
  for (const row of rows) if ("like" in row) likes.set(row.like.post_id!, [...(likes.get(row.like.post_id!) ?? []), row.like]);
  const key = `t${topic.id}`;
  const first = posts.at(0);
  if (first?.post_number !== "1") return leaveOut(conversion, "Topics without a first post");
  const answer = forum.answers.get(topic.id!);
  const isGone = removedBy(first, forum) !== null;
  const category = forum.slugs.get(topic.category_id!);
  if (!category) return leaveOut(conversion, "Topics of no category");
  const created = isoOf(topic.created_at!);
  const title = isGone ? "[removed by a moderator]" : inOneLine(topic.title!).slice(0, 255);
  const closed = topic.closed === "t" ? created : null;
  yield {
    kind: "topic",
    key,
    category,
    title,
    author: isGone ? null : forum.keyOf(topic.user_id!),
    created,
    closed,
    pinned: topic.pinned_at ? isoOf(topic.pinned_at) : null,
    tags: forum.tags.of(topic.id!),
  };
  for (const post of posts) {
    const place = { topic: key, number: Number(post.post_number) };
    const at = isoOf(post.created_at!);
    const removed = removedBy(post, forum);
    if (removed) {
      leaveOut(conversion, "Posts that were deleted, hidden, whispered or said nothing");
      yield { kind: "post", ...place, created: at, removed };
      continue;
    }
    const isEdited = Number(post.version ?? 1) > 1 && post.last_version_at !== null;
    const editedBy = post.last_editor_id === post.user_id ? ("author" as const) : ("moderator" as const);
    const edited = isEdited ? { edited: isoOf(post.last_version_at!), editedBy } : {};
    const poll = forum.polls.get(post.id!);
    // a post that was nothing but its poll says it in words too
    const body = (poll && discourseToMarkdown(withoutPoll(post.raw!), forum.words)) || discourseToMarkdown(post.raw!, forum.words);
    const replyTo = post.reply_to_post_number ? Number(post.reply_to_post_number) : null;
    const attachments = [...post.raw!.matchAll(/\]\((upload:\/\/[^)\s]+)/g)].flatMap(
      ([, reference]) => forum.words.uploadOf(reference!) ?? [],
    );
    yield { kind: "post", ...place, author: forum.keyOf(post.user_id!), created: at, ...edited, body, replyTo, attachments };
    if (poll) yield { kind: "poll", ...place, ...poll, question: poll.question || title.slice(0, QUESTION_MAX) };
    for (const like of likes.get(post.id!) ?? []) {
      const by = forum.keyOf(like.user_id!);
      if (by && like.user_id !== post.user_id && forum.keyOf(post.user_id!))
        yield { kind: "thanks", ...place, by, at: isoOf(like.created_at!) };
    }
    if (answer?.post === post.id && place.number > 1)
      yield { kind: "answer", ...place, by: forum.keyOf(answer!.by), at: isoOf(answer!.at ?? post.created_at!) };
  }
  yield { kind: "permalink", path: `/t/${topic.id}`, topic: key };
}

/** Who took a post away, or kept it from readers; null for one that they read. */
function removedBy(post: CopyRow, { words }: Forum): "author" | "moderator" | null {
  if (post.user_deleted === "t") return "author";
  const isRead = (post.post_type === REGULAR || post.post_type === MODERATOR_ACTION) && post.deleted_at === null && post.hidden !== "t";
  return isRead && discourseToMarkdown(post.raw ?? "", words) !== "" ? null : "moderator";
}
