import { and, desc, eq, inArray, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { pollTexts } from "~/features/forum/polls/store-poll.server";
import { isVeiled } from "~/features/forum/posts/author.queries.server";
import { settleQuotes } from "~/features/forum/posts/forget-quotes.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { settleCurrent } from "~/features/forum/posts/store-quotes.server";
import { letReportedStand, reopenReports } from "~/features/forum/reports/close-reports.server";
import { putPostsBack } from "~/features/forum/topics/move-posts.server";
import { putTopic } from "~/features/forum/topics/move-topic.server";
import { settleLatest } from "~/features/forum/topics/settle-latest.server";
import { undoneCause } from "~/features/forum/watching/causes";
import { broughtBack, guardTexts } from "~/features/guard/guard-texts.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { isWithin } from "~/features/permissions/audience.policy";
import { getReadership } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { moderationDecisionNotice } from "./moderation-decision-notice.mail.server";
import { isMove } from "./moderation-words";
import { findCategoryLeft, type ModerationForUpdate } from "./moderations.queries.server";
import { tellWhoWrote } from "./tell-who-wrote.server";

type Restoring = { vouch?: string; unseen?: boolean };

/**
 * Puts a post's text, its topic's title or the topic back as it was before an act of a moderator. `unseen`: nobody looked at the text,
 * so what was reported of it waits again. Where it throws, nothing changed. @throws PatientDetailsError
 */
export async function restoreOriginal(ctx: Ctx, act: ModerationForUpdate, { vouch, unseen = false }: Restoring): Promise<void> {
  await guardBroughtBack(ctx, act, vouch);
  if (act.kind === "topic-removed") {
    await ctx.db.update(forumTopics).set({ removedAt: null, removedBy: null }).where(eq(forumTopics.id, act.topicId));
    await reopenReports(ctx, eq(forumPosts.topicId, act.topicId), act.at);
    await tellWhoWrote(ctx, { ...act, moderationId: act.id }, moderationDecisionNotice, undoneCause(act.id));
  } else if (isMove(act.kind)) await putBack(ctx, act);
  // a title goes back to what its first post began; that may be a reply elsewhere now
  else if (act.originalTitle !== null && act.isFirst)
    await ctx.db
      .update(forumTopics)
      .set({ title: act.originalTitle, ...(await findRetitlingBefore(ctx, act)) })
      .where(eq(forumTopics.id, act.topicId));
  if (act.kind === "removed" || act.kind === "edited") {
    await restoreText(ctx, act);
    if (unseen) await reopenReports(ctx, eq(forumPosts.id, act.postId), act.at);
    else await letReportedStand(ctx, act.postId, act.at);
  }
  if (act.kind === "removed") await settleLatest(ctx, eq(forumTopics.id, act.topicId));
  // it stands again: its author takes it back from there, for good
  await ctx.db
    .update(forumModerations)
    .set({ undoneAt: ctx.now, originalMarkdown: "", originalTitle: null })
    .where(eq(forumModerations.id, act.id));
}

async function guardBroughtBack(ctx: Ctx, act: ModerationForUpdate, vouch?: string): Promise<void> {
  const thing = guardedPost({ ...act.topic, scopeId: act.scopeId }, act.number);
  const before = act.kind === "topic-removed" ? [] : [act.titleNow, act.textNow];
  // readers see the title with its first post, whichever of them comes back
  const beside = act.number === 1 && act.topic.page === null ? { title: act.titleNow, text: act.textNow } : null;
  // a poll was away with its post or topic alone
  const polled = act.kind === "removed" || act.kind === "topic-removed" ? Object.values(pollTexts(act.poll)) : [];
  const texts = broughtBack([act.originalTitle ?? beside?.title ?? null, act.originalMarkdown || (beside?.text ?? null), ...polled]);
  await guardTexts(ctx, { texts, before, vouch, thing });
}

/** What an act moved stands where it was again. Whoever was told that it moved is told so, in their inbox. */
async function putBack(ctx: Ctx, act: ModerationForUpdate): Promise<void> {
  const tell = (topicId: string) =>
    tellWhoWrote(ctx, { ...act, topicId, moderationId: act.id }, moderationDecisionNotice, undoneCause(act.id), false);
  if (act.kind === "topic-moved") {
    const wasWider = !isWithin(await getReadership(ctx, act.scopeId), { audience: act.fromAudience!, groupIds: act.fromGroupIds! });
    await putTopic(ctx, { id: act.topicId, code: act.topic.code }, (await findCategoryLeft(ctx, act))!);
    if (wasWider) await tell(act.topicId);
    return;
  }
  // a merged topic holds what goes back to it alone, and so does one that was split off
  if (act.kind === "posts-split") await tell(act.topicId);
  const back = await putPostsBack(ctx, act);
  if (act.kind === "topic-merged") for (const topicId of back) await tell(topicId);
}

async function restoreText(ctx: Ctx, act: ModerationForUpdate): Promise<void> {
  const { html, version } = await renderWithFiles(ctx, act.originalMarkdown, { before: act.bodyHtml, author: act.writerId });
  const unmarked = act.kind === "removed" ? { removedAt: null, removedBy: null } : await findEditBefore(ctx, act);
  await ctx.db
    .update(forumPosts)
    .set({ bodyMarkdown: act.originalMarkdown, bodyHtml: html, rendererVersion: version, ...unmarked })
    .where(eq(forumPosts.id, act.postId));
  await settleCurrent(ctx, act.postId, act.originalMarkdown);
  await settleQuotes(ctx, [act.postId]);
}

/** The author hears of a decision, and of an act that was taken back. */
export async function tellModerated(
  ctx: Ctx,
  { id, postId, writerId }: ModerationForUpdate,
  causeOf: (id: string) => string,
): Promise<void> {
  if (!writerId) return;
  const told = { cause: causeOf(id), veiled: await isVeiled(ctx, postId) };
  await notify(ctx, [writerId], moderationDecisionNotice, { moderationId: id, postId }, told);
}

/** When and by whom the text that comes back was last edited. */
async function findEditBefore(ctx: Ctx, act: ModerationForUpdate) {
  const at = await findChangeBefore(ctx, act, eq(forumModerations.kind, "edited"), isNull(forumPostRevisions.title));
  return { editedAt: at?.at ?? null, editedBy: at?.by ?? null };
}

/** When and by whom the title that comes back was given, where that was not with the topic. */
async function findRetitlingBefore(ctx: Ctx, act: ModerationForUpdate) {
  const tookATitle = and(inArray(forumModerations.kind, ["retitled", "removed"]), isNotNull(forumModerations.originalTitle))!;
  const at = await findChangeBefore(ctx, act, tookATitle, isNotNull(forumPostRevisions.title));
  return { retitledAt: at?.at ?? null, retitledBy: at?.by ?? null };
}

async function findChangeBefore(ctx: Ctx, { id, postId }: ModerationForUpdate, ofAct: SQL, ofRevision: SQL) {
  const [moderated] = await ctx.db
    .select({ at: forumModerations.at })
    .from(forumModerations)
    .where(and(eq(forumModerations.postId, postId), ofAct, isNull(forumModerations.undoneAt), lt(forumModerations.id, id)))
    .orderBy(desc(forumModerations.id))
    .limit(1);
  if (moderated) return { at: moderated.at, by: "moderator" as const };

  const [revision] = await ctx.db
    .select({ at: forumPostRevisions.replacedAt })
    .from(forumPostRevisions)
    .where(and(eq(forumPostRevisions.postId, postId), ofRevision))
    .orderBy(desc(forumPostRevisions.id))
    .limit(1);
  return revision ? { at: revision.at, by: "author" as const } : null;
}
