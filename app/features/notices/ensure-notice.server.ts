import type { Ctx } from "~/lib/ctx";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { loadNoticeWords } from "./notice-words.server";
import type { NoticeSlug } from "./notices";
import { findCurrent } from "./notices.queries.server";
import { RELEASE_TEXTS } from "./release-texts.server";
import { writeVersion } from "./write-version.server";

/** The version in force, for a record to name: the text of the release is published by the first act that needs it. */
export async function ensureNotice(ctx: Ctx, slug: NoticeSlug): Promise<{ id: string; version: number }> {
  const current = await findCurrent(ctx, slug);
  if (current) return current;
  return inTransaction({ ...ctx, actor: { kind: "system", reason: "first-use" } }, async (ctx) => {
    await lockNotice(ctx, slug);
    const found = await findCurrent(ctx, slug);
    if (found) return found;
    return writeVersion(ctx, slug, { source: RELEASE_TEXTS[slug], words: await loadNoticeWords(ctx), change: null, isMaterial: false });
  });
}

/** Versions of a notice are made one after the other. */
export async function lockNotice(ctx: Ctx, slug: NoticeSlug): Promise<void> {
  await lockByName(ctx, `wording:${slug}`);
}
