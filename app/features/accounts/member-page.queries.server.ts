import { and, type SQL, sql } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { joinedPerson } from "~/features/people/joined-person.server";
import { memberSince } from "~/features/permissions/live-grants.server";
import { isKnownTo } from "~/features/permissions/scope.server";
import { type Ctx, type PersonCtx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

type Joined = Pick<ReturnType<typeof joinedPerson>, "id" | "ref" | "isUsable">;

/**
 * Over a joined person: the reference by which this reader opens the page about them; null where there is none for them. Members have
 * one for members, specialists for who shares a group with them, and nobody who left, is suspended or whose data is not to be used.
 */
export const memberPage = (ctx: Ctx, person: Joined): SQL<string | null> =>
  ctx.actor.kind === "person" ? sql<string | null>`case when ${hasPage(ctx, person)} then ${person.ref} end` : sql<null>`null::text`;

const hasPage = (ctx: Ctx, { id, isUsable }: Joined) => sql<boolean>`(${isUsable} and ${isKnownTo(ctx, id)}
  and not exists (select from ${accounts} where ${sql`${accounts.personId} = ${id}`} and ${accounts.state} <> 'active'))`;

/**
 * What the page about a member says: what they let members see and nothing else, to themselves as to everybody. The reference of a record
 * that was joined to theirs finds them. @throws NotFoundError, also for somebody who has no page for this reader
 */
export async function getMember(ctx: PersonCtx, ref: string) {
  const asked = joinedPerson("asked");
  const member = joinedPerson("member");
  const [person, isAsked] = asked.called(ref);
  const [found] = await ctx.db
    .select({
      personId: member.id,
      ref: member.ref,
      name: sql<string>`${member.name}`,
      jobTitle: member.jobTitle,
      practice: member.practice,
      interests: member.interests,
      since: memberSince(member.id),
    })
    .from(person)
    .innerJoin(...member.nowOf(asked.id))
    .where(and(isAsked, hasPage(ctx, member)));
  if (!found) throw new NotFoundError("member");
  return { ...found, isOwn: found.personId === personIdOf(ctx.actor) };
}
