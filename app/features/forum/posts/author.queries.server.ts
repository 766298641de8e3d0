import { type SQL, sql } from "drizzle-orm";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import type { Author } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx } from "~/lib/ctx";
import { FORMER_MEMBER } from "./author";

/** Who wrote or did something, joined as somebody of the people room: who has left is a former member. */
export function joinedAuthor<Name extends string>(as: Name) {
  const person = joinedPerson(as);
  const { of, id, jobTitle, practice, isUsable } = person;
  const name = sql<string>`coalesce(${person.name}, ${FORMER_MEMBER})`;
  const columns = (ctx: Ctx): { [K in keyof Author]: SQL<Author[K]> } => ({ name, jobTitle, practice, member: memberPage(ctx, person) });
  return { of, id, name, columns, isUsable };
}

/** Who wrote the post: `.leftJoin(...author.of(forumPosts.authorId))`. */
export const author = joinedAuthor("author");
