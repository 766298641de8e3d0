import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumIgnores } from "#db/schema/forum/ignores";
import { forumPosts } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { FORMER_MEMBER } from "~/features/forum/posts/author";
import type { Named } from "~/features/forum/types";
import { isSamePerson, joinedPerson } from "~/features/people/joined-person.server";
import { type Ctx, type PersonCtx, personIdOf } from "~/lib/ctx";
import { MOST_IGNORED } from "./ignore.policy";

/** Whether somebody ignores who wrote something; both are columns or ids. */
export const ignores = (personId: SQL, authorId: SQL): SQL<boolean> =>
  sql<boolean>`exists (select from ${forumIgnores} ignore where ignore.person_id = ${personId} and ${isSamePerson(sql`ignore.ignored_id`, authorId)})`;

/** Who wrote the post of a statement, as far as others may connect them with it. */
export const knownAuthorId = sql`${sql`${forumPosts.authorId}`}`;

/** Whether this reader ignores who wrote the post of a statement. */
export const isByIgnored = (ctx: Ctx): SQL<boolean> => isIgnoredId(ctx, knownAuthorId);

/** Whether this reader ignores who a column names. */
export const isIgnoredId = (ctx: Ctx, personId: AnyPgColumn | SQL): SQL<boolean> => {
  const me = personIdOf(ctx.actor);
  return me ? ignores(sql`${me}::uuid`, sql`${sql`${personId}`}`) : sql<boolean>`false`;
};

/** Whom this reader ignores, the latest first. */
export async function listIgnored(ctx: PersonCtx): Promise<(Named & { ref: string; ignoredAt: Date })[]> {
  const ignored = joinedPerson("ignored");
  return ctx.db
    .select({
      name: sql<string>`coalesce(${ignored.name}, ${FORMER_MEMBER})`,
      member: memberPage(ctx, ignored),
      ref: ignored.ref,
      ignoredAt: forumIgnores.ignoredAt,
    })
    .from(forumIgnores)
    .innerJoin(...ignored.nowOf(forumIgnores.ignoredId))
    .where(eq(forumIgnores.personId, ctx.actor.personId))
    .orderBy(desc(forumIgnores.ignoredAt), asc(forumIgnores.ignoredId))
    .limit(MOST_IGNORED);
}
