import type { WrittenLine } from "~/features/forum/moving/forum-format";
import { freeSlug } from "~/lib/slug";
import { inOneLine } from "~/lib/unseen";
import { byTopic, type Sorted } from "./by-topic.server";
import { beginConversion, type Conversion, type Converted, type ConvertTo, leaveOut, putLines } from "./converted";
import { nodebbToMarkdown } from "./markup";
import { tagsOf } from "./tags-abroad";

/** An object of the database, by its key; what `mongoexport` says of kinds of numbers is taken off. */
type Thing = Record<string, unknown>;
type Row = { post: Thing } | { vote: { pid: number; uids: number[] } };
type Held = { categories: Thing[]; users: Thing[]; topics: Thing[]; readers: Map<number, string[]>; tags: Map<number, string[]> };

/**
 * A NodeBB forum (1.15 to 4), from its collection `objects` as `mongoexport` writes it: one object a line, in any order. It is read twice.
 * Chats, deleted and scheduled topics, and what came from other servers stay behind.
 */
export async function convertNodebb(open: () => AsyncIterable<string>, to: ConvertTo): Promise<Converted> {
  return byTopic<Row, Converted>(async (sorted) => {
    const conversion = await beginConversion(to);
    const held: Held = { categories: [], users: [], topics: [], readers: new Map(), tags: new Map() };
    const topicOfPost = await readAll(open, held, sorted);
    const topics = new Map(held.topics.filter((topic) => isTaken(topic, conversion, to.now)).map((topic) => [numberOf(topic.tid), topic]));
    await readVotes(open, topicOfPost, topics, sorted);
    const forum = describe(held, topics);

    await putLines(conversion, [...forum.categories, ...forum.tags.lines, ...forum.people]);
    for await (const drawer of sorted.drawers())
      for (const [id, rows] of drawer) if (topics.has(id)) await putLines(conversion, topicLines(topics.get(id)!, rows, forum, conversion));
    return conversion.report;
  });
}

/** `{"$numberLong": "12"}`, 12 or "12" as 12; what cannot be one as 0. */
function numberOf(value: unknown): number {
  const plain = typeof value === "object" && value !== null ? Object.values(value)[0] : value;
  const number = Number(plain ?? 0);
  return Number.isFinite(number) ? number : 0;
}

const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

async function* things(open: () => AsyncIterable<string>): AsyncGenerator<{ key: string; thing: Thing }> {
  for await (const line of open()) {
    if (!line.startsWith("{")) continue;
    const thing = JSON.parse(line) as Thing;
    if (typeof thing._key === "string") yield { key: thing._key, thing };
  }
}

const READERS = /^group:cid:(\d+):privileges:groups:(?:topics:)?read:members$/;

async function readAll(open: () => AsyncIterable<string>, held: Held, sorted: Sorted<Row>): Promise<Map<number, number>> {
  const topicOfPost = new Map<number, number>();
  for await (const { key, thing } of things(open)) {
    const [, kind] = /^(post|topic|category|user):\d+$/.exec(key) ?? [];
    const [, cid] = READERS.exec(key) ?? [];
    const [, tagged] = /^topic:(\d+):tags$/.exec(key) ?? [];
    if (kind === "topic") held.topics.push(thing);
    else if (kind === "category") held.categories.push(thing);
    else if (kind === "user")
      held.users.push({ uid: thing.uid, username: thing.username, email: numberOf(thing["email:confirmed"]) === 1 ? thing.email : null });
    else if (kind === "post") {
      topicOfPost.set(numberOf(thing.pid), numberOf(thing.tid));
      await sorted.add(numberOf(thing.tid), { post: thing });
    } else if (tagged && Array.isArray(thing.members)) held.tags.set(Number(tagged), thing.members.map(textOf));
    else if (cid && typeof thing.value === "string") held.readers.set(Number(cid), [...(held.readers.get(Number(cid)) ?? []), thing.value]);
  }
  return topicOfPost;
}

async function readVotes(
  open: () => AsyncIterable<string>,
  topicOfPost: Map<number, number>,
  topics: Map<number, Thing>,
  sorted: Sorted<Row>,
): Promise<void> {
  for await (const { key, thing } of things(open)) {
    const [, pid] = /^pid:(\d+):upvote$/.exec(key) ?? [];
    const topic = pid ? topicOfPost.get(Number(pid)) : undefined;
    if (topic !== undefined && topics.has(topic) && Array.isArray(thing.members))
      await sorted.add(topic, { vote: { pid: Number(pid), uids: thing.members.map(numberOf) } });
  }
}

function isTaken(topic: Thing, conversion: Conversion, now: Date): boolean {
  const isScheduled = numberOf(topic.timestamp) > now.getTime();
  const why =
    numberOf(topic.deleted) === 1
      ? "Deleted topics"
      : isScheduled
        ? "Topics that are yet to appear"
        : numberOf(topic.cid) < 1
          ? "Topics of other servers"
          : null;
  if (why) leaveOut(conversion, why);
  return why === null;
}

type Forum = ReturnType<typeof describe>;

