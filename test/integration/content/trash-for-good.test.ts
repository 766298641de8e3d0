import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentPages } from "#db/schema/content";
import { contentPlans, contentPreviewLinks } from "#db/schema/content/publishing";
import { forumTopics } from "#db/schema/forum/topics";
import { messages } from "#db/schema/mail/messages";
import { createPage } from "~/features/content/pages/create-page.server";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { makePreviewLink } from "~/features/content/publishing/preview-links.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { addSnippet, removeSnippet } from "~/features/content/snippets/save-snippet.server";
import { listUses } from "~/features/content/snippets/snippets.queries.server";
import { MOST_AT_ONCE, TRASH_DAYS } from "~/features/content/trash/trash.policy";
import { getTrashed } from "~/features/content/trash/trash.queries.server";
import { restorePage, trashPage } from "~/features/content/trash/trash-page.server";
import { deleteFromTrash, expireTrash } from "~/features/forum/comments/delete-from-trash.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCommentedPage, aHeldReply, latestModeration } from "../../support/forum";
import { aMember, visitor as visitorActor } from "../../support/people";

const { db } = systemCtxFor();
let editor: Ctx;
/** What was published a moment ago exists for them. */
const anEditor = () => ({ ...editor, now: new Date() });
const codeOf = async (path: string) => (await storedPage(path)).code;
const visitor = () => ({ ...systemCtxFor(), actor: { kind: "visitor" } as const });
const text = { title: "t", summary: "s", teaser: "", body: "b" };
beforeAll(async () => {
  editor = ctxFor(await aMember({ roles: ["editor"] }));
  await aPage({ path: "guidance" });
});

test("what went to the trash before the page above it is deleted with that one: it cannot come back below nothing, wider", async () => {
  await aPage({ path: "guidance/above" });
  await aPage({ path: "guidance/above/open" });
  const [above, open] = [await codeOf("guidance/above"), await codeOf("guidance/above/open")];
  await trashPage({ ...editor, now: later(new Date(), -HOUR) }, { code: open });
  await trashPage(editor, { code: above, below: "along" });
  expect(await getTrashed(editor, above)).toMatchObject({ along: [], below: 1 });
  await deleteFromTrash(editor, above);

  expect(await createPage(editor, { ...text, path: "guidance/above", audience: "members" })).toMatchObject({ ok: true });
  await expect(restorePage(editor, { code: open })).rejects.toThrow(NotFoundError);
  await expect(getPage(visitor(), "guidance/above/open")).rejects.toThrow(NotFoundError);
});

test("a page stays out of date when the one that replaced it is deleted, until an editor says that it holds", async () => {
  const [old, by] = [await aPage(), await aPage()];
  const [code, successor] = [await codeOf(old), await codeOf(by)];
  expect(await supersedePage(anEditor(), { code, by })).toEqual({ ok: true });
  await trashPage(editor, { code: successor });
  expect(await getPageToEdit(editor, code)).toMatchObject({ successor: null, isSuperseded: true });
  await deleteFromTrash(editor, successor);

  expect(await getPage(visitor(), old)).toMatchObject({ page: { isSuperseded: true, reviewDueAt: null }, successor: null });
  const other = await aPage();
  expect(await supersedePage(anEditor(), { code, by: other })).toEqual({ ok: true });
  expect(await supersedePage(editor, { code, by: "" })).toEqual({ ok: true });
  expect(await storedPage(old)).toMatchObject({ supersededAt: null, supersededById: null, reviewDueAt: expect.any(Date) });
});

test("a plan and a link that come to a page below while it goes along end with it, and the plan’s time passes", async () => {
  await aPage({ path: "guidance/planned" });
  const low = await aDraft({ path: "guidance/planned/low" });
  const { id } = await storedPage(low.path);
  const at = later(editor.now, HOUR);
  let trashing: Promise<unknown> = Promise.resolve();
  await inTransaction(editor, async (ctx) => {
    await planPage(ctx, { code: low.code, act: "publish", at, version: 1 });
    await makePreviewLink(ctx, { code: low.code, number: 1, days: 3 });
    trashing = trashPage(anEditor(), { code: await codeOf("guidance/planned"), below: "along" });
    await new Promise((done) => setTimeout(done, 300));
  });
  expect(await trashing).toEqual({ ok: true, trashed: 2 });
  expect(await db.select().from(contentPlans).where(eq(contentPlans.pageId, id))).toEqual([]);
  expect(await db.select().from(contentPreviewLinks).where(eq(contentPreviewLinks.pageId, id))).toEqual([]);
});

