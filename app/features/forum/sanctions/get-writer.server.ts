import { and, or, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumPosts } from "#db/schema/forum/posts";
import { forumMemberNotes, forumSanctions } from "#db/schema/forum/sanctions";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { authorName } from "~/features/forum/posts/author";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { recordsOf } from "~/features/people/persons.server";
import { type PersonCtx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

/**
 * Somebody about whom a moderator decides: whose page they have, and whoever wrote in the forum or stands in its records, also where they
 * have no page: specialists of other groups, who is a member no more, whose data is restricted. @throws ForbiddenError, NotFoundError
 */
export async function getWriter(ctx: PersonCtx, ref: string) {
  demandModerator(ctx);
  const asked = joinedPerson("asked");
  const member = joinedPerson("member");
  const [person, isAsked] = asked.called(ref);
  const records = sql`any(${recordsOf(member.id)})`;
  const wrote = sql`exists (select from unnest(${recordsOf(member.id)}) one (id), ${forumPosts} where ${isWrittenBy(forumPosts, sql`one.id`)})`;
  const page = memberPage(ctx, member);
  const [found] = await ctx.db
    .select({
      personId: member.id,
      ref: member.ref,
      name: sql<string | null>`${member.name}`,
      hasPage: sql<boolean>`(${page} is not null)`,
    })
    .from(person)
    .innerJoin(...member.nowOf(asked.id))
    .where(
      and(
        isAsked,
        member.isThere,
        or(
          sql`${page} is not null`,
          wrote,
          sql`exists (select from ${forumHeldPosts} held where held.author_id = ${records})`,
          sql`exists (select from ${forumSanctions} s where s.person_id = ${records})`,
          sql`exists (select from ${forumMemberNotes} noted where noted.person_id = ${records})`,
        ),
      ),
    );
  if (!found) throw new NotFoundError("member");
  return { ...found, name: authorName(found.name), isOwn: found.personId === personIdOf(ctx.actor) };
}
