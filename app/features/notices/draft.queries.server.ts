import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { loadNoticeWords } from "./notice-words.server";
import { isNotice, NOTICES } from "./notices";
import { findCurrent } from "./notices.queries.server";
import { RELEASE_TEXTS } from "./release-texts.server";

/** What the next version of a notice starts from. @throws NotFoundError */
export async function getDraft(ctx: Ctx, slug: string) {
  if (!isNotice(slug)) throw new NotFoundError("notice");
  const [current, words] = await Promise.all([findCurrent(ctx, slug), loadNoticeWords(ctx)]);
  const notice = { source: current?.source ?? RELEASE_TEXTS[slug].trim(), basedOn: current?.version ?? 0 };
  return { slug, title: NOTICES[slug].title, notice, words: Object.keys(words) };
}