test("a plan of a page that is in the trash by now holds nothing up", async () => {
  const { code, path } = await aDraft();
  const at = later(editor.now, HOUR);
  await planPage(editor, { code, act: "publish", at, version: 1 });
  const { id } = await storedPage(path);
  await db.update(contentPages).set({ trashedAt: editor.now, archivedAt: editor.now }).where(eq(contentPages.id, id));
  await carryOutPlans(systemCtxFor(later(at, 1)));
  expect(await db.select().from(contentPlans).where(eq(contentPlans.pageId, id))).toEqual([]);
});

test("where a snippet stands, the trash is not named; it keeps the snippet all the same", async () => {
  await addSnippet(editor, { name: "of-the-trash", title: "Hours", body: "Open from nine." });
  const code = await codeOf(await aPage({ bodyMarkdown: "::snippet of-the-trash" }));
  await trashPage(editor, { code });
  expect(await listUses(editor, "of-the-trash")).toEqual([]);
  expect(await removeSnippet(editor, "of-the-trash")).toBe("used");
  await deleteFromTrash(editor, code);
  expect(await removeSnippet(editor, "of-the-trash")).toBeNull();
});

test("as many pages as go at once go at once", async () => {
  const path = await aPage();
  const { id: _id, parent: _parent, search: _search, ...row } = await storedPage((await aDraft()).path);
  const low = (index: number) => ({ ...row, id: uuidv7(), code: randomCode(), path: `${path}/low-${index}` });
  await db.insert(contentPages).values(Array.from({ length: MOST_AT_ONCE }, (_, index) => low(index)));
  const code = await codeOf(path);
  const oneMore = await aDraft({ path: `${path}/one-more` });
  expect(await trashPage(editor, { code, below: "along" })).toEqual({ ok: false, reason: "too-many-below" });
  await trashPage(editor, { code: oneMore.code });
  expect(await trashPage(editor, { code, below: "along" })).toEqual({ ok: true, trashed: MOST_AT_ONCE + 1 });
});

test("whoever waits for a review hears that the page was put away, unless they did it", async () => {
  const asker = await aMember({ roles: ["editor"] });
  const told = async () =>
    (await db.select().from(messages).where(eq(messages.personId, asker.personId))).filter(
      ({ kind }) => kind === "draft-review-notification",
    );
  const [own, theirs] = [await aDraft(), await aDraft({ title: "Rotas" })];
  for (const { code } of [own, theirs]) await askForReview(ctxFor(asker), code);
  await trashPage(ctxFor(asker), { code: own.code });
  expect(await told()).toHaveLength(0);
  await trashPage(editor, { code: theirs.code });
  expect(await told()).toHaveLength(1);
});

test.each<[string, (page: Awaited<ReturnType<typeof aCommentedPage>>) => Promise<unknown>]>([
  ["a report", ({ topic }) => reportPost(ctxFor(visitorActor), { topic, number: 1, reason: "unkind", details: "" })],
  [
    "an appeal",
    async ({ topic, author }) => {
      await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic, number: 1, why: "Rude" });
      const { code } = await latestModeration(author);
      expect(await appealModeration(ctxFor(author), { code, appeal: "It was a quotation" })).toEqual({ ok: true });
    },
  ],
  ["a comment that is held", async ({ topic }) => aHeldReply(await aMember(), { code: topic })],
])("what waits for a moderator keeps a page in the trash: %s", async (_what, wait) => {
  const page = await aCommentedPage();
  await wait(page);
  const code = await codeOf(page.path);
  const then = later(new Date(), -(TRASH_DAYS + 1) * DAY);
  await trashPage({ ...editor, now: then }, { code });
  expect(await deleteFromTrash(editor, code)).toEqual({ ok: false, reason: "waits" });
  await expireTrash(systemCtxFor());
  expect(await storedPage(page.path)).toMatchObject({ trashedAt: then });
});

test("the ledger says how many comments went with a page", async () => {
  const page = await aCommentedPage();
  const [topic] = await db.select({ id: forumTopics.id }).from(forumTopics).where(eq(forumTopics.pageId, page.id));
  const code = await codeOf(page.path);
  await trashPage(editor, { code });
  expect(await deleteFromTrash(editor, code)).toEqual({ ok: true });
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.objectId, topic!.id));
  expect(entries.find(({ action }) => action === "forum.comments-deleted")).toMatchObject({ detail: { post: 1 } });
});
