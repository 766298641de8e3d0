import { renderWithFiles } from "~/features/files/render-with-files.server";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import type { Ctx } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { getPost } from "./posts.queries.server";
import { showQuotes, splitQuotes } from "./quotes";
import { checkQuotes } from "./store-quotes.server";

/** `topic`: the code of where it is written, and `number` that of the post that is edited. */
export type Previewed = { body: string; topic: string; number: number | null };

/** What is typed, as readers would get it, and why it cannot be posted so. @throws NotFoundError */
export async function previewPost(ctx: Ctx, { body, topic: code, number }: Previewed): Promise<{ html: string; problem: string | null }> {
  const edited = code && number !== null ? await getPost(ctx, { topic: code, number }) : null;
  const render = async (text: string) =>
    (await renderWithFiles(ctx, text, edited ? { before: edited.bodyHtml, author: edited.writerId } : {})).html;
  if (!code || splitQuotes(body).every((part) => typeof part === "string")) return { html: await render(body), problem: null };
  const topicId = edited?.topicId ?? (await getTopic(ctx, code)).id;
  try {
    const { text, quotes } = await checkQuotes(ctx, { topicId, number: edited?.number ?? 0, body, post: edited });
    return { html: showQuotes(await render(text), [...(edited?.quotes ?? []), ...quotes]), problem: null };
  } catch (error) {
    if (!(error instanceof RefusedTextError)) throw error;
    return { html: await render(body), problem: error.sentence };
  }
}
