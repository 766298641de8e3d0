import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { holdsFiles } from "~/features/files/render-with-files.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { freshLabel, relabelled } from "./nameless";

const { topicId, namelessAs, namelessBy, number, movedToId } = forumPosts;

/**
 * What readers of a topic, which is locked, are told of a writer: what they were told before, or a label that nobody there has. What was
 * moved there does not count: it would tell that two topics have one writer.
 */
export async function labelFor(ctx: Ctx, topic: string, base: string, writer: PersonId | null): Promise<string> {
  const there = await listLabels(ctx, topic, writer);
  return there.find((each) => each.isOwn)?.label ?? freshLabel(base, new Set(there.map(({ label }) => label)));
}

/** The label under which the actor has written in a topic, if they have: what else they do there is not under their name either. */
export const findOwnLabel = async (ctx: Ctx, topic: string): Promise<string | null> =>
  (await listLabels(ctx, topic, personIdOf(ctx.actor))).find(({ isOwn }) => isOwn)?.label ?? null;

function listLabels(ctx: Ctx, topic: string, writer: PersonId | null) {
  const cameFromElsewhere = sql`exists (select from ${forumPosts} stub where stub.moved_to_id = ${sql`${forumPosts.id}`})`;
  const isOwn = sql<boolean>`coalesce(${namelessBy} = ${writer}::uuid and not ${cameFromElsewhere}, false)`;
  return ctx.db
    .selectDistinct({ label: sql<string>`${namelessAs}`, isOwn })
    .from(forumPosts)
    .where(and(eq(topicId, topic), isNotNull(namelessAs)));
}

/** What posts of one topic are called in another one to which they move, by their labels: one that nobody there has. Both are locked. */
export async function labelsThere(ctx: Ctx, from: string, to: string, numbers?: number[]): Promise<Record<string, string>> {
  const moving = and(isNull(movedToId), numbers ? inArray(number, numbers) : undefined);
  const labelsOf = async (topic: string, which = isNotNull(namelessAs)) =>
    ctx.db
      .select({ label: sql<string>`${namelessAs}` })
      .from(forumPosts)
      .where(and(eq(topicId, topic), isNotNull(namelessAs), which))
      .groupBy(namelessAs)
      .orderBy(asc(sql`min(${number})`));
  const labels = await labelsOf(from, moving);
  const taken = labels.length > 0 ? await labelsOf(to) : [];
  return relabelled(
    labels.map(({ label }) => label),
    taken.map(({ label }) => label),
  );
}

/** The name of a file, and what it shows, may tell who added it; its address is the same wherever they put it. @throws RefusedTextError */
export function refuseFiles(isNameless: boolean, text: string): void {
  if (isNameless && holdsFiles(text))
    throw new RefusedTextError("body", "Take pictures and files out: they may tell who posts this, which is to stand without your name");
}
