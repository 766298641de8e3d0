import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import type { Author } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { FORMER_MEMBER } from "./author";

/** What a post or a topic says of who wrote it, under their name or without. */
type Written = { authorId: SQLWrapper; namelessBy: SQLWrapper };
/** `namelessBy` is left out where nobody is to be told that it is theirs. */
type Nameless = { namelessAs: SQLWrapper; namelessBy?: SQLWrapper };

/**
 * Who wrote or did something, joined as somebody of the people room: who has left is a former member. What they wrote without their name
 * (`nameless`) stands under what readers are told instead, and nobody is joined.
 */
export function joinedAuthor<Name extends string>(as: Name, nameless?: Nameless) {
  const person = joinedPerson(as);
  const { of, id, jobTitle, practice } = person;
  const label = nameless ? sql<string | null>`${nameless.namelessAs}` : sql<string | null>`null::text`;
  const name = sql<string>`coalesce(${label}, ${person.name}, ${FORMER_MEMBER})`;
  const isOwn = (ctx: Ctx) => (nameless?.namelessBy ? sql`${nameless.namelessBy} = ${personIdOf(ctx.actor)}::uuid` : sql`false`);
  const columns = (ctx: Ctx): { [K in keyof Author]: SQL<Author[K]> } => ({
    name,
    jobTitle,
    practice,
    member: memberPage(ctx, person),
    nameless: sql<Author["nameless"]>`case when ${label} is not null then case when ${isOwn(ctx)} then 'own' else 'other' end end`,
  });
  /** For moderators: by which they find what they know of whoever it is. */
  const ref = sql<string | null>`case when ${label} is null and (${person.isThere} or ${person.isMergedAway}) then ${person.ref} end`;
  // what became of them is told of a post without a name as little as who they are
  return { of, id, name, ref, columns, isUsable: sql<boolean>`(${label} is not null or ${person.isUsable})` };
}

/** Who wrote the post, as its readers are told: `.leftJoin(...author.of(forumPosts.authorId))`. */
export const author = joinedAuthor("author", forumPosts);

/** Who wrote it, also without their name: for what is theirs to do, to be told and to take along. Nobody else is shown it. */
export const writerOf = ({ authorId, namelessBy }: Written) => sql<PersonId | null>`coalesce(${authorId}, ${namelessBy})`;

/** Whether somebody wrote it, also without their name; null of nobody. Each of the two is found by its own index. */
export const isWrittenBy = ({ authorId, namelessBy }: Written, person: SQLWrapper | PersonId | null) =>
  sql<boolean>`(${authorId} = ${person}::uuid or ${namelessBy} = ${person}::uuid)`;

/** What somebody wrote without their name, as an array that an index of ids finds beside other conditions. */
export const namelessPostsOf = (person: SQLWrapper) =>
  sql`array(select quiet.id from ${forumPosts} quiet where quiet.nameless_by = ${person}::uuid)`;

/** Of a mail about a post: whether somebody wrote in its topic without their name, so that who gets it and who does not would tell. */
export async function isVeiled(ctx: Ctx, postId: string): Promise<boolean> {
  const [found] = await ctx.db.execute(sql`select from ${forumPosts} veiled join ${forumPosts} told on told.topic_id = veiled.topic_id
    where told.id = ${postId} and veiled.nameless_as is not null limit 1`);
  return found !== undefined;
}
