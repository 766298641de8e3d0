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
  if (!code || splitQuotes(body).every((part) => typeof part === "string"))
    return { html: (await renderWithFiles(ctx, body)).html, problem: null };
  const edited = number === null ? null : await getPost(ctx, { topic: code, number });
  const topic = await getTopic(ctx, code);
  const before = edited?.quotes ?? [];
  try {
    const { text, quotes } = await checkQuotes(ctx, { topicId: topic.id, number: number ?? 0, body, quotes: before });
    return { html: showQuotes((await renderWithFiles(ctx, text)).html, [...before, ...quotes], topic), problem: null };
  } catch (error) {
    if (!(error instanceof RefusedTextError)) throw error;
    return { html: (await renderWithFiles(ctx, body)).html, problem: error.sentence };
  }
}
