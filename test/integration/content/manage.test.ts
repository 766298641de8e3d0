import { beforeAll, expect, test } from "vitest";
import { countDrafts, countPagesToReview, getPageToEdit, listPagesToEdit } from "~/features/content/pages/manage.queries.server";
import type { PageState } from "~/features/content/pages/page.policy";
import { previewPage } from "~/features/content/pages/preview-page.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
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

const list = async (state: PageState | null, section: "pages" | "news" = "pages") =>
  (await listPagesToEdit(ctx, { section, state, after: null })).pages.map(({ path }) => path);

test("what only editors see is refused to everybody else", async () => {
  const member = ctxFor(await aMember({ roles: ["administrator", "moderator"] }));
  const code = await codeOf("a");
  const asked = { section: "pages", state: null, after: null } as const;

  for (const look of [
    () => listPagesToEdit(member, asked),
    () => getPageToEdit(member, code),
    () => previewPage(member, code, { kind: "visitor" }),
  ])
    await expect(look()).rejects.toThrow(ForbiddenError);
});

test("the tree lists a page before those below it, and these before its next sibling", async () => {
  expect(await list(null)).toEqual(["a", "a/b", "a/draft", "a-c", "cash", "down", "due"]);
  expect(await list(null, "news")).toEqual(["news/two", "news/one"]);
});

test.each<[PageState, string[]]>([
  ["draft", ["a/draft"]],
  ["published", ["a", "a/b", "a-c", "cash", "due"]],
  ["changed", ["cash"]],
  ["due", ["due"]],
  ["taken-down", ["down"]],
])("the list of what is %s", async (state, paths) => {
  expect(await list(state)).toEqual(paths);
});

test("the list goes on where it ended", async () => {
  const { pages } = await listPagesToEdit(ctx, { section: "pages", state: null, after: await codeOf("a/draft") });

  expect(pages.map(({ path }) => path)).toEqual(["a-c", "cash", "down", "due"]);
});

test("a page of the list is one statement, a record one more than its surroundings", async () => {
  expect(await countQueries(() => listPagesToEdit(ctx, { section: "pages", state: null, after: null }))).toHaveLength(1);
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
