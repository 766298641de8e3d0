import { and, asc, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { forumImports, forumPermalinks } from "#db/schema/forum/moving";
import { forumAnswers, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumTags, forumTopicTags } from "#db/schema/forum/tags";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { widestPart } from "~/features/files/file-html";
import { filesOfPost, type HungFile } from "~/features/files/files.queries.server";
import { readWhole, storage } from "~/features/files/storage.server";
import { isTold, type PollRow } from "~/features/forum/polls/poll.policy";
import { pollOfPost } from "~/features/forum/polls/polls.queries.server";
import { mentionsOf } from "~/features/forum/posts/mentions.queries.server";
import { quotesOf } from "~/features/forum/posts/quotes.queries.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { isNamedAbroad, listNamedAbroad, refAbroad } from "~/features/people/moved-in.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { namedGroups, readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { type ForumLine, type WrittenLine, writeHeader, writeLine } from "./forum-format";
import { textAbroad } from "./text-abroad";

export type ExportReport = Record<ForumLine["kind"] | "files", number>;

/** Where what hangs on posts is to lie beside the lines. */
export type PutFile = (path: string, bytes: Buffer) => Promise<void>;

/** Rows in one statement. */
const PAGE = 500;

type Write = (text: string) => Promise<void>;

/**
 * Writes the forum down in our format (`docs/forum-format.md`), as it stands at one moment: categories, tags, who wrote, topics with
 * their posts, thanks and answers, and where addresses of earlier forums lead. What was removed or is hidden goes without its words;
 * whoever left, or whose data is not to be used, without a name; and whoever wrote without theirs as readers are told. Comments stay with
 * their pages. `forum` is what it is called there; with `putFile` the pictures and files of its posts go with it.
 */
export async function exportForum(ctx: Ctx, forum: string, write: Write, putFile?: PutFile): Promise<ExportReport> {
  demandPermission(ctx, "change-roles");
  const report: ExportReport = { category: 0, tag: 0, person: 0, topic: 0, post: 0, thanks: 0, answer: 0, poll: 0, permalink: 0, files: 0 };
  await inTransaction(
    ctx,
    async (ctx) => {
      await write(writeHeader(forum));
      for await (const line of forumLines(ctx, forum, putFile)) {
        report[line.kind]++;
        if (line.kind === "post") report.files += line.attachments?.length ?? 0;
        await write(writeLine(line));
      }
      await recordEntry(ctx, { class: "disclosure", action: "forum.moved-out", objectKind: "forum", detail: { ...report } });
    },
    { isolation: "repeatable read" },
  );
  return report;
}

async function* forumLines(ctx: Ctx, forum: string, putFile?: PutFile): AsyncGenerator<WrittenLine> {
  yield* categoryLines(ctx);
  for (const { slug, ...tag } of await listTags(ctx)) yield { kind: "tag", key: slug, ...tag };
  yield* inPages(
    (last) => listWriters(ctx, last),
    (ids) => personLines(ctx, forum, ids),
  );
  yield* topicLines(ctx, forum, putFile);
  yield* permalinkLines(ctx, forum);
}

async function* categoryLines(ctx: Ctx): AsyncGenerator<WrittenLine> {
  const { slug, name, description, position } = forumCategories;
  const rows = await ctx.db
    .select({ key: slug, name, description, position, audience: readersColumns.audience, groups: namedGroups })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .orderBy(asc(position), asc(slug));
  for (const { audience, groups, ...category } of rows) {
    const named = groups.map((group) => group.slug).sort();
    yield { kind: "category", ...category, readers: audience === "groups" ? `groups:${named.join("+")}` : audience };
  }
}

/** Pages of ids, each as its lines. */
async function* inPages(page: (last: string | null) => Promise<string[]>, lines: (ids: string[]) => AsyncGenerator<WrittenLine>) {
  for (let ids = await page(null); ids.length > 0; ids = await page(ids.at(-1)!)) yield* lines(ids);
}

/** A topic of a category that nobody removed as a whole: what is written down. */
const isMoved = and(isNotNull(forumTopics.categoryId), isNull(forumTopics.removedAt))!;
const stands = and(isMoved, isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt))!;

/** Who wrote, began, thanked or marked what is written down, by their ids. */
async function listWriters(ctx: Ctx, last: PersonId | null): Promise<PersonId[]> {
  const after = last ?? "00000000-0000-0000-0000-000000000000";
  const ofPosts = (person: SQL, from: SQL) => sql`(select distinct ${person} as id from ${from}
    join ${forumTopics} on ${forumTopics.id} = ${forumPosts.topicId}
    where ${person} > ${after}::uuid and ${stands} and ${isNamedAbroad(person)} order by 1 limit ${PAGE})`;
  const post = sql`${forumPosts}`;
  const author = sql`${forumPosts.authorId}`;
  const thanks = sql`${forumThanks} join ${forumPosts} on ${forumPosts.id} = ${forumThanks.postId} and ${forumThanks.namelessAs} is null and ${isNamedAbroad(author)}`;
  const answer = sql`${forumAnswers} join ${forumPosts} on ${forumPosts.id} = ${forumAnswers.postId}`;
  const rows = await ctx.db.execute<{ id: PersonId }>(sql`
    select id from (${sql.join(
      [
        ofPosts(author, post),
        ofPosts(sql`${forumThanks.personId}`, thanks),
        ofPosts(sql`${forumAnswers.markedBy}`, answer),
        sql`(select distinct ${forumTopics.authorId} as id from ${forumTopics} where ${forumTopics.authorId} > ${after}::uuid and ${isMoved}
          and ${isNamedAbroad(sql`${forumTopics.authorId}`)} order by 1 limit ${PAGE})`,
      ],
      sql` union `,
    )}) writers order by id limit ${PAGE}`);
  return rows.map(({ id }) => id);
}

/** By the key that a file of this name gave, where they came from one: moved twice they are the same. */
const importedKey = (forum: string, of: SQL): SQL<string | null> =>
  sql<string | null>`(select min(came.key) from ${forumImports} came where came.forum = ${forum} and ${of})`;
const personKey = (forum: string, person: SQL): SQL<string | null> =>
  sql<
    string | null
  >`case when ${isNamedAbroad(person)} then coalesce(${importedKey(forum, sql`came.person_id = ${person}`)}, ${refAbroad(person)}) end`;
const topicKey = (forum: string) =>
  sql<string>`coalesce(${importedKey(forum, sql`came.topic_id = ${forumTopics.id}`)}, ${forumTopics.code})`;

async function* personLines(ctx: Ctx, forum: string, ids: PersonId[]): AsyncGenerator<WrittenLine> {
  const keys = await ctx.db
    .select({ id: forumImports.personId, key: sql<string>`min(${forumImports.key})` })
    .from(forumImports)
    .where(sql`${forumImports.forum} = ${forum} and ${forumImports.personId} = any(${`{${ids.join(",")}}`}::uuid[])`)
    .groupBy(forumImports.personId);
  const keyOf = new Map(keys.map(({ id, key }) => [id, key]));
  for (const { id, ref, name, email } of await listNamedAbroad(ctx, ids)) yield { kind: "person", key: keyOf.get(id) ?? ref, name, email };
}

/** Topics in the order in which they were made, each with its posts; many posts at once, also of many topics. */
async function* topicLines(ctx: Ctx, forum: string, putFile?: PutFile): AsyncGenerator<WrittenLine> {
  let last: { topicId: string; number: number } | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof listPosts>> = await listPosts(ctx, forum, last);
    for (const { topic, isHidden, removed, edited, editedBy, body, files, quotes, mentions, thanks, answer, poll, ...post } of rows) {
      if (last?.topicId !== post.topicId) yield topicLine(topic);
      last = post;
      const gone = removed === "author" ? ("author" as const) : removed || isHidden ? ("moderator" as const) : null;
      const place = { topic: topic.key, number: post.number };
      const { author, nameless, created } = post;
      const hung = gone || !putFile ? [] : await hangFiles(body, files, putFile);
      const paths = new Map(hung.map(({ code, path }) => [code, path]));
      const attachments = hung.length > 0 ? { attachments: hung.map(({ code: _, ...each }) => each) } : {};
      const text = gone
        ? { removed: gone, edited: null }
        : {
            author,
            nameless,
            edited,
            ...(edited && { editedBy: editedBy! }),
            body: textAbroad(body, { quotes, mentions }, paths),
            ...attachments,
          };
      yield { kind: "post", ...place, created: created.toISOString(), ...text, edited: text.edited?.toISOString() ?? null };
      if (gone) continue;
      for (const { by, at } of thanks) yield { kind: "thanks", ...place, by, at: new Date(at).toISOString() };
      if (answer) yield { kind: "answer", ...place, by: answer.by, at: new Date(answer.at).toISOString() };
      if (poll) yield { kind: "poll", ...place, ...pollAbroad(ctx, poll) };
    }
    if (rows.length < PAGE) return;
  }
}

