import { and, eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentPages, contentRevisions } from "#db/schema/content";
import { contentPlans } from "#db/schema/content/publishing";
import { actOnPages, tryOnPages } from "~/features/content/bulk/act-on-pages.server";
import { copyPage } from "~/features/content/copy/copy-page.server";
import { countLinksTo, listLinksTo, listRedirects } from "~/features/content/links/links.queries.server";
import { removeRedirect } from "~/features/content/links/remove-redirect.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { addSnippet } from "~/features/content/snippets/save-snippet.server";
import { MOST_AT_ONCE } from "~/features/content/trash/trash.policy";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aGroup, aMember } from "../../support/people";

const { db } = systemCtxFor();
let editor: Ctx;
const codeOf = async (path: string) => (await storedPage(path)).code;
const submissionId = () => crypto.randomUUID();
beforeAll(async () => {
  editor = ctxFor(await aMember({ roles: ["editor"] }));
  await aPage({ path: "guidance" });
});

test("only editors copy pages, see what links to them and act on several", async () => {
  const member = ctxFor(await aMember({ roles: ["administrator", "moderator"] }));
  const page = await storedPage(await aPage());
  for (const act of [
    () => copyPage(member, { code: page.code, submissionId: submissionId() }),
    () => listLinksTo(member, page),
    () => listRedirects(member, page),
    () => removeRedirect(member, { code: page.code, path: "was" }),
    () => actOnPages(member, [page.code], { act: "take-down" }),
    () => tryOnPages(member, [page.code], { act: "take-down" }),
  ])
    await expect(act()).rejects.toThrow(ForbiddenError);
});

test("a copy is a draft beside the page, with its newest text and its readers, once for each form", async () => {
  await aGroup("copied");
  const path = await aPage({ audience: { groups: ["copied"] }, title: "Contracts" });
  const { code } = await storedPage(path);
  await savePage(editor, { code, version: 1, title: "New contracts", summary: "s", teaser: "", body: "Newest" });
  const form = { code, submissionId: submissionId() };
  const made = await copyPage(editor, form);
  expect(await copyPage(editor, form)).toEqual(made);
  expect(await copyPage(editor, { code, submissionId: submissionId() })).toMatchObject({ ok: true });

  const copy = await storedPage(`${path}-copy`);
  expect(made).toEqual({ ok: true, code: copy.code });
  expect(copy).toMatchObject({ publishedVersion: null, version: 1, title: "", comments: "open" });
  const [text] = await db.select().from(contentRevisions).where(eq(contentRevisions.pageId, copy.id));
  expect(text).toMatchObject({ title: "Copy of New contracts", bodyMarkdown: "Newest" });
  expect(await db.select().from(contentPlans).where(eq(contentPlans.pageId, copy.id))).toEqual([]);
  expect((await storedPage(`${path}-copy-2`)).code).not.toBe(copy.code);
  const visitor = { ...systemCtxFor(), actor: { kind: "visitor" } as const };
  await expect(getPage(visitor, `${path}-copy`)).rejects.toThrow("page");
});

test("what links here: pages by what readers have and by drafts, snippets, and by earlier addresses; a text that no longer does is not listed", async () => {
  const target = await storedPage(await aPage());
  const reads = await aPage({ bodyMarkdown: `See [it](/${target.path}#section-one).` });
  const draft = await aDraft({ body: `Soon [it](/${target.path}/).` });
  await addSnippet(editor, { name: "pointer", title: "Pointer", body: `[it](/${target.path})` });
  const old = await aPage();
  await supersedePage(systemCtxFor(), { code: await codeOf(old), by: target.path });
  const moved = "guidance/moved-target";
  await movePage(editor, { code: target.code, to: moved });
  const here = { id: target.id, path: moved };

  const links = await listLinksTo(editor, here);
  const byPath = Object.fromEntries(links.pages.map(({ path, isRead }) => [path, isRead]));
  expect(byPath).toEqual({ [reads]: true, [draft.path]: false });
  expect(links.snippets).toEqual([{ name: "pointer", title: "Pointer" }]);
  expect(links.replaced.map(({ path }) => path)).toEqual([old]);
  expect(await countLinksTo(editor, here)).toBe(1);
  expect((await listRedirects(editor, target)).map(({ path }) => path)).toEqual([target.path]);

  await savePage(editor, { code: await codeOf(reads), version: 1, title: "t", summary: "s", teaser: "", body: "No more" });
  expect((await listLinksTo(editor, here)).pages.map(({ path }) => path)).toContain(reads);
  await publishDraft(editor, { code: await codeOf(reads), version: 2 });
  expect((await listLinksTo(editor, here)).pages.map(({ path }) => path)).toEqual([draft.path]);
  await takeDownPage(editor, await codeOf(reads));

  const visitor = { ...systemCtxFor(), actor: { kind: "visitor" } as const };
  expect(await getPage(visitor, target.path)).toEqual({ movedTo: moved });
  expect(await removeRedirect(editor, { code: target.code, path: target.path })).toBe(true);
  expect(await removeRedirect(editor, { code: target.code, path: target.path })).toBe(false);
  await expect(getPage(visitor, target.path)).rejects.toThrow("page");
});

