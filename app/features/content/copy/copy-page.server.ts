import { inArray } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { createPage } from "~/features/content/pages/create-page.server";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { TITLE_MAX } from "~/features/content/pages/page.schema";
import { isPagePath } from "~/features/content/pages/page-path";
import { listGroupsBeside } from "~/features/permissions/groups.queries.server";
import type { Ctx } from "~/lib/ctx";
import { ConflictError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type CopyBlocker, copyPaths } from "./copy.policy";

export type CopyResult = { ok: true; code: string } | { ok: false; reason: CopyBlocker };

type Input = { code: string; submissionId: string; vouch?: string };

/**
 * Makes a draft beside a page with its newest text, its readers and what it is about: no pages below, no history, no plans, no comments.
 * The same form sent twice makes one. @throws ForbiddenError, NotFoundError, PatientDetailsError
 */
export async function copyPage(ctx: Ctx, { code, submissionId, vouch }: Input): Promise<CopyResult> {
  return inTransaction<CopyResult, Ctx>(ctx, async (ctx) => {
    const page = await getPageToEdit(ctx, code);
    const { summary, teaser, body, audience, interests, comments } = page;
    const path = await findFree(ctx, copyPaths(page.path));
    if (!path) return { ok: false, reason: "no-place" };
    const going = new Set((await listGroupsBeside(ctx, [])).map(({ slug }) => slug));
    const groups = page.groups.flatMap(({ slug }) => (going.has(slug) ? [slug] : []));
    if (audience === "groups" && groups.length === 0) return { ok: false, reason: "groups-ended" };
    const made = await createPage(ctx, {
      title: `Copy of ${page.title}`.slice(0, TITLE_MAX).trim(),
      ...{ summary, body, path, interests, comments, vouch, submissionId },
      teaser: teaser ?? "",
      audience: audience === "groups" ? { groups } : audience,
    });
    // it was sent before: that copy has the address that this one would have had
    if (!made.ok && made.reason === "sent-before") return { ok: true, code: made.code };
    if (!made.ok) throw new ConflictError(`copy: ${made.reason}`);
    const detail = { of: page.id };
    await recordEntry(ctx, { class: "act", action: "content.page-copied", objectKind: "page", objectId: made.id, detail });
    return { ok: true, code: made.code };
  });
}

/** The first place where nothing stands, in the trash neither. */
async function findFree(ctx: Ctx, paths: readonly string[]): Promise<string | null> {
  const taken = await ctx.db
    .select({ path: contentPages.path })
    .from(contentPages)
    .where(inArray(contentPages.path, [...paths]));
  return paths.find((path) => isPagePath(path) && !taken.some((page) => page.path === path)) ?? null;
}