/** Once each, called by what they hold; one whose bytes are missing is named in the text alone. */
async function hangFiles(body: string, files: HungFile[], putFile: PutFile) {
  const hung = [];
  for (const file of files.sort((a, b) => body.indexOf(a.code) - body.indexOf(b.code))) {
    const part = widestPart(file);
    if ((await storage().size(file.code, part)) === null) continue;
    const bytes = await readWhole(storage(), file.code, part);
    const hash = sha256(bytes).toString("hex");
    const path = `${hash}${/\.\w+$/.exec(file.name)![0]}`;
    await putFile(path, bytes);
    hung.push({ code: file.code, name: file.name, path, sha256: hash });
  }
  return hung;
}

/** As it stands, and closed in the file; of one without names not what nobody is told, or not yet. */
function pollAbroad(ctx: Ctx, { question, options, most, shows, counts, voters, closedAt }: PollRow) {
  const told = shows !== "anonymous" || isTold({ shows, closedAt, voters, own: null });
  return { question, options, most, shows, ...(told && { counts, voters }), closed: new Date(closedAt ?? ctx.now).toISOString() };
}

type TopicRow = Awaited<ReturnType<typeof listPosts>>[number]["topic"];

const topicLine = ({ created, closed, pinned, isHidden, ...topic }: TopicRow): WrittenLine => ({
  kind: "topic",
  ...topic,
  title: isHidden ? REMOVED_TITLES.moderator : topic.title,
  created: created.toISOString(),
  closed: closed?.toISOString() ?? null,
  pinned: pinned?.toISOString() ?? null,
});

