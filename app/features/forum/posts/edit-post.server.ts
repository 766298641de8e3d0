import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { closeDraft } from "~/features/drafts/save-draft.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { keepOriginal } from "~/features/forum/moderation/keep-original.server";
import { closeReports } from "~/features/forum/reports/close-reports.server";
import type { PostPlace } from "~/features/forum/types";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { momentAfter } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import type { EditInput } from "./edit.schema";
import { settleQuotes } from "./forget-quotes.server";
import { formVersion, isBasedOn } from "./form-version.server";
import { guardedPost } from "./guarded-post";
import { lockPost } from "./lock-post.server";
import { limitNewcomer } from "./newcomer.server";
import { type EditBlocker, editBlocker, isAuthor } from "./post.policy";
import type { PostAddress } from "./posts.queries.server";
import { unfoldQuotes } from "./quotes";
import { checkQuotes, settleCurrent, storeQuotes } from "./store-quotes.server";

export type EditResult =
  | { ok: true; post: PostPlace }
  | { ok: false; reason: EditBlocker | "why-missing" }
  | { ok: false; reason: "changed"; now: string; version: string };

/** Puts a new text in a post's place. The old one stays: in its history, or when a moderator replaced it, aside. */
export async function editPost(ctx: Ctx, input: EditInput & PostAddress): Promise<EditResult> {
  return inTransaction(ctx, async (ctx) => {
    // the topic before its post, as replying and reporting do
    const { post } = await lockPost(ctx, input);

    const reason = editBlocker(ctx.actor, post, ctx.now);
    if (reason) return { ok: false, reason };
    const standing = unfoldQuotes(post.bodyMarkdown, post.quotes);
    if (standing === input.body) {
      await closeDraft(ctx, input.submissionId);
      return { ok: true, post };
    }
    if (!isBasedOn(input.seen ?? input.basedOn, post.editedAt, post.bodyMarkdown))
      return { ok: false, reason: "changed", now: standing, version: editVersion(post) };

    const isOwn = isAuthor(ctx.actor, post);
    if (!isOwn && !input.why) return { ok: false, reason: "why-missing" };

    if (isOwn) await limitNewcomer(ctx, { body: input.body });
    const { text, quotes } = await checkQuotes(ctx, { topicId: post.topicId, number: post.number, body: input.body, post });
    const at = momentAfter(ctx.now, post.editedAt);
    if (isOwn) await keepRevision(ctx, post, at);
    else await keepOriginal(ctx, { post, kind: "edited", why: input.why });
    const { html, version } = await renderWithFiles(ctx, text, { before: post.bodyHtml, author: post.authorId });
    await ctx.db
      .update(forumPosts)
      .set({
        bodyMarkdown: text,
        bodyHtml: html,
        rendererVersion: version,
        editedAt: at,
        editedBy: isOwn ? "author" : "moderator",
      })
      .where(eq(forumPosts.id, post.id));
    await storeQuotes(ctx, post.id, quotes);
    await settleCurrent(ctx, post.id, text);
    await settleQuotes(ctx, [post.id]);
    if (!isOwn) await closeReports(ctx, [post.id], "edited");
    const { body, vouch } = input;
    const thing = guardedPost({ ...post.topic, scopeId: post.scopeId }, post.number);
    // readers see the title with its first post
    const title: Record<string, string> = post.number === 1 && post.topic.page === null ? { title: post.fullTitle } : {};
    await guardTexts(ctx, { texts: { ...title, body }, before: [...Object.values(title), standing], vouch, thing });
    await closeDraft(ctx, input.submissionId);
    return { ok: true, post };
  });
}

export const editVersion = (post: { editedAt: Date | null; bodyMarkdown: string }) => formVersion(post.editedAt, post.bodyMarkdown);

type Text = { id: string; bodyMarkdown: string; bodyHtml: string; rendererVersion: number };

async function keepRevision(ctx: Ctx, { id, bodyMarkdown, bodyHtml, rendererVersion }: Text, replacedAt: Date): Promise<void> {
  await ctx.db.insert(forumPostRevisions).values({
    id: uuidv7(),
    postId: id,
    bodyMarkdown,
    bodyHtml,
    rendererVersion,
    replacedAt,
    replacedBy: personIdOf(ctx.actor),
  });
}
