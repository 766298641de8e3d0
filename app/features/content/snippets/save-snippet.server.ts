import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { contentSnippets } from "#db/schema/content";
import { enqueue } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { SNIPPETS_LOCK } from "./render-page.server";
import { MOST_SNIPPETS, type RemoveSnippetBlocker, type SnippetBlocker } from "./snippet.policy";
import { snippetPath } from "./snippet-path";
import { listUses } from "./snippets.queries.server";

type Words = { title: string; body: string; vouch?: string };

/** Keeps words once, under a name. Pages that name it already show it. @throws ForbiddenError */
export async function addSnippet(ctx: Ctx, { name, ...words }: Words & { name: string }): Promise<SnippetBlocker | null> {
  return saving(ctx, async (ctx) => {
    const there = await ctx.db.select({ name: contentSnippets.name }).from(contentSnippets).limit(MOST_SNIPPETS);
    if (there.some((snippet) => snippet.name === name)) return "taken";
    if (there.length >= MOST_SNIPPETS) return "too-many";
    const row = { id: uuidv7(), name, title: words.title, bodyMarkdown: words.body };
    await ctx.db.insert(contentSnippets).values({ ...row, savedBy: personIdOf(ctx.actor), savedAt: ctx.now });
    await guard(ctx, name, words);
    await tell(ctx, "snippet.added", name);
    return null;
  });
}

/**
 * Gives a snippet other words, which every page that names it shows soon after. A save that started from an older version is refused,
 * unless both say the same. @throws ForbiddenError, NotFoundError
 */
export async function changeSnippet(
  ctx: Ctx,
  name: string,
  { version, ...words }: Words & { version: number },
): Promise<SnippetBlocker | null> {
  return saving(ctx, async (ctx) => {
    const snippet = await findSnippet(ctx, name);
    if (snippet.title === words.title && snippet.bodyMarkdown === words.body) return null;
    if (snippet.version !== version) return "changed";
    await ctx.db
      .update(contentSnippets)
      .set({ title: words.title, bodyMarkdown: words.body, version: version + 1, savedBy: personIdOf(ctx.actor), savedAt: ctx.now })
      .where(eq(contentSnippets.id, snippet.id));
    await guard(ctx, name, words, [snippet.title, snippet.bodyMarkdown]);
    await tell(ctx, "snippet.changed", name, snippet.bodyMarkdown !== words.body);
    return null;
  });
}

/** Takes a snippet away that stands in no page. @throws ForbiddenError, NotFoundError */
export async function removeSnippet(ctx: Ctx, name: string): Promise<RemoveSnippetBlocker | null> {
  return saving(ctx, async (ctx) => {
    const snippet = await findSnippet(ctx, name);
    if ((await listUses(ctx, name)).length > 0) return "used";
    await ctx.db.delete(contentSnippets).where(eq(contentSnippets.id, snippet.id));
    await tell(ctx, "snippet.removed", name);
    return null;
  });
}

/** One after the other; whoever stores a page with snippets waits, and reads what is stored here. */
function saving<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockByName(ctx, SNIPPETS_LOCK);
    return work(ctx);
  });
}

async function findSnippet(ctx: Ctx, name: string) {
  const [snippet] = await ctx.db.select().from(contentSnippets).where(eq(contentSnippets.name, name));
  if (!snippet) throw new NotFoundError("snippet");
  return snippet;
}

const guard = (ctx: Ctx, name: string, { title, body, vouch }: Words, before: string[] = []) =>
  guardTexts(ctx, { texts: { title, body }, before, vouch, thing: { place: "page", path: snippetPath(name) } });

type Act = "snippet.added" | "snippet.changed" | "snippet.removed";

async function tell(ctx: Ctx, action: Act, name: string, isSeen = true): Promise<void> {
  await recordEntry(ctx, { class: "act", action, objectKind: "snippet", objectId: name });
  // afterwards: the pages are locked before the snippets
  if (isSeen) await enqueue(ctx, "content.note-changed-snippet", { name });
}