test("what would be done to several pages is told and not done; doing it does what was told, each with its entry", async () => {
  await aPage({ path: "guidance/shelf" });
  await aPage({ path: "guidance/shelf/two" });
  const one = await storedPage(await aPage({ path: "guidance/one" }));
  const two = await storedPage(await aPage({ path: "guidance/two" }));
  const codes = [one.code, two.code, "0000000000"];
  const chosen = { act: "move", below: "guidance/shelf" } as const;

  const told = await tryOnPages(editor, codes, chosen);
  expect(told.map(({ path, isDone, words }) => [path, isDone, words])).toEqual([
    ["guidance/one", true, "To /guidance/shelf/one"],
    ["guidance/two", false, expect.stringContaining("There is a page at that address already")],
  ]);
  expect((await storedPage("guidance/one")).id).toBe(one.id);
  expect(await actOnPages(editor, codes, chosen)).toEqual(told);
  expect((await storedPage("guidance/shelf/one")).id).toBe(one.id);
  expect((await storedPage("guidance/two")).id).toBe(two.id);
  const moved = and(eq(auditEntries.action, "content.page-moved"), inArray(auditEntries.objectId, [one.id, two.id]));
  expect(await db.select().from(auditEntries).where(moved)).toHaveLength(1);
});

test("each act upon several pages is refused where it is refused alone", async () => {
  const page = await storedPage(await aPage());
  const draft = await aDraft();
  const [owner] = await listEditors(editor);
  const codes = [page.code, draft.code];
  const doneBy = async (chosen: Parameters<typeof actOnPages>[2]) =>
    Object.fromEntries((await actOnPages(editor, codes, chosen)).map(({ code, isDone }) => [code, isDone]));

  expect(await doneBy({ act: "owner", owner: owner!.ref })).toEqual({ [page.code]: true, [draft.code]: true });
  expect(await doneBy({ act: "owner", owner: "NOBODY" })).toEqual({ [page.code]: false, [draft.code]: false });
  expect(await doneBy({ act: "audience", audience: "members" })).toEqual({ [page.code]: true, [draft.code]: true });
  expect(await doneBy({ act: "audience", audience: { groups: ["was-never"] } })).toEqual({ [page.code]: false, [draft.code]: false });
  expect(await doneBy({ act: "take-down" })).toEqual({ [page.code]: true, [draft.code]: false });
  expect(await doneBy({ act: "trash", below: "along" })).toEqual({ [page.code]: true, [draft.code]: true });
  expect(await doneBy({ act: "trash", below: "along" })).toEqual({});
});

test("two moves at once that would put each page below the other: one is refused", async () => {
  const [a, b] = [await aPage({ path: "guidance/left" }), await aPage({ path: "guidance/right" })];
  const moves = await Promise.all([
    movePage(editor, { code: await codeOf(a), to: "guidance/right/left" }),
    movePage(editor, { code: await codeOf(b), to: "guidance/left/right" }),
  ]);
  expect(moves.filter(({ ok }) => ok)).toHaveLength(1);
  const left = await db
    .select({ path: contentPages.path })
    .from(contentPages)
    .where(inArray(contentPages.path, ["guidance/left", "guidance/right"]));
  expect(left).toHaveLength(1);
});

/** So many rows of pages below one, which are like another. */
async function rowsBelow(path: string, many: number): Promise<string[]> {
  const { parent: _parent, search: _search, ...row } = await storedPage(path);
  const rows = Array.from({ length: many }, (_, at) => ({ ...row, id: uuidv7(), code: randomCode(), path: `${path}/row-${at}` }));
  await db.insert(contentPages).values(rows);
  return rows.map(({ id }) => id);
}

test("a bulk act puts no more pages into the trash than one page takes along", async () => {
  const paths = [await aPage(), await aPage()];
  const pages = await Promise.all(paths.map(storedPage));
  const lower = (await Promise.all(paths.map((path) => rowsBelow(path, MOST_AT_ONCE / 2)))).flat();
  const codes = pages.map(({ code }) => code);
  const told = await tryOnPages(editor, codes, { act: "trash", below: "along" });
  expect(told.map(({ isDone }) => isDone)).toEqual([false, false]);
  await db.delete(contentPages).where(eq(contentPages.id, lower[0]!));
  expect((await tryOnPages(editor, codes, { act: "trash", below: "along" })).map(({ isDone }) => isDone)).toEqual([true, true]);
});
