import { type AnyColumn, and, asc, desc, eq, isNull, or, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { mayReadScope } from "~/features/forum/sanctions/own-sanction.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { isKnownToRead, readsSomething } from "~/features/permissions/scope.server";
import type { PersonCtx } from "~/lib/ctx";
import type { PreviewPlace } from "./preview-place";
import { findPlace } from "./preview-post.server";

const MOST = 8;
/** Who wrote one of the latest so many posts of a topic comes first. */
const LATEST = 100;

/** `typed`: what mentions them, with their reference where another one is called the same. */
export type Suggested = { name: string; practice: string | null; typed: string };

/**
 * Whom the actor may mean by what is typed behind an @: those whose page they have and who may read it there, as the actor is to know,
 * first who wrote in the topic; those alone where fewer than two letters are typed yet.
 * @throws NotFoundError for a place that the actor may not read
 */
export async function suggestMembers(ctx: PersonCtx, words: string, place: PreviewPlace): Promise<Suggested[]> {
  const { topicId, scopeId } = await findPlace(ctx, place);
  const wrote = await listLatestWriters(ctx, topicId);
  const person = joinedPerson("suggested");
  const among = (record: AnyColumn) => (isNarrow(words) ? readsSomething(record, ctx.now) : sql`false`);
  const [people, isMeant] = words === "" ? person.among(wrote) : person.suggestedBy(words, { first: wrote, among });
  const hasWritten = sql<boolean>`(${person.id} = any(${sql.param(wrote)}::uuid[]))`;
  const rows = await ctx.db
    .select({ name: sql<string>`${person.name}`, practice: person.practice, ref: person.ref })
    .from(people)
    .where(
      and(
        isMeant,
        person.isUsable,
        sql`${person.id} <> ${ctx.actor.personId}`,
        sql`${memberPage(ctx, person)} is not null`,
        mayReadScope(person.id, scopeId, ctx.now),
        or(hasWritten, isKnownToRead(ctx, person.id, scopeId)),
      ),
    )
    .orderBy(desc(hasWritten), asc(person.name), asc(person.id))
    .limit(MOST);
  return rows.map(({ ref, ...row }) => {
    const isShared = rows.filter(({ name }) => name === row.name).length > 1;
    return { ...row, typed: `@${row.name}${isShared ? ` (${ref})` : ""}` };
  });
}

/** Who asks for everybody whose name begins with one letter has read the list of members soon. */
export const isNarrow = (words: string): boolean => words.length >= 2;

async function listLatestWriters(ctx: PersonCtx, topicId: string): Promise<string[]> {
  const latest = ctx.db
    .select({ writer: sql<string | null>`${knownAuthorId}`.as("writer") })
    .from(forumPosts)
    .where(and(eq(forumPosts.topicId, topicId), isNull(forumPosts.removedAt), isNull(forumPosts.hiddenAt)))
    .orderBy(desc(forumPosts.number))
    .limit(LATEST)
    .as("latest");
  const rows = await ctx.db.selectDistinct({ writer: latest.writer }).from(latest);
  return rows.flatMap(({ writer }) => writer ?? []);
}
