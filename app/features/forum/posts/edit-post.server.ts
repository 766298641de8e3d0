import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumAnswers, forumPostRevisions, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumReads } from "#db/schema/forum/watching";
import { enqueue } from "#jobs/outbox.server";
import { closeDraft } from "~/features/drafts/save-draft.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { refuseUnseen } from "~/features/forum/held/why-held.server";
import { keepOriginal } from "~/features/forum/moderation/keep-original.server";
import { closeReports } from "~/features/forum/reports/close-reports.server";
import type { Author, PostPlace } from "~/features/forum/types";
import { checkChangedWords } from "~/features/forum/words/check-words.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { takeOwnTurn } from "~/features/people/persons.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { momentAfter } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { checkText } from "./check-text.server";
import type { EditInput } from "./edit.schema";
import { forgetQuotes, settleQuotes } from "./forget-quotes.server";
import { formVersion, isBasedOn } from "./form-version.server";
import { guardedPost } from "./guarded-post";
import { lockPost } from "./lock-post.server";
import { refuseFiles } from "./nameless-label.server";
import { limitNewcomer } from "./newcomer.server";
import { type EditBlocker, editBlocker, isAuthor, isInGrace } from "./post.policy";
import type { PostAddress } from "./posts.queries.server";
import { unfoldText } from "./quotes";
import { storeMentions } from "./store-mentions.server";
import { settleCurrent, storeQuotes } from "./store-quotes.server";

export type EditResult =
  | { ok: true; post: PostPlace; untold?: string[] }
  | { ok: false; reason: EditBlocker | "why-missing" }
  | { ok: false; reason: "changed"; now: string; version: string };

/**
 * Puts a new text in a post's place. The old one stays: in its history, or when a moderator replaced it, aside. What its author mends at
 * once leaves none (`isInGrace`).
 */
export async function editPost(ctx: Ctx, input: EditInput & PostAddress): Promise<EditResult> {
  return inTransaction(ctx, async (ctx) => {
    await takeOwnTurn(ctx);
    // the topic before its post, as replying and reporting do
    const { topic, post } = await lockPost(ctx, input);

    const reason = editBlocker(ctx.actor, post, ctx.now);
    if (reason) return { ok: false, reason };
    const standing = unfoldText(post.bodyMarkdown, post);
    if (standing === input.body) {
      await closeDraft(ctx, input.submissionId);
      return { ok: true, post };
    }
    if (!isBasedOn(input.seen ?? input.basedOn, post.editedAt, post.bodyMarkdown))
      return { ok: false, reason: "changed", now: standing, version: editVersion(post) };

    const isOwn = isAuthor(ctx.actor, post);
    const isNamelessOwn = post.author.nameless !== null && isOwn;
    refuseFiles(post.author.nameless !== null, input.body);
    if (!isOwn && !input.why) return { ok: false, reason: "why-missing" };

    if (isOwn) {
      await limitNewcomer(ctx, { body: input.body });
      await refuseUnseen(ctx, "body", post);
    }
    const words = { field: "body", texts: { body: input.body }, before: [standing], heard: input.heard } as const;
    await checkChangedWords(ctx, { ...words, isNameless: isNamelessOwn });
    const { topicId, scopeId, number } = post;
    const { text, quotes, mentions, untold } = await checkText(ctx, { topicId, scopeId, number, body: input.body, post });
    const at = momentAfter(ctx.now, post.editedAt);
    const isTraceless = isInGrace(ctx.actor, { ...post, isWitnessed: await isWitnessed(ctx, post) }, topic, ctx.now);
    if (isOwn && !isTraceless) await keepRevision(ctx, post, at);
    if (!isOwn) await keepOriginal(ctx, { post, kind: "edited", why: input.why });
    const { html, version } = await renderWithFiles(ctx, text, { before: post.bodyHtml, author: post.writerId });
    await ctx.db
      .update(forumPosts)
      .set({
        bodyMarkdown: text,
        bodyHtml: html,
        rendererVersion: version,
        ...(isTraceless ? {} : { editedAt: at, editedBy: isOwn ? ("author" as const) : ("moderator" as const) }),
      })
      .where(eq(forumPosts.id, post.id));
    await storeQuotes(ctx, post.id, quotes);
    await storeMentions(ctx, post.id, mentions);
    if (mentions.length > 0) await enqueue(ctx, "forum.notify-mentioned", { postId: post.id });
    await settleCurrent(ctx, post.id, text);
    // nothing names what the text before it quoted, or whom it mentioned
    await (isTraceless ? forgetQuotes : settleQuotes)(ctx, [post.id]);
    if (!isOwn) await closeReports(ctx, [post.id], "edited");
    const { body, vouch } = input;
    const thing = guardedPost({ ...post.topic, scopeId: post.scopeId }, post.number);
    // readers see the title with its first post
    const title: Record<string, string> = post.number === 1 && post.topic.page === null ? { title: post.fullTitle } : {};
    await guardTexts(ctx, {
      texts: { ...title, body },
      before: [...Object.values(title), standing],
      vouch,
      thing,
      isNameless: isNamelessOwn,
    });
    await closeDraft(ctx, input.submissionId);
    return { ok: true, post, ...(untold.length > 0 ? { untold } : {}) };
  });
}

export const editVersion = (post: { editedAt: Date | null; bodyMarkdown: string }) => formVersion(post.editedAt, post.bodyMarkdown);

/**
 * Somebody else who is signed in read, thanked for, marked or reported it, or a moderator did something to it: what it said is evidence.
 */
async function isWitnessed(ctx: Ctx, { id: postId, topicId, number, writerId }: Witnessed): Promise<boolean> {
  const [row] = await ctx.db
    .select({
      is: sql<boolean>`(exists (select from ${forumReports} where ${forumReports.postId} = ${postId})
        or exists (select from ${forumModerations} where ${forumModerations.postId} = ${postId})
        or exists (select from ${forumThanks} where ${forumThanks.postId} = ${postId})
        or exists (select from ${forumAnswers} where ${forumAnswers.postId} = ${postId})
        or exists (select from ${forumReads} read where read.topic_id = ${topicId} and read.last_read_number >= ${number}
          and read.person_id <> ${writerId}))`,
    })
    .from(forumPosts)
    .where(eq(forumPosts.id, postId));
  return row!.is;
}

type Witnessed = { id: string; topicId: string; number: number; writerId: PersonId | null };

type Text = { id: string; bodyMarkdown: string; bodyHtml: string; rendererVersion: number; author: Pick<Author, "nameless"> };

async function keepRevision(ctx: Ctx, { id, bodyMarkdown, bodyHtml, rendererVersion, author }: Text, replacedAt: Date): Promise<void> {
  await ctx.db.insert(forumPostRevisions).values({
    id: uuidv7(),
    postId: id,
    bodyMarkdown,
    bodyHtml,
    rendererVersion,
    replacedAt,
    replacedBy: author.nameless === null ? personIdOf(ctx.actor) : null,
  });
}