function describe({ categories, users, topics: _, readers, tags }: Held, topics: Map<number, Thing>) {
  const named = users.filter(({ username }) => textOf(username) !== "");
  const keyOf = new Map(named.map(({ uid }) => [numberOf(uid), `u${numberOf(uid)}`]));
  // what they were called on their posts: a full name was for whoever they chose
  const nameOf = new Map(named.map(({ username }) => [textOf(username).toLowerCase(), textOf(username)]));
  const people: WrittenLine[] = named.map(({ uid, username, email }) => ({
    kind: "person",
    key: keyOf.get(numberOf(uid))!,
    name: textOf(username).slice(0, 100),
    email: textOf(email) || null,
  }));

  // with the topic, between commas; before 1.18 as a set beside it
  const namesOf = ({ tid, tags: own }: Thing) => [
    ...new Set([...textOf(own).split(","), ...(tags.get(numberOf(tid)) ?? [])].map(inOneLine).filter(Boolean)),
  ];
  const slugs = new Map<number, string>();
  const byId = new Map(categories.map((category) => [numberOf(category.cid), category]));
  const used = new Set([...topics.values()].map(({ cid }) => numberOf(cid)));
  const lines: WrittenLine[] = categories
    .filter(({ cid }) => used.has(numberOf(cid)))
    .map((category) => {
      const cid = numberOf(category.cid);
      const parent = byId.get(numberOf(category.parentCid));
      const name = [parent?.name, category.name].filter(Boolean).map(textOf).join(": ").slice(0, 100);
      const key = freeSlug(name, `category-${cid}`, [...slugs.values()]);
      slugs.set(cid, key);
      const reads = readers.get(cid) ?? [];
      const isOff = numberOf(category.disabled) === 1;
      const known = isOff
        ? "nobody: it was switched off"
        : reads.includes("guests")
          ? "open"
          : reads.includes("registered-users")
            ? "everybody with an account"
            : "some groups";
      const position = Math.min(999, Math.max(0, numberOf(category.order)));
      return { kind: "category", key, name, description: textOf(category.description).replace(/<[^>]*>/g, ""), position, readers: known };
    });
  return {
    people,
    categories: lines,
    tags: tagsOf(
      [...new Set([...topics.values()].flatMap(namesOf))].map((name) => ({ id: name, name, description: "" })),
      [...topics].flatMap(([tid, topic]) => namesOf(topic).map((tag) => ({ topic: String(tid), tag }))),
    ),
    slugs,
    keyOf: (uid: unknown) => keyOf.get(numberOf(uid)) ?? null,
    toMarkdown: (text: string) => nodebbToMarkdown(text, { nameOf: (username) => nameOf.get(username.toLowerCase()) }),
  };
}

function* topicLines(topic: Thing, rows: Row[], forum: Forum, conversion: Conversion): Generator<WrittenLine> {
  const main = numberOf(topic.mainPid);
  const time = (post: Thing) => (numberOf(post.pid) === main ? 0 : numberOf(post.timestamp));
  // as NodeBB counts them: the first, then by their time
  const posts = rows
    .flatMap((row) => ("post" in row ? [row.post] : []))
    .sort((a, b) => time(a) - time(b) || numberOf(a.pid) - numberOf(b.pid));
  const voters = new Map(rows.flatMap((row) => ("vote" in row ? [[row.vote.pid, row.vote.uids] as const] : [])));
  const first = posts.at(0);
  const category = forum.slugs.get(numberOf(topic.cid));
  if (!first || !category) return leaveOut(conversion, first ? "Topics of no category" : "Topics without a post");
  const key = `t${numberOf(topic.tid)}`;
  const numbers = new Map(posts.map((post, at) => [numberOf(post.pid), at + 1]));
  const created = new Date(numberOf(topic.timestamp)).toISOString();
  const isGone = removedBy(first, forum) !== null;
  const title = isGone ? "[removed by a moderator]" : inOneLine(textOf(topic.title)).slice(0, 255) || "Untitled";
  const marks = { closed: numberOf(topic.locked) === 1 ? created : null, pinned: numberOf(topic.pinned) === 1 ? created : null };
  yield {
    kind: "topic",
    key,
    category,
    title,
    author: isGone ? null : forum.keyOf(topic.uid),
    created,
    ...marks,
    tags: forum.tags.of(String(numberOf(topic.tid))),
  };
  for (const [at, post] of posts.entries()) {
    const place = { topic: key, number: at + 1 };
    const createdAt = new Date(numberOf(post.timestamp)).toISOString();
    const removed = removedBy(post, forum);
    if (removed) {
      leaveOut(conversion, "Posts that were deleted or said nothing");
      yield { kind: "post", ...place, created: createdAt, removed };
    } else {
      const author = forum.keyOf(post.uid);
      const by = numberOf(post.editor) === numberOf(post.uid) ? ("author" as const) : ("moderator" as const);
      const edited = numberOf(post.edited) > 0 ? { edited: new Date(numberOf(post.edited)).toISOString(), editedBy: by } : {};
      const body = forum.toMarkdown(textOf(post.content));
      const attachments = [...body.matchAll(/\((\/assets\/uploads\/[^)\s]+)\)/g)].map(([, path]) => ({
        name: path!.split("/").at(-1)!,
        path: path!,
      }));
      yield {
        kind: "post",
        ...place,
        author,
        created: createdAt,
        ...edited,
        body,
        replyTo: numbers.get(numberOf(post.toPid)) ?? null,
        attachments,
      };
      const thankers = (voters.get(numberOf(post.pid)) ?? []).filter((uid) => author && forum.keyOf(uid) && uid !== numberOf(post.uid));
      // when it was is not kept there
      for (const uid of thankers) yield { kind: "thanks", ...place, by: forum.keyOf(uid)!, at: createdAt };
    }
    yield { kind: "permalink", path: `/post/${numberOf(post.pid)}`, topic: key, number: place.number };
  }
  yield { kind: "permalink", path: `/topic/${numberOf(topic.tid)}`, topic: key };
}

function removedBy(post: Thing, { toMarkdown }: Forum): "author" | "moderator" | null {
  if (numberOf(post.deleted) === 1) return numberOf(post.deleterUid) === numberOf(post.uid) ? "author" : "moderator";
  return toMarkdown(textOf(post.content)) === "" ? "moderator" : null;
}
