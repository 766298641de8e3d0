import { type AnyColumn, and, asc, desc, inArray, isNull, like, not, or, type SQL, sql } from "drizzle-orm";
import { contentListings, contentPages } from "#db/schema/content";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import { isFor } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";
import { demandEditor } from "./demand-editor";
import { selectListed } from "./manage.queries.server";
import { type ListChoice, MOST_COUNTED, type Sort } from "./page-list";
import { stateIs } from "./page-states.server";
import { isKept } from "./tree.server";

const PER_PAGE = 50;

/** Words that are looked for; of a longer search the first. */
const MOST_WORDS = 8;

/** Pages as editors see them, whoever may read them, without those in the trash; and how many there are, as far as is counted. */
export async function listPagesToEdit(ctx: Ctx, choice: ListChoice, after: string | null) {
  demandEditor(ctx);
  const which = and(isKept, inSection(contentPages.path, choice), ...hasWords(choice), await ofPages(ctx, choice));
  const { order, from } = SORTED[choice.sort];
  const [found, count] = await Promise.all([
    selectListed(ctx)
      .where(and(which, after ? from(after) : undefined))
      .orderBy(...order)
      .limit(PER_PAGE + 1),
    countPages(ctx, choice),
  ]);
  const { rows: pages, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { pages, next, count };
}

/** Asked of as few tables as the choice needs: it looks at many more rows than are listed. */
async function countPages(ctx: Ctx, choice: ListChoice): Promise<number> {
  const { pageId, path, isKept: isListed } = contentListings;
  const which = await ofPages(ctx, choice);
  const from = ctx.db.select({ id: contentPages.id }).from(contentPages);
  const pages = choice.audience ? from.innerJoin(...scopeOf(contentPages.scopeId)) : from;
  const limit = MOST_COUNTED + 1;
  const found = choice.q
    ? ctx.db
        .select({ id: pageId })
        .from(contentListings)
        .where(and(sql`${isListed}`, inSection(path, choice), ...hasWords(choice), which ? inArray(pageId, pages.where(which)) : undefined))
        .limit(limit)
    : pages.where(and(isKept, inSection(contentPages.path, choice), which)).limit(limit);
  const [row] = await ctx.db.execute<{ count: number }>(sql`select count(*)::int as count from ${found} counted`);
  return row!.count;
}

function inSection(path: AnyColumn, { section }: ListChoice): SQL | undefined {
  const isNews = like(path, "news/%");
  return section ? (section === "news" ? isNews : not(isNews)) : undefined;
}

const ofPages = async (ctx: Ctx, { state, audience, owner }: ListChoice): Promise<SQL | undefined> =>
  and(state ? stateIs(ctx, state) : undefined, audience ? isFor(audience) : undefined, owner ? await isOwnedBy(ctx, owner) : undefined);

/** Of a title or an address, which may be typed as it is read out of the browser. */
const wordsOf = (q: string) =>
  q
    .split(/[\s/-]+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS);

/** A common word narrows nothing, and finds nothing by itself. */
function hasWords({ q }: ListChoice): SQL[] {
  const words = wordsOf(q);
  const each = words.map(
    (word) => sql`(search_query(${word}::text, true) is null or ${contentListings.words} @@ search_query(${word}::text, true))`,
  );
  return q ? [sql`search_query(${words.join(" ")}::text, true) is not null`, ...each] : [];
}

/** An editor looks after it: it was handed to them, or they checked it last. Nobody else looks after one. */
async function isOwnedBy(ctx: Ctx, ref: string): Promise<SQL> {
  const editor = (await listEditors(ctx)).find((each) => each.ref === ref);
  if (!editor) return sql`false`;
  const { ownerId, authorId } = contentPages;
  return or(sql`${ownerId} = ${editor.id}`, and(isNull(ownerId), sql`${authorId} = ${editor.id}`))!;
}

const of = (code: string, columns: string) =>
  sql`(select ${sql.raw(columns)} from ${contentPages} cursor_ join ${contentListings} listing_ on listing_.page_id = cursor_.id where cursor_.code = ${code})`;
const title = sql`lower(${contentListings.title})`;
const review = sql`coalesce(${contentPages.reviewDueAt}, 'infinity')`;
const { savedAt, pageId } = contentListings;
const { id } = contentPages;

const SORTED: Record<Sort, { order: SQL[]; from: (code: string) => SQL }> = {
  changed: {
    order: [desc(savedAt), desc(pageId)],
    from: (code) => sql`(${savedAt}, ${pageId}) < ${of(code, "listing_.saved_at, cursor_.id")}`,
  },
  title: {
    order: [asc(title), asc(pageId)],
    from: (code) => sql`(${title}, ${pageId}) > ${of(code, "lower(listing_.title), cursor_.id")}`,
  },
  review: {
    order: [asc(review), asc(id)],
    from: (code) => sql`(${review}, ${id}) > ${of(code, "coalesce(cursor_.review_due_at, 'infinity'), cursor_.id")}`,
  },
};
