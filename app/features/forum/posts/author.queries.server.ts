import { type SQL, sql } from "drizzle-orm";
import type { Author } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { FORMER_MEMBER } from "./author";

/** Who wrote or did something, joined as somebody of the people room: who has left is a former member. */
export function joinedAuthor<Name extends string>(as: Name) {
  const { of, id, name, jobTitle, practice, isUsable } = joinedPerson(as);
  const shown = sql<string>`coalesce(${name}, ${FORMER_MEMBER})`;
  const columns: { [K in keyof Author]: SQL<Author[K]> } = { name: shown, jobTitle, practice };
  return { of, id, name: shown, columns, isUsable };
}

/** Who wrote the post: `.leftJoin(...author.of(forumPosts.authorId))`. */
export const author = joinedAuthor("author");
