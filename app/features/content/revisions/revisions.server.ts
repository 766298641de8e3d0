import { and, desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { contentPages, contentRevisions } from "#db/schema/content";
import type { PageText } from "~/features/content/pages/page.schema";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { snippetsIn } from "~/lib/markdown/directives";

/** Who wrote or reviewed a text, and who took one out. */
export const editor = joinedPerson("editor");
export const remover = joinedPerson("remover");

/** How a text was taken out, over the joined remover. */
export const takenOutColumns = {
  takenOutAt: contentRevisions.takenOutAt,
  takenOutWhy: contentRevisions.takenOutWhy,
  takenOutBy: remover.name,
};

/** Of a text that was taken out, and of a page that has none for readers. */
export const NO_TEXT = { title: "", summary: "", teaser: null, bodyMarkdown: "", bodyHtml: "", snippets: [] };

export type Revision = NonNullable<Awaited<ReturnType<typeof findRevision>>>;

/** One saved text of a page; without a number the newest. */
export async function findRevision(ctx: Ctx, pageId: string, number?: number) {
  const { title, summary, teaser, bodyMarkdown, bodyHtml, rendererVersion, savedAt, restoredFrom } = contentRevisions;
  const [revision] = await ctx.db
    .select({
      number: contentRevisions.number,
      title,
      summary,
      teaser,
      body: bodyMarkdown,
      bodyHtml,
      rendererVersion,
      savedAt,
      restoredFrom,
      savedBy: editor.name,
      ...takenOutColumns,
    })
    .from(contentRevisions)
    .leftJoin(...editor.of(contentRevisions.savedBy))
    .leftJoin(...remover.of(contentRevisions.takenOutBy))
    .where(and(eq(contentRevisions.pageId, pageId), number === undefined ? undefined : eq(contentRevisions.number, number)))
    .orderBy(desc(contentRevisions.number))
    .limit(1);
  return revision ?? null;
}

export const isSameText = (revision: Revision, text: PageText) =>
  revision.title === text.title &&
  revision.summary === text.summary &&
  (revision.teaser ?? "") === text.teaser &&
  revision.body === text.body;

/** Stores what was saved as the next revision of a page whose row is locked. */
export async function insertRevision(
  ctx: Ctx,
  page: { id: string; version: number },
  text: PageText,
  { restoredFrom, savedBy = personIdOf(ctx.actor) }: { restoredFrom?: number; savedBy?: PersonId | null } = {},
): Promise<number> {
  const number = page.version + 1;
  const { html, version } = await renderPage(ctx, text.body);
  await ctx.db.insert(contentRevisions).values({
    id: uuidv7(),
    pageId: page.id,
    number,
    title: text.title,
    summary: text.summary,
    teaser: text.teaser || null,
    bodyMarkdown: text.body,
    bodyHtml: html,
    rendererVersion: version,
    snippets: snippetsIn(text.body),
    savedBy,
    savedAt: ctx.now,
    restoredFrom: restoredFrom ?? null,
  });
  await ctx.db.update(contentPages).set({ version: number }).where(eq(contentPages.id, page.id));
  return number;
}
