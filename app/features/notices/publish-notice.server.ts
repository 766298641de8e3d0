import { wake } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { unnamed } from "~/features/settings/site-settings";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { lockNotice } from "./ensure-notice.server";
import { fillText, unknownWords } from "./fill-text";
import { type PublishBlocker, publishBlocker } from "./notice.policy";
import type { NoticeInput } from "./notice.schema";
import { loadNoticeWords } from "./notice-words.server";
import type { NoticeSlug } from "./notices";
import { findCurrent } from "./notices.queries.server";
import { RELEASE_TEXTS } from "./release-texts.server";
import { renderNotice } from "./render-notice.server";
import { writeVersion } from "./write-version.server";

export type PublishResult = { ok: true; version: number } | ({ ok: false } & PublishBlocker);

/** Publishes the next version of a notice. When the change matters, the worker tells every member of it. */
export async function publishNotice(ctx: Ctx, slug: NoticeSlug, input: NoticeInput): Promise<PublishResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockNotice(ctx, slug);
    const blocker = await findBlocker(ctx, slug, input);
    if (blocker) return { ok: false, ...blocker };

    const isMaterial = input.material === "yes";
    const words = await loadNoticeWords(ctx);
    const { id, version } = await writeVersion(ctx, slug, { source: input.body, words, change: input.change, isMaterial });
    await recordEntry(ctx, { class: "act", action: "notice.published", objectKind: "wording", objectId: id, detail: { slug, version } });
    if (isMaterial) await wake(ctx, "notices.tell-of-changes");
    return { ok: true, version };
  });
}

/** The text as it would stand there, and what would keep it from being published. */
export async function previewNotice(
  ctx: Ctx,
  slug: NoticeSlug,
  input: NoticeInput,
): Promise<{ html: string; blocker: PublishBlocker | null }> {
  const { html } = renderNotice(fillText(input.body, await loadNoticeWords(ctx)));
  return { html, blocker: await findBlocker(ctx, slug, input) };
}

async function findBlocker(ctx: Ctx, slug: NoticeSlug, { body, basedOn }: NoticeInput): Promise<PublishBlocker | null> {
  const refusal = publishBlocker(ctx.actor);
  if (refusal) throw new ForbiddenError(refusal);
  if (unnamed(await getSettings(ctx)).length > 0) return { reason: "nobody-named" };
  const words = await loadNoticeWords(ctx);
  const unknown = unknownWords(body, words);
  if (unknown.length > 0) return { reason: "unknown-words", words: unknown };
  const current = await findCurrent(ctx, slug);
  const stands = current?.body ?? fillText(RELEASE_TEXTS[slug].trim(), words);
  // before the version: whoever sends one form twice is told that it stands, not that it was somebody else
  if (fillText(body, words).trim() === stands.trim()) return { reason: "same-text" };
  return (current?.version ?? 0) === basedOn ? null : { reason: "changed-meanwhile", version: current?.version ?? 0 };
}
