import { type AnyColumn, and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { drafts } from "#db/schema/drafts";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { type Rendered, renderMarkdown } from "~/lib/markdown.server";
import { DRAFT_DAYS, draftKind, draftText, MOST_DRAFTS, maySeeDraft } from "./draft.policy";

export type Draft = { id: string; values: Record<string, string | string[]>; savedAt: Date; html: string | null };

type Render = (ctx: Ctx, text: string) => Rendered | Promise<Rendered>;

/** The actor's own draft of a form, and its body as readers would get it: rooms above this one know more of what it may show. */
export async function findDraft(ctx: Ctx, path: string, render: Render = (_, text) => renderMarkdown(text)): Promise<Draft | null> {
  if (ctx.actor.kind !== "person") return null;
  const [draft] = await ctx.db
    .select({ id: drafts.id, values: drafts.values, savedAt: drafts.savedAt })
    .from(drafts)
    .where(and(isMine(ctx.actor, ctx.now), eq(drafts.path, path)));
  if (!draft) return null;
  const { body } = draft.values;
  return { ...draft, html: typeof body === "string" ? (await render(ctx, body)).html : null };
}

export type DraftRow = { id: string; path: string; kind: string; text: string; savedAt: Date };

/**
 * All that the actor has begun to write, the latest first: also where they may not read any more what it is about, but not what they began
 * as staff once they are none.
 */
export async function listMyDrafts(ctx: Ctx): Promise<DraftRow[]> {
  const { actor } = ctx;
  if (actor.kind !== "person") return [];
  const rows = await ctx.db
    .select({ id: drafts.id, path: drafts.path, values: drafts.values, savedAt: drafts.savedAt })
    .from(drafts)
    .where(isMine(actor, ctx.now))
    .orderBy(desc(drafts.savedAt), desc(drafts.id))
    .limit(MOST_DRAFTS);
  const seen = rows.filter(({ path }) => maySeeDraft(actor, path));
  return seen.map(({ values, ...row }) => ({ ...row, kind: draftKind(row.path) ?? "Draft", text: draftText(values) }));
}

/** The addresses of the forms of which the person whom a column names has a draft. */
export function draftPathsOf(person: AnyColumn, now: SQL): SQL<string[]> {
  const { path, personId, closedAt, savedAt } = drafts;
  const kept = sql`${closedAt} is null and ${savedAt} > ${now} - make_interval(days => ${sql.raw(String(DRAFT_DAYS))})`;
  return sql<string[]>`array(select ${path} from ${drafts} where ${personId} = ${person} and ${kept})`;
}

const isMine = ({ personId }: { personId: string }, now: Date) =>
  and(eq(drafts.personId, personId), isNull(drafts.closedAt), gt(drafts.savedAt, later(now, -DRAFT_DAYS * DAY)));
