import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { loadNoticeWords } from "./notice-words.server";
import { isNotice, NOTICES } from "./notices";
import { findCurrent } from "./notices.queries.server";

/** What the next version of a notice starts from. @throws NotFoundError */
export async function getDraft(ctx: Ctx, slug: string) {
  if (!isNotice(slug)) throw new NotFoundError("notice");
  const [current, words] = await Promise.all([findCurrent(ctx, slug), loadNoticeWords(ctx)]);
  const { title, text } = NOTICES[slug];
  return { slug, title, notice: { source: current?.source ?? text.trim(), basedOn: current?.version ?? 0 }, words: Object.keys(words) };
}
