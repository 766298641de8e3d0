import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { RETENTION } from "#db/retention";
import { auditEntries } from "#db/schema/audit";
import { contentLinks, contentPages, contentRevisions } from "#db/schema/content";
import { forumTopics } from "#db/schema/forum/topics";
import { createPage } from "~/features/content/pages/create-page.server";
import { listPagesToEdit } from "~/features/content/pages/list-pages.queries.server";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { readListChoice } from "~/features/content/pages/page-list";
import { browseTree } from "~/features/content/pages/page-tree.queries.server";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { TRASH_DAYS } from "~/features/content/trash/trash.policy";
import { getTrashed, listTrash } from "~/features/content/trash/trash.queries.server";
import { restorePage, trashPage } from "~/features/content/trash/trash-page.server";
import { deleteFromTrash, expireTrash } from "~/features/forum/comments/delete-from-trash.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, GoneError, NotFoundError } from "~/lib/errors";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage } from "../../support/forum";
import { aMember } from "../../support/people";

const { db } = systemCtxFor();
let editor: Ctx;
const codeOf = async (path: string) => (await storedPage(path)).code;
const visitor = () => ({ ...systemCtxFor(), actor: { kind: "visitor" } as const });
beforeAll(async () => {
  editor = ctxFor(await aMember({ roles: ["editor"] }));
  await aPage({ path: "guidance" });
});

test("only editors put pages into the trash, see it, restore and delete", async () => {
  const member = ctxFor(await aMember({ roles: ["administrator", "moderator"] }));
  const code = await codeOf(await aPage());
  for (const act of [
    () => trashPage(member, { code }),
    () => restorePage(member, { code }),
    () => deleteFromTrash(member, code),
    () => listTrash(member, null),
    () => getTrashed(member, code),
  ])
    await expect(act()).rejects.toThrow(ForbiddenError);
});

test("a page with pages below says what becomes of them, and what cannot move up keeps all where they are", async () => {
  const path = await aPage({ path: "guidance/root" });
  await aPage({ path: "guidance/root/low" });
  await aPage({ path: "guidance/low" });
  const code = await codeOf(path);

  expect(await trashPage(editor, { code })).toEqual({ ok: false, reason: "pages-below" });
  expect(await trashPage(editor, { code, below: "up" })).toEqual({ ok: false, reason: "cannot-move-up" });
  expect((await storedPage(path)).trashedAt).toBeNull();
  expect((await storedPage("guidance/root/low")).trashedAt).toBeNull();
});

test("what is below moves up and stays, or goes along and is restored with it", async () => {
  await aPage({ path: "guidance/up" });
  await aPage({ path: "guidance/up/one" });
  await aPage({ path: "guidance/up/one/two" });
  const code = await codeOf("guidance/up");
  expect(await trashPage(editor, { code, below: "up" })).toEqual({ ok: true, trashed: 1 });
  expect(await getPage(visitor(), "guidance/one/two")).toHaveProperty("page");
  expect(await getPage(visitor(), "guidance/up/one")).toEqual({ movedTo: "guidance/one" });

  await aPage({ path: "guidance/along" });
  await aPage({ path: "guidance/along/one" });
  await aPage({ path: "guidance/along/before" });
  await trashPage(ctxFor(await aMember({ roles: ["editor"] })), { code: await codeOf("guidance/along/before") });
  const along = await codeOf("guidance/along");
  expect(await trashPage(editor, { code: along, below: "along" })).toEqual({ ok: true, trashed: 2 });
  expect((await getTrashed(editor, along)).along.map(({ path }) => path)).toEqual(["guidance/along/one"]);
  expect(await restorePage(editor, { code: await codeOf("guidance/along/before") })).toEqual({ ok: false, reason: "above-in-trash" });
  expect(await restorePage(editor, { code: along })).toEqual({ ok: true, restored: 2 });
  expect(await getPage(visitor(), "guidance/along/one")).toHaveProperty("page");
  expect((await storedPage("guidance/along/before")).trashedAt).not.toBeNull();
});

