import { and, asc, eq, inArray, isNotNull, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
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

/**
 * A label under which something of the actor's stands in a topic, if it does: what else they do there is not under their name either. What
 * was moved there counts too, as their name beside it would tell more.
 */
export async function findOwnLabel(ctx: Ctx, topic: string): Promise<string | null> {
  const [found] = await ctx.db.execute<{ label: string | null }>(sql`select ${ownLabelIn(ctx, sql`${topic}::uuid`)} as label`);
  return found!.label;
}

/** The same, as a value of a statement that asks for the topic. */
export const ownLabelIn = (ctx: Ctx, topic: SQLWrapper): SQL<string | null> =>
  sql<
    string | null
  >`(select own.nameless_as from ${forumPosts} own where own.topic_id = ${topic} and own.nameless_by = ${personIdOf(ctx.actor)}::uuid
    order by ${cameFromElsewhere(sql`own.id`)}, own.number limit 1)`;

/** A stub that an act left leads to it; one of an act that was undone has none. */
const cameFromElsewhere = (id: SQL) =>
  sql`exists (select from ${forumPosts} stub where stub.moved_to_id = ${id} and stub.moved_with is not null)`;

function listLabels(ctx: Ctx, topic: string, writer: PersonId | null) {
  const isOwn = sql<boolean>`coalesce(${namelessBy} = ${writer}::uuid and not ${cameFromElsewhere(sql`${forumPosts.id}`)}, false)`;
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
