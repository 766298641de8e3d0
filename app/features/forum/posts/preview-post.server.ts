import { eq } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import type { Preview } from "~/components/forms/form-state";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError, RefusedTextError } from "~/lib/errors";
import { checkText } from "./check-text.server";
import { editBlocker } from "./post.policy";
import { getPost } from "./posts.queries.server";
import type { PreviewPlace } from "./preview-place";
import { type Beside, showText } from "./quotes";

/** What is typed, as readers would get it. It stores nothing. @throws NotFoundError */
export async function previewPost(ctx: Ctx, body: string, place: PreviewPlace): Promise<Preview> {
  const { edited, ...where } = await findPlace(ctx, place);
  const render = async (text: string) =>
    (await renderWithFiles(ctx, text, edited ? { before: edited.bodyHtml, author: edited.writerId } : {})).html;
  try {
    const { text, quotes, mentions, untold } = await checkText(ctx, { ...where, body, post: edited });
    const beside: Beside = { quotes: [...(edited?.quotes ?? []), ...quotes], mentions: [...(edited?.mentions ?? []), ...mentions] };
    return { html: showText(await render(text), beside), problem: null, warnings: untold };
  } catch (error) {
    if (!(error instanceof RefusedTextError)) throw error;
    return { html: await render(body), problem: error.sentence, warnings: [] };
  }
}

/** Where nothing was written yet there is nothing to quote. */
const NO_TOPIC = "00000000-0000-0000-0000-000000000000";

/** Where that is, for whoever may read it, and write in place of the post that it names. @throws NotFoundError */
export async function findPlace(ctx: Ctx, place: PreviewPlace) {
  if ("category" in place) return { topicId: NO_TOPIC, number: 0, edited: null, scopeId: (await getCategory(ctx, place.category)).scopeId };
  if ("page" in place) {
    const page = await findPage(ctx, place.page);
    if (!page) throw new NotFoundError("page");
    const [topic] = await ctx.db.select({ id: forumTopics.id }).from(forumTopics).where(eq(forumTopics.pageId, page.id));
    return { topicId: topic?.id ?? NO_TOPIC, number: 0, edited: null, scopeId: page.scopeId };
  }
  if (place.number) {
    const edited = await getPost(ctx, { topic: place.topic, number: place.number });
    if (editBlocker(ctx.actor, edited, ctx.now)) throw new NotFoundError("post");
    return { topicId: edited.topicId, number: edited.number, edited, scopeId: edited.scopeId };
  }
  const { id, scopeId } = await getTopic(ctx, place.topic);
  return { topicId: id, number: 0, edited: null, scopeId };
}