function listPosts(ctx: Ctx, forum: string, last: { topicId: string; number: number } | null) {
  const { topicId, number, authorId } = forumPosts;
  return ctx.db
    .select({
      topicId,
      number,
      topic: {
        key: topicKey(forum),
        category: forumCategories.slug,
        title: forumTopics.title,
        author: personKey(forum, sql`${forumTopics.authorId}`),
        nameless: forumTopics.namelessAs,
        created: forumTopics.createdAt,
        closed: forumTopics.lockedAt,
        pinned: forumTopics.pinnedAt,
        tags: sql<string[]>`array(select tag.slug from ${forumTopicTags} its join ${forumTags} tag on tag.id = its.tag_id
          where its.topic_id = ${forumTopics.id} order by tag.slug)`,
        isHidden: sql<boolean>`${forumTopics.hiddenAt} is not null`,
      },
      author: personKey(forum, sql`${authorId}`),
      nameless: forumPosts.namelessAs,
      created: forumPosts.createdAt,
      edited: forumPosts.editedAt,
      editedBy: forumPosts.editedBy,
      removed: forumPosts.removedBy,
      isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
      body: forumPosts.bodyMarkdown,
      files: filesOfPost(forumPosts.id),
      quotes: quotesOf(ctx),
      mentions: mentionsOf(ctx, forumPosts.id),
      thanks: sql<{ by: string; at: string }[]>`case when ${isNamedAbroad(sql`${authorId}`)} then coalesce((
        select json_agg(json_build_object('by', ${personKey(forum, sql`${forumThanks.personId}`)}, 'at', ${forumThanks.thankedAt})
          order by ${forumThanks.thankedAt}, ${forumThanks.personId})
        from ${forumThanks} where ${forumThanks.postId} = ${forumPosts.id} and ${forumThanks.namelessAs} is null and ${isNamedAbroad(sql`${forumThanks.personId}`)}), '[]') else '[]' end`,
      answer: sql<{ by: string | null; at: string } | null>`(
        select json_build_object('by', ${personKey(forum, sql`${forumAnswers.markedBy}`)}, 'at', ${forumAnswers.markedAt})
        from ${forumAnswers} where ${forumAnswers.postId} = ${forumPosts.id})`,
      poll: pollOfPost(ctx),
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, topicId))
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .where(and(isMoved, last ? sql`(${topicId}, ${number}) > (${last.topicId}::uuid, ${last.number}::int)` : undefined))
    .orderBy(asc(topicId), asc(number))
    .limit(PAGE);
}

async function* permalinkLines(ctx: Ctx, forum: string): AsyncGenerator<WrittenLine> {
  let last: string | null = null;
  for (;;) {
    const rows: { path: string; topic: string; number: number | null }[] = await ctx.db
      .select({ path: forumPermalinks.path, topic: topicKey(forum), number: forumPermalinks.number })
      .from(forumPermalinks)
      .innerJoin(forumTopics, eq(forumTopics.id, forumPermalinks.topicId))
      .where(and(isMoved, last === null ? undefined : gt(forumPermalinks.path, last)))
      .orderBy(asc(forumPermalinks.path))
      .limit(PAGE);
    for (const row of rows) yield { kind: "permalink", ...row };
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.path;
  }
}