test("a page in the trash is gone for its readers, absent for others and for editors, and keeps its address", async () => {
  const path = await aPage({ title: "Rubbish words" });
  const hidden = await aPage({ audience: "members" });
  const codes = [await codeOf(path), await codeOf(hidden)];
  for (const code of codes) await trashPage(editor, { code });

  await expect(getPage(visitor(), path)).rejects.toThrow(GoneError);
  await expect(getPage(visitor(), hidden)).rejects.toThrow(NotFoundError);
  for (const act of [
    () => getPageToEdit(editor, codes[0]!),
    () => savePage(editor, { code: codes[0]!, version: 1, title: "x", summary: "x", teaser: "", body: "x" }),
    () => publishDraft(editor, { code: codes[0]!, version: 1 }),
    () => takeDownPage(editor, codes[0]!),
    () => movePage(editor, { code: codes[0]!, to: "guidance/elsewhere" }),
    () => trashPage(editor, { code: codes[0]! }),
    () => browseTree(editor, codes[0]!, null),
  ])
    await expect(act()).rejects.toThrow(NotFoundError);
  const found = await listPagesToEdit(editor, readListChoice(new URLSearchParams({ q: "rubbish" }))!, null);
  expect(found).toMatchObject({ pages: [], count: 0 });
  expect((await listTrash(editor, null)).pages.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
  const text = { title: "t", summary: "s", teaser: "", body: "b", audience: "open" as const };
  expect(await createPage(editor, { ...text, path })).toEqual({ ok: false, reason: "in-trash" });
  expect(await createPage(editor, { ...text, path: `${path}/below` })).toEqual({ ok: false, reason: "above-in-trash" });
  const other = await codeOf(await aPage());
  expect(await movePage(editor, { code: other, to: path })).toEqual({ ok: false, reason: "in-trash" });
  expect(await movePage(editor, { code: other, to: `${path}/below` })).toEqual({ ok: false, reason: "no-parent" });
});

test("restoring gives back what there was: readers’ text, a page that was taken down, a draft", async () => {
  const [read, down] = [await aPage(), await aPage()];
  await takeDownPage(editor, await codeOf(down));
  const draft = await aDraft();
  const before = await Promise.all([read, down, draft.path].map(storedPage));
  const at = ctxFor(await aMember({ roles: ["editor"] }));
  for (const { code } of before) await trashPage(at, { code });
  for (const { code } of before) expect(await restorePage(editor, { code })).toEqual({ ok: true, restored: 1 });

  const after = await Promise.all([read, down, draft.path].map(storedPage));
  expect(after.map((page) => ({ ...page, updatedAt: null }))).toEqual(before.map((page) => ({ ...page, updatedAt: null })));
  expect(await restorePage(editor, { code: draft.code }).catch((error) => error)).toBeInstanceOf(NotFoundError);
});

test("trash and publish at once: whichever comes second finds the page as the first left it", async () => {
  const { code } = await aDraft();
  const [trashed, published] = await Promise.allSettled([trashPage(editor, { code }), publishDraft(editor, { code, version: 1 })]);
  expect(trashed).toMatchObject({ status: "fulfilled", value: { ok: true } });
  const [page] = await db.select().from(contentPages).where(eq(contentPages.code, code));
  expect(page!.trashedAt).not.toBeNull();
  expect(page!.archivedAt).not.toBeNull();
  if (published.status === "rejected") expect(published.reason).toBeInstanceOf(NotFoundError);
});

test("after its days a page goes for good, with its texts, its comments and what went along, and the ledger says so", async () => {
  expect(RETENTION.trash.period).toBe(`${TRASH_DAYS} days`);
  const { path } = await aCommentedPage();
  const low = await aPage({ path: `${path}/low`, bodyMarkdown: `See [above](/${path}).` });
  const kept = await aPage();
  const [page, lower] = [await storedPage(path), await storedPage(low)];
  const then = systemCtxFor(later(new Date(), -TRASH_DAYS * DAY - 1000));
  await trashPage({ ...editor, now: then.now }, { code: page.code, below: "along" });
  await trashPage(editor, { code: await codeOf(kept) });
  await expireTrash(systemCtxFor());

  for (const { id } of [page, lower]) {
    expect(await db.select().from(contentPages).where(eq(contentPages.id, id))).toEqual([]);
    expect(await db.select().from(contentRevisions).where(eq(contentRevisions.pageId, id))).toEqual([]);
    expect(await db.select().from(contentLinks).where(eq(contentLinks.holderId, id))).toEqual([]);
    const entries = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.objectId, id), eq(auditEntries.action, "content.page-deleted")));
    expect(entries).toHaveLength(1);
  }
  expect(await db.select().from(forumTopics).where(eq(forumTopics.scopeId, page.scopeId))).toEqual([]);
  expect(await storedPage(kept)).toMatchObject({ trashedAt: expect.any(Date) });
  await expect(getPage(visitor(), path)).rejects.toThrow(NotFoundError);
});
