import { inArray } from "drizzle-orm";
import { forumPermalinks } from "#db/schema/forum/moving";
import { forumPolls } from "#db/schema/forum/polls";
import { forumAnswers, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { nobodyMovedIn } from "~/features/people/moved-in.server";
import type { ImportCtx, Numbered } from "./import-forum.server";
import { findImported, findWriters } from "./import-places.server";
import { submissionOf } from "./import-posts.server";
import { oldAddress } from "./old-address";

type Place = { topic: string; number: number };

/** The posts of the file that are here, by topic and number. */
async function findPosts({ ctx, forum }: ImportCtx, places: readonly Place[]) {
  const { id, topicId, number, authorId, removedAt, submissionId } = forumPosts;
  const wanted = [...new Set(places.map(({ topic, number }) => submissionOf(forum, topic, number)))];
  const found = await ctx.db
    .select({ id, topicId, number, authorId, removedAt, submissionId })
    .from(forumPosts)
    .where(inArray(submissionId, wanted));
  const byPlace = new Map(found.map((post) => [post.submissionId, post]));
  return ({ topic, number }: Place) => byPlace.get(submissionOf(forum, topic, number));
}

/** The posts and the people that marks of the file name. */
async function findMarked(importing: ImportCtx, lines: readonly (Place & { by: string | null })[]) {
  return {
    postOf: await findPosts(importing, lines),
    writer: await findWriters(
      importing,
      lines.map(({ by }) => by),
    ),
  };
}

/** Thanks of whoever is known, for what somebody else wrote that still stands. */
export async function importThanks(importing: ImportCtx, rows: Numbered<"thanks">[]): Promise<void> {
  const { ctx, report } = importing;
  if (rows.length === 0) return;
  const { postOf, writer } = await findMarked(
    importing,
    rows.map(({ line }) => line),
  );
  const fresh = new Map<string, typeof forumThanks.$inferInsert>();
  for (const { number, line } of rows) {
    const post = postOf(line);
    const personId = writer(line.by);
    if (!post) report.problems.push({ line: number, what: `there is no post ${line.number} of topic ${line.topic} of this file` });
    else if (personId === undefined) report.problems.push({ line: number, what: `there is no person ${line.by}` });
    // as if they had been said here
    else if (personId && post.authorId && !post.removedAt && personId !== post.authorId)
      fresh.set(`${post.id} ${personId}`, { postId: post.id, personId, authorId: post.authorId, thankedAt: line.at });
    else report.problems.push({ line: number, what: "thanks for a post of nobody's, or of one's own, or by nobody: left out" });
  }
  if (fresh.size === 0) return;
  const made = await ctx.db
    .insert(forumThanks)
    .values([...fresh.values()])
    .onConflictDoNothing()
    .returning({ postId: forumThanks.postId });
  report.made.thanks += made.length;
  report.already += fresh.size - made.length;
}

/** One answer of a topic at most; a mark that was made here stays. */
export async function importAnswers(importing: ImportCtx, rows: Numbered<"answer">[]): Promise<void> {
  const { ctx, report } = importing;
  if (rows.length === 0) return;
  const { postOf, writer } = await findMarked(
    importing,
    rows.map(({ line }) => line),
  );
  for (const { number, line } of rows) {
    const post = postOf(line);
    if (!post || post.number === 1 || post.removedAt) {
      report.problems.push({
        line: number,
        what: `there is no reply ${line.number} of topic ${line.topic} of this file that could be its answer`,
      });
      continue;
    }
    const markedBy = (line.by && writer(line.by)) || (await nobodyMovedIn(ctx));
    const made = await ctx.db
      .insert(forumAnswers)
      .values({ topicId: post.topicId, postId: post.id, markedBy, markedAt: line.at })
      .onConflictDoNothing()
      .returning({ postId: forumAnswers.postId });
    if (made.length > 0) report.made.answer++;
    else report.already++;
  }
}

/** Closed as they come: who voted there is nobody here, and would vote again. One that may identify a patient stays behind. */
export async function importPolls(importing: ImportCtx, rows: Numbered<"poll">[]): Promise<void> {
  const { ctx, report } = importing;
  if (rows.length === 0) return;
  const postOf = await findPosts(
    importing,
    rows.map(({ line }) => line),
  );
  for (const { number, line } of rows) {
    const { question, options, most, shows, counts, voters, closed } = line;
    const post = postOf(line);
    if (!post || post.removedAt) {
      report.problems.push({
        line: number,
        what: `there is no post ${line.number} of topic ${line.topic} of this file that could have a poll`,
      });
      continue;
    }
    if (findPatientDetails([question, ...options].join("\n"), ctx.now.getUTCFullYear()).length > 0) {
      report.problems.push({ line: number, what: "a poll that may identify a patient: left out" });
      continue;
    }
    const closedAt = closed ?? ctx.now;
    const made = await ctx.db
      .insert(forumPolls)
      .values({
        postId: post.id,
        question,
        options,
        most: Math.min(most, options.length),
        shows,
        counts: counts ?? options.map(() => 0),
        voters: counts ? voters : 0,
        closesAt: closedAt,
        closedAt,
      })
      .onConflictDoNothing()
      .returning({ postId: forumPolls.postId });
    if (made.length > 0) report.made.poll++;
    else report.already++;
  }
}

/** Where addresses of the other forum lead. The first that names one has it, also of two forums; that is said of the other. */
export async function importPermalinks(importing: ImportCtx, rows: Numbered<"permalink">[]): Promise<void> {
  const { ctx, report } = importing;
  if (rows.length === 0) return;
  const topics = await findImported(
    importing,
    "topic",
    rows.map(({ line }) => line.topic),
  );
  const there = await ctx.db
    .select()
    .from(forumPermalinks)
    .where(
      inArray(
        forumPermalinks.path,
        rows.flatMap(({ line }) => oldAddress(line.path) ?? []),
      ),
    );
  const taken = new Map(there.map(({ path, topicId }) => [path, topicId]));
  const fresh = new Map<string, typeof forumPermalinks.$inferInsert>();
  for (const { number, line } of rows) {
    const topicId = topics.get(line.topic);
    const path = oldAddress(line.path);
    if (!topicId) report.problems.push({ line: number, what: `there is no topic ${line.topic}` });
    else if (!path) report.problems.push({ line: number, what: "path: has no number after its first word" });
    else if (taken.has(path) && taken.get(path) !== topicId)
      report.problems.push({ line: number, what: `${path} leads to another topic here already` });
    else fresh.set(path, { path, topicId, number: line.number });
  }
  if (fresh.size === 0) return;
  const made = await ctx.db
    .insert(forumPermalinks)
    .values([...fresh.values()])
    .onConflictDoNothing()
    .returning({ path: forumPermalinks.path });
  report.made.permalink += made.length;
  report.already += fresh.size - made.length;
}
