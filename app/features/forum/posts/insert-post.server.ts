import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts } from "#db/schema/forum/posts";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { closeDraft } from "~/features/drafts/save-draft.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { readFurther } from "~/features/forum/topics/unread.queries.server";
import { showsReading } from "~/features/people/persons.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { checkText } from "./check-text.server";
import { refuseFiles } from "./nameless-label.server";
import { storeMentions } from "./store-mentions.server";
import { storeQuotes } from "./store-quotes.server";

export type NewPost = {
  topicId: string;
  scopeId: string;
  number: number;
  body: string;
  submissionId: string;
  /** What readers are told instead of the writer's name. */
  namelessAs: string | null;
  /** Whose it is, where a moderator lets it through; else the actor's. */
  writerId?: PersonId;
  /** Its writer did not open the topic for it. */
  byMail?: boolean;
};

/** `untold`: what was typed like a mention and is none, for its writer. */
type Inserted = { id: string; number: number; untold: string[] };

/** Writes a post. Whoever writes watches, unless they muted the topic itself, and has read what they wrote. */
export async function insertPost(
  ctx: Ctx,
  { topicId, scopeId, number, body, submissionId, namelessAs, ...by }: NewPost,
): Promise<Inserted> {
  const personId = by.writerId ?? personIdOf(ctx.actor);
  if (!personId) throw new ForbiddenError("signed-out");
  refuseFiles(namelessAs !== null, body);
  const id = uuidv7();
  const { text, quotes, mentions, untold } = await checkText(ctx, { topicId, scopeId, number, body, writerId: personId });
  const { html, version } = await renderWithFiles(ctx, text, { author: personId, alone: true });
  await ctx.db.insert(forumPosts).values({
    id,
    topicId,
    number,
    ...writtenBy(personId, namelessAs),
    bodyMarkdown: text,
    bodyHtml: html,
    rendererVersion: version,
    submissionId,
    createdAt: ctx.now,
  });
  const watches = { level: "watching" as const, changedAt: ctx.now };
  // none waits for another's answer
  await Promise.all([
    storeQuotes(ctx, id, quotes),
    storeMentions(ctx, id, mentions),
    by.writerId ? null : closeDraft(ctx, submissionId),
    ctx.db
      .insert(forumWatches)
      .values({ personId, topicId, ...watches })
      .onConflictDoUpdate({
        target: [forumWatches.personId, forumWatches.topicId],
        set: watches,
        setWhere: eq(forumWatches.level, "normal"),
      }),
    readOwnPost(ctx, { personId, topicId, number, isThere: !by.writerId && !by.byMail }),
  ]);
  return { id, number, untold };
}

/** Whose a post or topic is, as it is stored: under their name, or without it. */
export const writtenBy = (personId: PersonId | null, namelessAs: string | null) =>
  namelessAs === null ? { authorId: personId } : { namelessBy: personId, namelessAs };

type Own = { personId: string; topicId: string; number: number; isThere: boolean };

/**
 * One's own post is no news, but it hides nothing that came just before it, also where that was never opened. Who answers by mail, or is
 * let through by a moderator, is not there.
 */
async function readOwnPost(ctx: Ctx, { personId, topicId, number, isThere }: Own): Promise<void> {
  const read = { lastReadNumber: number, readAt: ctx.now, isShown: showsReading(personId) };
  if (number === 1) {
    const isShown = isThere ? read.isShown : false;
    return void (await ctx.db
      .insert(forumReads)
      .values({ personId, topicId, ...read, isShown })
      .onConflictDoNothing());
  }
  const { personId: whose, topicId: where, lastReadNumber } = forumReads;
  await ctx.db
    .update(forumReads)
    .set(isThere ? { ...readFurther(ctx, number), ...read } : { lastReadNumber: number })
    .where(and(eq(whose, personId), eq(where, topicId), eq(lastReadNumber, number - 1)));
}
