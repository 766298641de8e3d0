import { and, asc, desc, gte, isNotNull, ne, not, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { isIgnoredId } from "~/features/forum/ignoring/ignores.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import type { ReadAlong } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { foundBy } from "~/lib/ask-together.server";
import { type Ctx, isSignedIn } from "~/lib/ctx";
import { writingBlocker } from "./topic.policy";

/** So many names are shown. */
const NAMES = 5;
/** Of those who let it be seen and read to the end, so many of the latest are looked at. */
const LOOKED_AT = 50;

/**
 * Over a topic, its scope and its category: who has read it to its end and lets colleagues see it, for members; whom they ignore left out,
 * and who reads there no more or has no page for them. Nobody where somebody writes without their name, or could: when somebody read would
 * tell who wrote.
 */
export function readAlong(ctx: Ctx): SQL<ReadAlong | null> {
  if (!isSignedIn(ctx) || writingBlocker(ctx.actor)) return sql<null>`null`;
  const reader = joinedPerson("reader");
  const { personId, topicId, lastReadNumber, readAt, isShown } = forumReads;
  const latest = ctx.db
    .select({ personId, readAt })
    .from(forumReads)
    .where(
      and(
        // named in full: the statement around it has the reader's own mark under the same name
        sql`${topicId} = ${sql`${forumTopics.id}`}`,
        gte(lastReadNumber, sql`${forumTopics.lastPostNumber}`),
        isShown,
        ne(personId, ctx.actor.personId),
      ),
    )
    .orderBy(desc(lastReadNumber), desc(readAt))
    .limit(LOOKED_AT)
    .as("latest");
  const member = memberPage(ctx, reader);
  const named = ctx.db
    .select({ name: sql<string>`${reader.name}`, member })
    .from(latest)
    .innerJoin(...reader.of(latest.personId))
    .where(
      and(
        reader.showsReading,
        isNotNull(member),
        visibleToPerson(reader.id, ctx.now),
        not(isIgnoredId(ctx, reader.id)),
        sql`${forumCategories.id} is not null and ${forumCategories.namelessAs} is null and ${forumTopics.mergedIntoId} is null`,
        sql`not exists (select from ${forumPosts} quiet where quiet.topic_id = ${forumTopics.id} and quiet.nameless_as is not null)`,
      ),
    )
    .orderBy(desc(latest.readAt), asc(reader.id))
    .limit(NAMES + 1);
  return foundBy(
    named,
    (found): ReadAlong => ({
      // by name: their order says nothing of when
      names: found.slice(0, NAMES).sort((one, other) => one.name.localeCompare(other.name)),
      isMore: found.length > NAMES,
    }),
  );
}
