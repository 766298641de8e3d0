import { randomUUID } from "node:crypto";
import { inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import type { AddedFile } from "~/features/files/add-file.server";
import { fileHtml } from "~/features/files/file-html";
import { mayNamePatient } from "~/features/files/file-name";
import { settleLatest } from "~/features/forum/topics/settle-latest.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { nobodyMovedIn } from "~/features/people/moved-in.server";
import type { Ctx } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { sha256 } from "~/lib/tokens.server";
import type { LineOf } from "./forum-format";
import { importAttachments, withFilesHere } from "./import-attachments.server";
import type { ImportCtx, Numbered } from "./import-forum.server";
import { findImported, findWriters } from "./import-places.server";
import { textFromAbroad } from "./text-abroad";

/** Told to moderators of what is hidden. */
const WHY_HELD = "Found while this was moved here from another forum.";

/** The same thing of the same forum is the same row, however often it is read. */
export function submissionOf(forum: string, topic: string, number = 0): string {
  const hex = sha256(`forum-import:${forum}:${topic}#${number}`).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Posts that are not here yet, under their own numbers. What their authors were erased with stays gone. */
export async function importPosts(importing: ImportCtx, rows: Numbered<"post">[]): Promise<void> {
  const { ctx, forum, report } = importing;
  if (rows.length === 0) return;
  const topics = await findTopics(
    importing,
    rows.map(({ line }) => line.topic),
  );
  const there = await findThere(ctx, rows, topics);
  const writer = await findWriters(
    importing,
    rows.map(({ line }) => line.author),
  );
  const fresh: Fresh[] = [];
  const stubs: Fresh["row"][] = [];
  for (const { number, line } of rows) {
    const topic = topics.get(line.topic);
    const authorId = line.author === null ? null : writer(line.author);
    const place = topic && `${topic.id}#${line.number}`;
    const before = place && there.get(place);
    if (before === submissionOf(forum, line.topic, line.number)) report.already++;
    else if (!topic || !place) report.problems.push({ line: number, what: `there is no topic ${line.topic}` });
    else if (before) report.problems.push({ line: number, what: `topic ${line.topic} has another post ${line.number} already` });
    else if (authorId === undefined) report.problems.push({ line: number, what: `there is no person ${line.author}` });
    else if (line.number > topic.last + LEAP_MAX)
      report.problems.push({ line: number, what: `after post ${topic.last} comes ${line.number}` });
    else {
      for (let missing = topic.last + 1; missing < line.number; missing++) stubs.push(stub(topic, missing, line.created));
      topic.last = Math.max(topic.last, line.number);
      const isErased = line.author !== null && authorId === null;
      const kept = isErased ? { ...line, removed: line.removed ?? ("author" as const) } : line;
      const files = kept.removed ? new Map<string, AddedFile>() : await importAttachments(importing, { number, line: kept, authorId });
      fresh.push(freshPost(importing, { number, line: kept, topic, authorId, files }));
      there.set(place, submissionOf(forum, line.topic, line.number));
      report.made.attachments += line.attachments.length;
    }
  }
  if (fresh.length === 0) return;
  const made = [...stubs, ...fresh.map(({ row }) => row)];
  for (let from = 0; from < made.length; from += ROWS) await ctx.db.insert(forumPosts).values(made.slice(from, from + ROWS));
  report.made.post += fresh.length;
  await hold(
    importing,
    fresh.filter(({ isHeld }) => isHeld),
  );
  await moveTopicsUp(ctx, fresh);
}

type Fresh = { row: typeof forumPosts.$inferInsert; number: number; isHeld: boolean };
type Topic = { id: string; code: string; title: string; last: number };

/** More posts than these are not deleted one after the other: the number is a mistake. */
const LEAP_MAX = 1000;
/** Rows in one statement, which has no room for all places that a file may leave out. */
const ROWS = 1000;

async function findTopics(importing: ImportCtx, keys: string[]): Promise<Map<string, Topic>> {
  const { ctx } = importing;
  const made = await findImported(importing, "topic", keys);
  if (made.size === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: forumTopics.id,
      code: forumTopics.code,
      title: forumTopics.title,
      // its first post comes with it
      last: sql<number>`case when ${forumTopics.importedNumber} > 0 then ${forumTopics.lastPostNumber} else 0 end`,
    })
    .from(forumTopics)
    .where(inArray(forumTopics.id, [...new Set(made.values())]));
  return new Map([...made].flatMap(([key, id]) => rows.filter((row) => row.id === id).map((row) => [key, row] as const)));
}

/** By topic and number, the sending that made the post that has it. */
async function findThere(ctx: Ctx, rows: Numbered<"post">[], topics: Map<string, Topic>): Promise<Map<string, string>> {
  const places = rows.flatMap(({ line }) => (topics.has(line.topic) ? [{ id: topics.get(line.topic)!.id, number: line.number }] : []));
  if (places.length === 0) return new Map();
  const found = await ctx.db
    .select({ topicId: forumPosts.topicId, number: forumPosts.number, submissionId: forumPosts.submissionId })
    .from(forumPosts)
    .where(
      sql`(${forumPosts.topicId}, ${forumPosts.number}) in (${sql.join(
        places.map(({ id, number }) => sql`(${id}::uuid, ${number}::int)`),
        sql`, `,
      )})`,
    );
  return new Map(found.map(({ topicId, number, submissionId }) => [`${topicId}#${number}`, submissionId]));
}

/** Numbers are counted with: of a post that the file leaves out stays what does of one that was removed. */
const stub = ({ id }: Topic, number: number, at: Date): Fresh["row"] => ({
  id: uuidv7(),
  topicId: id,
  number,
  bodyMarkdown: "",
  bodyHtml: "",
  rendererVersion: renderMarkdown("").version,
  submissionId: randomUUID(),
  createdAt: at,
  removedAt: at,
  removedBy: "moderator",
});

type NewPost = { number: number; line: LineOf<"post">; topic: Topic; authorId: string | null; files: ReadonlyMap<string, AddedFile> };

function freshPost({ ctx, forum }: ImportCtx, { number, line, topic, authorId, files }: NewPost): Fresh {
  const body = line.removed ? "" : withReferences(line, topic, files);
  const byCode = new Map([...files.values()].map((file) => [file.code, file]));
  const file = (code: string, words: string) => (byCode.has(code) ? fileHtml(byCode.get(code)!, words) : null);
  const { html, version } = renderMarkdown(body, { file });
  const read = line.number === 1 ? `${topic.title}\n${body}` : body;
  const year = ctx.now.getUTCFullYear();
  const isOfPatient = findPatientDetails(read, year).length > 0 || line.attachments.some(({ name }) => mayNamePatient(name, year));
  const isHeld = !line.removed && isOfPatient;
  const row = {
    id: uuidv7(),
    topicId: topic.id,
    number: line.number,
    authorId,
    namelessAs: authorId ? null : line.nameless,
    bodyMarkdown: body,
    bodyHtml: line.removed ? "" : html,
    rendererVersion: version,
    submissionId: submissionOf(forum, line.topic, line.number),
    createdAt: line.created,
    editedAt: line.edited,
    editedBy: line.edited ? line.editedBy : null,
    removedAt: line.removed ? (line.edited ?? line.created) : null,
    removedBy: line.removed,
    hiddenAt: isHeld ? ctx.now : null,
  };
  return { row, number, isHeld };
}

/** To what it replied, where that is not the post before and no quote says it; and what hung on it, where the text does not say that. */
function withReferences({ body, number, replyTo, attachments }: LineOf<"post">, { code }: Topic, files: NewPost["files"]): string {
  const saysTo = replyTo === null || replyTo >= number - 1 || /^\s*(>|\S.{0,110} wrote:)/.test(body);
  const to = saysTo ? [] : [`In reply to [post ${replyTo}](${postPath({ topic: { code, page: null }, number: replyTo })})`];
  const text = textFromAbroad(body);
  const hung = attachments.filter(({ path }) => !body.includes(path)).map(({ name, path }) => `Attachment: ${name} (${path})`);
  return withFilesHere([...to, text, ...hung].join("\n\n"), files);
}

/** Moderators find them in their list; nobody is told apart from whoever runs the import. */
async function hold({ ctx, report }: ImportCtx, held: Fresh[]): Promise<void> {
  if (held.length === 0) return;
  const reporterId = await nobodyMovedIn(ctx);
  const reason = "patient-details" as const;
  const rows = held.map(({ row }) => ({ id: uuidv7(), postId: row.id, reporterId, reason, details: WHY_HELD, at: ctx.now }));
  await ctx.db.insert(forumReports).values(rows);
  const first = held.filter(({ row }) => row.number === 1).map(({ row }) => row.topicId);
  if (first.length > 0) await ctx.db.update(forumTopics).set({ hiddenAt: ctx.now }).where(inArray(forumTopics.id, first));
  for (const { number } of held) report.held.push({ line: number, what: "may identify a patient: hidden until a moderator has looked" });
}

/** Their latest posts are these; none of them is news. */
async function moveTopicsUp(ctx: Ctx, fresh: Fresh[]): Promise<void> {
  const topics = [...new Set(fresh.map(({ row }) => row.topicId))].sort();
  const came = topics.map((id) => sql`(${id}::uuid, ${Math.max(...fresh.map(({ row }) => (row.topicId === id ? row.number : 0)))}::int)`);
  await ctx.db.execute(sql`
    update ${forumTopics} set last_post_number = greatest(last_post_number, came.number), imported_number = greatest(imported_number, came.number)
    from (values ${sql.join(came, sql`, `)}) as came (id, number) where ${forumTopics.id} = came.id`);
  await settleLatest(ctx, inArray(forumTopics.id, topics));
}
