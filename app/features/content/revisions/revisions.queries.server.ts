import { and, desc, eq, lt } from "drizzle-orm";
import { contentRevisions } from "#db/schema/content";
import { demandEditor } from "~/features/content/pages/demand-editor";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { compareRendered } from "./compare-rendered";
import { type Change, compareTexts } from "./compare-texts";
import { editor, findRevision, type Revision, remover, takenOutColumns } from "./revisions.server";

const PER_PAGE = 30;

/** What was saved of a page, newest first. `after` is a revision's number. */
export async function listRevisions(ctx: Ctx, page: { id: string }, after: number | null) {
  demandEditor(ctx);
  const { number, title, savedAt, restoredFrom } = contentRevisions;
  const found = await ctx.db
    .select({ number, title, savedAt, restoredFrom, savedBy: editor.name, ...takenOutColumns })
    .from(contentRevisions)
    .leftJoin(...editor.of(contentRevisions.savedBy))
    .leftJoin(...remover.of(contentRevisions.takenOutBy))
    .where(and(eq(contentRevisions.pageId, page.id), after ? lt(number, after) : undefined))
    .orderBy(desc(number))
    .limit(PER_PAGE + 1);
  const { rows: revisions, next } = pageOf(found, PER_PAGE, (last) => last.number);
  return { revisions, next };
}

/** One saved text. @throws NotFoundError */
export async function getRevision(ctx: Ctx, page: { id: string }, number: number): Promise<Revision> {
  demandEditor(ctx);
  const revision = Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? await findRevision(ctx, page.id, number) : null;
  if (!revision) throw new NotFoundError("revision");
  return revision;
}

/** What the later of two revisions added and took away. @throws NotFoundError */
export async function compareRevisions(ctx: Ctx, page: { id: string }, { from, to }: { from: number; to: number }) {
  const [before, after] = await Promise.all([getRevision(ctx, page, from), getRevision(ctx, page, to)]);
  return { before: headOf(before), after: headOf(after), parts: compareParts(before, after) };
}

const headOf = ({ number, savedAt, savedBy, takenOutAt, takenOutBy, takenOutWhy }: Revision) => ({
  number,
  savedAt,
  savedBy,
  takenOutAt,
  takenOutBy,
  takenOutWhy,
});

type Text = { title: string; summary: string; teaser: string | null; body: string; bodyHtml: string };
export type ComparedPart = { name: string; changes: Change[] | null; html?: string };

/** Part by part, the page as readers get it; no changes where both say the same. */
export function compareParts(before: Text, after: Text): ComparedPart[] {
  const parts = [
    { name: "Title", was: before.title, is: after.title },
    { name: "Summary", was: before.summary, is: after.summary },
    { name: "Teaser", was: before.teaser ?? "", is: after.teaser ?? "" },
  ];
  const body = before.body === after.body ? null : compareTexts(before.body, after.body);
  const html = body ? compareRendered(before.bodyHtml, after.bodyHtml) : "";
  return [
    ...parts.map(({ name, was, is }) => ({ name, changes: was === is ? null : compareTexts(was, is) })),
    // what differs in its marks alone, as in spaces, shows in the text as it was typed
    { name: "Page", changes: body, ...(/<(?:ins|del)>/.test(html) ? { html } : {}) },
  ];
}
