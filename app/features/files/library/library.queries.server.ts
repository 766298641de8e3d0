import { and, desc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { inLibrary, owner, shownColumns } from "../files.queries.server";
import type { LibraryFilter } from "./library-filter";

const PER_PAGE = 48;
/** So many are counted. */
const MOST_COUNTED = 1000;
const MOST_WORDS = 5;

/** What can be had, and what a scanner refused as long as a text says so. */
const isThere = and(inLibrary, or(isNull(files.goneAt), eq(files.state, "refused")));

/** How many texts hold a file that readers have; and whether others do: a draft or an earlier text of a page, the site, a post. */
const standing = {
  ...shownColumns,
  state: files.state,
  description: files.description,
  focalX: files.focalX,
  focalY: files.focalY,
  uploadedAt: files.uploadedAt,
  pages: sql<number>`(select count(*)::int from (select from ${fileUses} where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = 'page' limit 100) held)`,
  isUsed: sql<boolean>`exists (select from ${fileUses} where ${fileUses.fileId} = ${files.id})`,
};

const isUnused = sql`not exists (select from ${fileUses} where ${fileUses.fileId} = ${files.id})`;

/** What editors share: pictures and files of pages and of the site, and those that they added here. @throws ForbiddenError */
export async function listLibrary(ctx: Ctx, filter: LibraryFilter, after: string | null) {
  demandPermission(ctx, "edit-pages");
  const isLargest = filter.order === "largest";
  const key = isLargest ? files.size : files.libraryAt;
  const column = sql.identifier(isLargest ? "size" : "library_at");
  const from = after
    ? sql`(${key}, ${files.id}) < (select last_.${column}, last_.id from ${files} last_ where last_.code = ${after})`
    : undefined;
  const found = await ctx.db
    .select(standing)
    .from(files)
    .leftJoin(...owner.of(files.ownerId))
    .where(and(isThere, isAsked(filter), from))
    .orderBy(desc(key), desc(files.id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { files: rows, next };
}

/** How many there are of them; null for more than are counted. @throws ForbiddenError */
export async function countLibrary(ctx: Ctx, filter: LibraryFilter): Promise<number | null> {
  demandPermission(ctx, "edit-pages");
  const some = ctx.db
    .select({ id: files.id })
    .from(files)
    .where(and(isThere, isAsked(filter)))
    .limit(MOST_COUNTED + 1);
  const count = await ctx.db.$count(some.as("some"));
  return count > MOST_COUNTED ? null : count;
}

function isAsked({ words, show, state }: LibraryFilter): SQL | undefined {
  const isPicture = eq(files.kind, "picture");
  const states: Record<NonNullable<LibraryFilter["state"]>, SQL | undefined> = {
    unused: isUnused,
    undescribed: and(isPicture, eq(files.description, "")),
    waiting: eq(files.state, "waiting"),
    refused: eq(files.state, "refused"),
  };
  return and(
    show === "pictures" ? isPicture : show === "documents" ? ne(files.kind, "picture") : undefined,
    state ? states[state] : undefined,
    ...words
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, MOST_WORDS)
      .map((word) => sql`${files.name} || ' ' || ${files.description} ilike ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
  );
}

/** One file of the library. @throws ForbiddenError, NotFoundError */
export async function getLibraryFile(ctx: Ctx, code: string) {
  demandPermission(ctx, "edit-pages");
  const isOfLook = sql<boolean>`exists (select from ${fileUses} where ${fileUses.fileId} = ${files.id} and ${fileUses.kind} = 'look')`;
  const [file] = await ctx.db
    .select({ id: files.id, ...standing, addedBy: owner.name, isOfLook })
    .from(files)
    .leftJoin(...owner.of(files.ownerId))
    .where(and(eq(files.code, code), isThere));
  if (!file) throw new NotFoundError("file");
  return file;
}
