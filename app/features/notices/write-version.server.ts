import { uuidv7 } from "uuidv7";
import { noticeVersions } from "#db/schema/notices";
import { publishWording } from "~/features/consents/wordings.server";
import type { Ctx } from "~/lib/ctx";
import { fillText, type Words } from "./fill-text";
import type { NoticeSlug } from "./notices";
import { renderNotice } from "./render-notice.server";

/** Freezes the next version: its words are filled in once, so that it stays readable exactly as it was. The notice's lock is held. */
export async function writeVersion(
  ctx: Ctx,
  slug: NoticeSlug,
  { source, words, change, isMaterial }: { source: string; words: Words; change: string | null; isMaterial: boolean },
): Promise<{ id: string; version: number }> {
  const body = fillText(source, words);
  const { id, version } = await publishWording(ctx, { slug, body });
  const { html, version: rendererVersion } = renderNotice(body);
  await ctx.db.insert(noticeVersions).values({ id: uuidv7(), wordingId: id, source, bodyHtml: html, rendererVersion, change, isMaterial });
  return { id, version };
}
