import { and, asc, eq, gte, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumMentions, forumPosts } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY } from "~/lib/dates";
import { isWrittenBy } from "./author.queries.server";
import { type Mention, nameMentions, showMentions } from "./mentions";

const mentioned = joinedPerson("mentioned");

const selectMentions = (ctx: Ctx, postId: AnyPgColumn) =>
  ctx.db
    .select({
      number: forumMentions.number,
      name: sql<string | null>`${mentioned.name}`,
      ref: sql<string>`coalesce(${mentioned.ref}, '')`,
      hasPage: sql<boolean>`(${memberPage(ctx, mentioned)} is not null)`,
      isUsable: mentioned.isUsable,
    })
    .from(forumMentions)
    .leftJoin(...mentioned.nowOf(forumMentions.personId))
    .where(eq(forumMentions.postId, sql`${postId}`))
    .orderBy(asc(forumMentions.number));

/** Whom a post mentions, in its text or one before: a value of a statement that asks for the post. */
export const mentionsOf = (ctx: Ctx, postId: AnyPgColumn): SQL<Mention[]> => foundBy(selectMentions(ctx, postId));

/** The HTML of a post with the present names of whom it mentions, as this reader gets it: a value of a statement that asks for the post. */
export const namedHtml = (ctx: Ctx, html: AnyPgColumn | SQL, postId: AnyPgColumn): SQL<string> => named(ctx, html, postId, showMentions);

/** The same of a text as it was typed. */
export const namedText = (ctx: Ctx, text: AnyPgColumn | SQL, postId: AnyPgColumn): SQL<string> =>
  named(ctx, text, postId, (typed, mentions) => nameMentions(typed, mentions, "read"));

function named(ctx: Ctx, text: AnyPgColumn | SQL, postId: AnyPgColumn, fill: (text: string, mentions: Mention[]) => string): SQL<string> {
  const found = sql`case when strpos(${sql`${text}`}, '@{') > 0 then ${mentionsOf(ctx, postId)} end`;
  return sql`case when ${sql`${text}`} is not null then json_build_array(${sql`${text}`}, ${found}) end`.mapWith(
    ([text, rows]: [string, unknown[][] | null]) => fill(text, (rows ?? []).map(readMention)),
  );
}

const readMention = ([number, name, ref, hasPage, isUsable]: unknown[]) => ({ number, name, ref, hasPage, isUsable }) as Mention;

/** When the post of a statement, as it stands, mentioned this person last. */
export const mentionedAt = (ctx: Ctx, personId: SQL): SQL =>
  sql`(${ctx.db
    .select({ at: sql`max(${forumMentions.mentionedAt})` })
    .from(forumMentions)
    .innerJoin(...mentioned.nowOf(forumMentions.personId))
    .where(and(eq(forumMentions.postId, sql`${forumPosts.id}`), eq(mentioned.id, personId), isStanding))})`;

/** Whether it does. */
export const mentionsPerson = (ctx: Ctx, personId: SQL): SQL<boolean> => sql<boolean>`(${mentionedAt(ctx, personId)} is not null)`;

/** The text names it as it stands. */
const isStanding = sql`strpos(${sql`${forumPosts.bodyMarkdown}`}, '@{' || ${forumMentions.number} || '}') > 0`;

/** Whom a post mentions as it stands, who are there. */
export async function listMentioned(ctx: Ctx, postId: string): Promise<PersonId[]> {
  const rows = await ctx.db
    .selectDistinct({ id: mentioned.id })
    .from(forumMentions)
    .innerJoin(forumPosts, eq(forumPosts.id, forumMentions.postId))
    .innerJoin(...mentioned.nowOf(forumMentions.personId))
    .where(and(eq(forumMentions.postId, postId), isStanding, mentioned.isUsable));
  return rows.map(({ id }) => id as PersonId);
}

/** How often a writer mentioned somebody within a day, in what they wrote in that time and the day before. */
export async function countMentionsBy(ctx: Ctx, writerId: PersonId): Promise<number> {
  const since = (days: number) => new Date(ctx.now.getTime() - days * DAY);
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(forumPosts)
    .innerJoin(forumMentions, eq(forumMentions.postId, forumPosts.id))
    .where(and(isWrittenBy(forumPosts, writerId), gte(forumPosts.createdAt, since(2)), gte(forumMentions.mentionedAt, since(1))));
  return row!.count;
}
