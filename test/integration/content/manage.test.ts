import { beforeAll, expect, test } from "vitest";
import { listPagesToEdit } from "~/features/content/pages/list-pages.queries.server";
import { countDrafts, countPagesToReview, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import type { PageState } from "~/features/content/pages/page.policy";
import { type ListChoice, readListChoice } from "~/features/content/pages/page-list";
import { browseTree } from "~/features/content/pages/page-tree.queries.server";
import { previewPage } from "~/features/content/pages/preview-page.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { aDraft, aPage, storedPage } from "../../support/content";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { aGroup, aMember } from "../../support/people";

const system = systemCtxFor();
const text = { title: "Changed", summary: "s", teaser: "", body: "b" };
let ctx: Ctx;
const codeOf = async (path: string) => (await storedPage(path)).code;

beforeAll(async () => {
  ctx = ctxFor(await aMember({ roles: ["editor"] }));
  await aPage({ path: "a" });
  await aPage({ path: "a/b" });
  await aPage({ path: "a-c" });
  await aDraft({ path: "a/draft" });
  await aPage({ path: "cash" });
  await savePage(system, { ...text, code: await codeOf("cash"), version: 1 });
  await aPage({ path: "due", reviewedAt: later(system.now, -400 * DAY) });
  await aPage({ path: "down" });
  await takeDownPage(system, await codeOf("down"));
  await aPage({ path: "news/one" });
  await aDraft({ path: "news/two" });
});

const asked = (more: Partial<ListChoice> = {}) => ({ ...readListChoice(new URLSearchParams({ view: "list", sort: "title" }))!, ...more });
const list = async (more: Partial<ListChoice> = {}, after: string | null = null) =>
  (await listPagesToEdit(ctx, asked(more), after)).pages.map(({ path }) => path);
const tree = async (at: string | null = null) => (await browseTree(ctx, at, null)).pages.map(({ path, below }) => [path, below]);

test("what only editors see is refused to everybody else", async () => {
  const member = ctxFor(await aMember({ roles: ["administrator", "moderator"] }));
  const code = await codeOf("a");

  for (const look of [
    () => listPagesToEdit(member, asked(), null),
    () => browseTree(member, null, null),
    () => getPageToEdit(member, code),
    () => previewPage(member, code, { kind: "visitor" }),
  ])
    await expect(look()).rejects.toThrow(ForbiddenError);
});

test("the tree opens one page at a time, and counts what is below each", async () => {
  expect(await tree()).toEqual([
    ["a", 2],
    ["a-c", 0],
    ["cash", 0],
    ["due", 0],
    ["down", 0],
  ]);
  expect(await tree(await codeOf("a"))).toEqual([
    ["a/b", 0],
    ["a/draft", 0],
  ]);
  const { way } = await browseTree(ctx, await codeOf("a/b"), null);
  expect(way.map(({ path }) => path)).toEqual(["a", "a/b"]);
  await expect(browseTree(ctx, "0000000000", null)).rejects.toThrow(NotFoundError);
});

test.each<[PageState, string[]]>([
  ["draft", ["a/draft", "news/two"]],
  ["published", ["a", "a/b", "a-c", "cash", "due", "news/one"]],
  ["changed", ["cash"]],
  ["due", ["due"]],
  ["taken-down", ["down"]],
])("the list of what is %s", async (state, paths) => {
  expect((await list({ state })).sort()).toEqual(paths.sort());
});

test("the list finds words of titles and addresses, the newest title too, and begun words", async () => {
  expect(await list({ q: "changed" })).toEqual(["cash"]);
  expect(await list({ q: "/a/draft" })).toEqual(["a/draft", "news/two"]);
  expect(await list({ q: "/cash" })).toEqual(["cash"]);
  expect(await list({ q: "dra" })).toEqual(["a/draft", "news/two"]);
  expect(await list({ q: "dra", section: "news" })).toEqual(["news/two"]);
  for (const q of ["nobody wrote this", "%", "' or true --", "\\", "a".repeat(5000)]) expect(await list({ q })).toEqual([]);
});

test("the list goes on where it ended, in each order", async () => {
  for (const sort of ["changed", "title", "review"] as const) {
    const all = await list({ sort });
    const after = await codeOf(all[2]!);
    expect([sort, await list({ sort }, after)]).toEqual([sort, all.slice(3)]);
    expect(all).toHaveLength(9);
  }
  expect((await list({ sort: "review" }))[0]).toBe("due");
});

test("the list is narrowed by readers and by who looks after pages, and counts what it found", async () => {
  const edna = await aMember({ roles: ["editor"], displayName: "Edna" });
  const mine = await aPage({ path: "for-members", audience: "members", authorId: edna.personId });
  expect(await list({ audience: "members" })).toEqual([mine]);
  expect(await list({ owner: edna.ref })).toEqual([mine]);
  expect(await list({ owner: "NOBODY" })).toEqual([]);
  expect((await listPagesToEdit(ctx, asked({ owner: edna.ref }), null)).count).toBe(1);
});

test("a record is two statements", async () => {
  expect(await countQueries(async () => getPageToEdit(ctx, await codeOf("a")))).toHaveLength(2);
});

test("what waits: drafts and changes by when they were saved, pages by when they were due", async () => {
  expect((await countDrafts(ctx)).count).toBe(3);
  const { count, oldest } = await countPagesToReview(ctx);

  expect(count).toBe(1);
  expect(oldest).toEqual(later(system.now, (365 - 400) * DAY));
});

test("who reads a page through is named on it, and it waits no more", async () => {
  const path = await aPage({ path: "overdue", reviewedAt: later(system.now, -400 * DAY) });
  const editor = await aMember({ roles: ["editor"] });
  const asEditor = ctxFor(editor);
  expect(await reviewPage(asEditor, { code: await codeOf(path), months: 6 })).toEqual({ ok: true });

  expect(await storedPage(path)).toMatchObject({
    reviewedAt: asEditor.now,
    authorId: editor.personId,
    reviewDueAt: later(asEditor.now, 183 * DAY),
  });
  expect(await reviewPage(asEditor, { code: await codeOf("down"), months: 6 })).toEqual({ ok: false, reason: "not-published" });
});

test("a preview shows the newest text and, around it, what that reader would find", async () => {
  const groupId = await aGroup("preview");
  const editor = await aMember({ roles: ["editor"] });
  const path = await aPage({ path: "previewed", audience: "members", teaser: "Old teaser" });
  await aPage({ path: "previewed/open-below", audience: "members" });
  await aPage({ path: "previewed/group-below", audience: { groups: ["preview"] } });
  const code = await codeOf(path);
  await savePage(system, { ...text, teaser: "New teaser", code, version: 1 });
  const now = ctxFor(editor);

  expect(await previewPage(now, code, { kind: "visitor" })).toMatchObject({ shown: "teaser", teaser: { teaser: "New teaser" } });
  const member = await previewPage(now, code, { kind: "member" });
  expect(member).toMatchObject({ shown: "page", page: { title: "Changed" }, below: [{ path: "previewed/open-below" }] });
  expect(await previewPage(now, await codeOf("previewed/group-below"), { kind: "member" })).toMatchObject({ shown: "nothing" });
  expect(await previewPage(now, await codeOf("previewed/group-below"), { kind: "group", groupId })).toMatchObject({
    shown: "page",
    above: [],
  });
});
