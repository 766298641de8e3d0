import { inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumImports } from "#db/schema/forum/moving";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import type { Ctx } from "~/lib/ctx";
import { randomCode } from "~/lib/tokens.server";
import type { ImportCtx, Numbered } from "./import-forum.server";
import { findImported, findWriters } from "./import-places.server";
import { submissionOf } from "./import-posts.server";
import { importTopicTags } from "./import-tags.server";

const CODE = /^[0-9a-hjkmnp-tv-z]{10}$/;

/** Topics that are not here yet, each with its first post in the same batch; they keep their code, where it can be one and is free. */
export async function importTopics(importing: ImportCtx, rows: Numbered<"topic">[], posts: Numbered<"post">[]): Promise<void> {
  const { ctx, forum, report } = importing;
  const known = await findImported(
    importing,
    "topic",
    rows.map(({ line }) => line.key),
  );
  const categories = await findCategories(
    importing,
    rows.map(({ line }) => line.category),
  );
  const firstOf = ({ number, line }: Numbered<"topic">) => {
    const next = posts.find((post) => post.number > number)?.line;
    return next?.topic === line.key && next.number === 1 ? next : null;
  };
  const writer = await findWriters(
    importing,
    rows.flatMap((row) => [row.line.author, firstOf(row)?.author ?? null]),
  );
  const taken = await takenCodes(
    ctx,
    rows.map(({ line }) => line.key),
  );
  const fresh: (typeof forumTopics.$inferInsert & { key: string })[] = [];
  for (const row of rows) {
    const { number, line } = row;
    if (known.has(line.key)) {
      report.already++;
      continue;
    }
    const category = categories.get(line.category);
    const authorId = line.author === null ? null : writer(line.author);
    const first = firstOf(row);
    const unknown = [line.author, first?.author ?? null].find((author) => author !== null && writer(author) === undefined);
    const what = !category
      ? `there is no category ${line.category} of this file`
      : unknown
        ? `there is no person ${unknown}`
        : first
          ? null
          : "its first post has to follow";
    if (what || !category) {
      report.problems.push({ line: number, what: what! });
      continue;
    }
    const id = uuidv7();
    const isErased = line.author !== null && authorId === null;
    fresh.push({
      id,
      key: line.key,
      code: CODE.test(line.key) && !taken.has(line.key) ? line.key : randomCode(),
      categoryId: category.id,
      scopeId: category.scopeId,
      title: isErased ? REMOVED_TITLES.author : line.title,
      authorId,
      namelessAs: authorId ? null : line.nameless,
      createdAt: line.created,
      lastPostNumber: 1,
      lastPostAt: line.created,
      lastPostBy: authorId,
      lastNamelessAs: authorId ? null : line.nameless,
      lockedAt: line.closed,
      pinnedAt: line.pinned,
      submissionId: submissionOf(forum, line.key),
    });
    known.set(line.key, id);
  }
  if (fresh.length === 0) return;
  await ctx.db.insert(forumTopics).values(fresh.map(({ key: _, ...topic }) => topic));
  await importTopicTags(
    importing,
    fresh.flatMap(({ id, key }) => rows.flatMap(({ number, line }) => (line.key === key ? [{ number, id, tags: line.tags }] : []))),
  );
  await ctx.db.insert(forumImports).values(fresh.map(({ id, key }) => ({ forum, kind: "topic" as const, key, topicId: id, at: ctx.now })));
  report.made.topic += fresh.length;
}

async function findCategories(importing: ImportCtx, keys: string[]) {
  const { ctx } = importing;
  const made = await findImported(importing, "category", keys);
  if (made.size === 0) return new Map<string, { id: string; scopeId: string }>();
  const rows = await ctx.db
    .select({ id: forumCategories.id, scopeId: forumCategories.scopeId })
    .from(forumCategories)
    .where(inArray(forumCategories.id, [...made.values()]));
  return new Map([...made].map(([key, id]) => [key, rows.find((row) => row.id === id)!]));
}

async function takenCodes(ctx: Ctx, keys: string[]): Promise<Set<string>> {
  const codes = keys.filter((key) => CODE.test(key));
  if (codes.length === 0) return new Set();
  const rows = await ctx.db.select({ code: forumTopics.code }).from(forumTopics).where(inArray(forumTopics.code, codes));
  return new Set(rows.map(({ code }) => code));
}
