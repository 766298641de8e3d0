import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { tellModerators } from "~/features/forum/moderation/tell-moderators.server";
import { isVeiled } from "~/features/forum/posts/author.queries.server";
import { lockPost } from "~/features/forum/posts/lock-post.server";
import { type ReportBlocker, reportBlocker } from "~/features/forum/posts/post.policy";
import type { PostAddress } from "~/features/forum/posts/posts.queries.server";
import type { PostPlace } from "~/features/forum/types";
import { hiddenCause } from "~/features/forum/watching/causes";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { notify } from "~/features/mail/notifications/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { textVersion } from "./close-reports.server";
import { postHiddenNotice } from "./post-hidden-notice.mail.server";
import type { ReportInput } from "./report.schema";
import { isFullOfVisitors, isHeardOfVisitors, isOneOfMany, listOpenReports } from "./report-brake.server";

export type ReportResult = { ok: true; post: PostPlace; isHidden: boolean } | { ok: false; reason: ReportBlocker };

/**
 * Somebody who can read a post tells moderators of it. “Patient details” hides its text at once, until one has looked; a text that one
 * looked at and let stand is not hidden again, unless it was changed since. Who reported it for something else says so in a report that
 * takes the place of theirs. Of many reports from one hand only those hide whose text bears
 * them out; moderators are mailed of patient details all the same. @throws NotFoundError
 */
export async function reportPost(ctx: Ctx, { reason, details, ...address }: ReportInput & PostAddress): Promise<ReportResult> {
  return inTransaction(ctx, async (ctx) => {
    const { topic, post } = await lockPost(ctx, address);
    const blocker = reportBlocker(ctx.actor, post);
    if (blocker) return { ok: false, reason: blocker };

    const id = uuidv7();
    const isUrgent = reason === "patient-details";
    const waiting = await listOpenReports(ctx, post.id);
    const me = personIdOf(ctx.actor);
    const mine = waiting.find(({ reporterId }) => me !== null && reporterId === me);
    // the same press twice
    if (mine && mine.reason === reason && mine.details === details) return { ok: true, post, isHidden: post.isHidden };
    if (mine && !(isUrgent && mine.reason !== reason)) return { ok: false, reason: "reported" };
    if (mine) await ctx.db.delete(forumReports).where(eq(forumReports.id, mine.id));
    const isTrusted = !(await isOneOfMany(ctx, isUrgent)) || (isUrgent && showsPatientDetails(ctx, post));
    const hides = isUrgent && isTrusted && !post.isHidden && !(await wasLetStand(ctx, post));
    // however many visitors press it, a moderator has one to look at
    if (me === null && !details && !hides && isHeardOfVisitors(waiting, reason)) return { ok: true, post, isHidden: post.isHidden };
    if (me === null && !hides && isFullOfVisitors(waiting, reason)) return { ok: false, reason: "heard" };
    const said = [mine?.details, details].filter(Boolean).join("\n\n");
    await ctx.db.insert(forumReports).values({ id, postId: post.id, reporterId: me, reason, details: said, at: ctx.now });
    await recordEntry(ctx, { class: "act", action: "post.reported", objectKind: "post", objectId: post.id, subjectId: post.authorId });

    if (hides) await hide(ctx, { post, reportId: id });
    // they have the post on their list already, as urgent as this
    const isNews = waiting.length === 0 || (isUrgent && (hides || !waiting.some((report) => report.reason === "patient-details")));
    if (isNews)
      await tellModerators(ctx, {
        reportId: id,
        postId: post.id,
        authorId: post.authorId,
        scopeId: topic.scopeId,
        mail: isTrusted || isUrgent,
      });
    return { ok: true, post, isHidden: hides || post.isHidden };
  });
}

/** As readers see it: a name in the title and a date of birth in the text are together. */
const showsPatientDetails = (ctx: Ctx, { fullTitle, bodyMarkdown }: { fullTitle: string; bodyMarkdown: string }) =>
  findPatientDetails(`${fullTitle}\n${bodyMarkdown}`, ctx.now.getUTCFullYear()).length > 0;

type Versioned = Parameters<typeof textVersion>[0] & { id: string };

/** A moderator looked at this very text for this very reason, whenever what changed it was begun. */
async function wasLetStand(ctx: Ctx, post: Versioned): Promise<boolean> {
  const { postId, reason, stood } = forumReports;
  const isThis = and(eq(postId, post.id), eq(reason, "patient-details"), eq(stood, textVersion(post)));
  return (await ctx.db.$count(forumReports, isThis)) > 0;
}

type Reported = { post: { id: string; number: number; topicId: string; writerId: string | null }; reportId: string };

async function hide(ctx: Ctx, { post, reportId }: Reported): Promise<void> {
  await ctx.db.update(forumPosts).set({ hiddenAt: ctx.now }).where(eq(forumPosts.id, post.id));
  // its title may say as much; comments are called what their page is
  if (post.number === 1)
    await ctx.db
      .update(forumTopics)
      .set({ hiddenAt: ctx.now })
      .where(and(eq(forumTopics.id, post.topicId), isNull(forumTopics.pageId)));
  const told = { cause: hiddenCause(reportId), veiled: await isVeiled(ctx, post.id) };
  if (post.writerId) await notify(ctx, [post.writerId], postHiddenNotice, { reportId, postId: post.id }, told);
}
