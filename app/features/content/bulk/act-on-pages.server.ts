import { and, asc, inArray, or } from "drizzle-orm";
import { contentListings, contentPages } from "#db/schema/content";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { movePage } from "~/features/content/pages/move-page.server";
import { AUDIENCE_REFUSALS, MOVE_REFUSALS } from "~/features/content/pages/page.policy";
import { pageAddress, placeBelow } from "~/features/content/pages/page-path";
import { isKept, listingOfPage, within } from "~/features/content/pages/tree.server";
import { handPageOver } from "~/features/content/publishing/hand-page-over.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { type BelowChoice, MOST_AT_ONCE, TRASH_REFUSALS } from "~/features/content/trash/trash.policy";
import { trashPage } from "~/features/content/trash/trash-page.server";
import { lockScopes } from "~/features/permissions/change-scope.server";
import type { Audience } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** What is done to each of several pages; owners by their references, the place by its path. */
export type Chosen =
  | { act: "move"; below: string }
  | { act: "audience"; audience: Audience }
  | { act: "owner"; owner: string }
  | { act: "take-down" }
  | { act: "trash"; below: BelowChoice };

/** What becomes of one page, or why nothing does. */
export type BulkLine = { code: string; path: string; title: string; isDone: boolean; words: string };

/** Thrown to undo what was tried. */
class Tried extends Error {
  constructor(readonly lines: BulkLine[]) {
    super("tried");
  }
}

/**
 * Does one act to several pages, in the order of their addresses, all in one transaction; each decides and is written down as it is alone.
 * One that is refused holds up no other. What is not there, or in the trash, is left out. @throws ForbiddenError
 */
export async function actOnPages(ctx: Ctx, codes: readonly string[], chosen: Chosen): Promise<BulkLine[]> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    await lockScopes(ctx);
    const { code, path } = contentPages;
    const pages = await ctx.db
      .select({ code, path, title: contentListings.title })
      .from(contentPages)
      .innerJoin(...listingOfPage)
      .where(and(inArray(code, [...codes]), isKept))
      .orderBy(asc(path));
    if (chosen.act === "trash" && (await areTooMany(ctx, pages))) return pages.map((page) => ({ ...page, isDone: false, words: TOO_MANY }));
    const lines: BulkLine[] = [];
    for (const page of pages) {
      const refusal = await act(ctx, page, chosen);
      lines.push({ ...page, isDone: refusal === null, words: refusal ?? doneWords(page, chosen) });
    }
    return lines;
  });
}

/** With what is below them, at most as many as go to the trash with one: each is written down alone, and tried before. */
async function areTooMany(ctx: Ctx, pages: readonly { path: string }[]): Promise<boolean> {
  if (pages.length === 0) return false;
  return (await ctx.db.$count(contentPages, and(isKept, or(...pages.map(({ path }) => within(path)))))) > MOST_AT_ONCE + 1;
}

const TOO_MANY = `These pages and those below them are more than ${MOST_AT_ONCE}. Choose fewer of them`;

/** What `actOnPages` would do now: it is done, and undone before anybody sees it. @throws ForbiddenError */
export async function tryOnPages(ctx: Ctx, codes: readonly string[], chosen: Chosen): Promise<BulkLine[]> {
  try {
    return await inTransaction(ctx, async (ctx) => {
      throw new Tried(await actOnPages(ctx, codes, chosen));
    });
  } catch (error) {
    if (error instanceof Tried) return error.lines;
    throw error;
  }
}

async function act(ctx: Ctx, { code, path }: { code: string; path: string }, chosen: Chosen): Promise<string | null> {
  try {
    if (chosen.act === "move") {
      const moved = await movePage(ctx, { code, to: placeBelow(chosen.below, path) });
      return moved.ok ? null : MOVE_REFUSALS[moved.reason];
    }
    if (chosen.act === "audience") {
      const changed = await changeAudience(ctx, { code, audience: chosen.audience });
      return changed.ok ? null : AUDIENCE_REFUSALS[changed.reason];
    }
    if (chosen.act === "owner") {
      const handed = await handPageOver(ctx, { code, owner: chosen.owner });
      return handed.ok ? null : "That is no editor any more";
    }
    if (chosen.act === "trash") {
      const trashed = await trashPage(ctx, { code, below: chosen.below });
      return trashed.ok ? null : TRASH_REFUSALS[trashed.reason];
    }
    await takeDownPage(ctx, code);
    return null;
  } catch (error) {
    if (error instanceof NotFoundError) return NOT_THERE[chosen.act];
    throw error;
  }
}

const IN_TRASH = "It is in the trash already";
const NOT_THERE: Record<Chosen["act"], string> = {
  move: IN_TRASH,
  audience: "One of the groups has ended",
  owner: IN_TRASH,
  "take-down": "Readers do not have it",
  trash: "It goes along with the page above it",
};

function doneWords({ path }: { path: string }, chosen: Chosen): string {
  if (chosen.act === "move") return `To ${pageAddress(placeBelow(chosen.below, path))}`;
  if (chosen.act === "audience") return "Readers as chosen; wider pages below become narrower, too";
  if (chosen.act === "owner") return "Handed over";
  if (chosen.act === "take-down") return "Readers are told that it is gone; pages below stay";
  return chosen.below === "along" ? "To the trash, with the pages below it" : "To the trash; the pages below it move up";
}
