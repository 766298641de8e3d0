import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { messages } from "#db/schema/mail/messages";
import { grants } from "#db/schema/permissions";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import type { SupersedeBlocker } from "~/features/content/pages/page.policy";
import { getPage, listGuides } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { handPageOver } from "~/features/content/publishing/hand-page-over.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { remindOfReviews } from "~/features/content/publishing/remind-of-reviews.server";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

const { db } = testDb();
const anEditor = (fullName = "Editing Egret") => aMember({ roles: ["editor"], fullName });
const mailsOf = async (person: TestPerson) =>
  (await db.select().from(messages).where(eq(messages.personId, person.personId))).filter(({ kind }) => kind.startsWith("page-review"));
async function aPageDue(more: Parameters<typeof aPage>[0], days: number) {
  const path = await aPage(more);
  await db
    .update(contentPages)
    .set({ reviewDueAt: later(new Date(), days) })
    .where(eq(contentPages.path, path));
  return path;
}
const pageAt = async (path: string, reader?: TestPerson) => {
  const found = await getPage(reader ? ctxFor(reader) : { ...systemCtxFor(), actor: { kind: "visitor" } }, path);
  if (!("page" in found)) throw new Error("no page");
  return found;
};

test("a page that is handed over goes on to name who checked it, and its new owner is reminded, whoever checks it then", async () => {
  const [checker, owner] = [await anEditor("Checking Coot"), await anEditor("Owning Owl")];
  const page = await storedPage(await aPageDue({ authorId: checker.personId }, DAY));
  await remindOfReviews(systemCtxFor());
  expect(await mailsOf(checker)).toHaveLength(1);

  expect(await handPageOver(ctxFor(checker), { code: page.code, owner: owner.ref })).toEqual({ ok: true });
  await remindOfReviews(systemCtxFor());
  expect(await mailsOf(owner)).toHaveLength(1);
  expect(await getPageToEdit(ctxFor(checker), page.code)).toMatchObject({
    checkedBy: "Checking Coot",
    owner: "Owning Owl",
    handedTo: owner.ref,
  });

  await reviewPage(ctxFor(checker), { code: page.code, months: 3 });
  expect(await getPageToEdit(ctxFor(checker), page.code)).toMatchObject({ owner: "Owning Owl" });
  expect((await pageAt(page.path)).page.reviewedBy).toBe("Checking Coot");

  await db.update(grants).set({ revokedAt: new Date() }).where(eq(grants.personId, owner.personId));
  expect(await getPageToEdit(ctxFor(checker), page.code)).toMatchObject({ checkedBy: "Checking Coot", owner: null });
  expect(await handPageOver(ctxFor(checker), { code: page.code, owner: "" })).toEqual({ ok: true });
  expect(await getPageToEdit(ctxFor(checker), page.code)).toMatchObject({ owner: "Checking Coot", handedTo: null });
});

test("a page is handed to editors alone, by editors alone", async () => {
  const [editor, member] = [await anEditor(), await aMember()];
  const { code } = await storedPage(await aPage());
  expect(await handPageOver(ctxFor(editor), { code, owner: member.ref })).toEqual({ ok: false, reason: "no-editor" });
  await expect(handPageOver(ctxFor(member), { code, owner: "" })).rejects.toThrow(ForbiddenError);
  await expect(supersedePage(ctxFor(member), { code, by: "" })).rejects.toThrow(ForbiddenError);
});

test("a page that another replaces says so, and leads those to it who may read it", async () => {
  const [editor, member] = [await anEditor(), await aMember()];
  const path = await aPageDue({ path: "guidance/old-rules" }, -DAY);
  const next = await aPage({ title: "New rules", audience: "members" });
  const { code, id } = await storedPage(path);
  expect((await pageAt(path)).page).toMatchObject({ isOverdue: true, isSuperseded: false });

  expect(await supersedePage(ctxFor(editor), { code, by: next })).toEqual({ ok: true });
  expect(await pageAt(path)).toMatchObject({ page: { isOverdue: false, isSuperseded: true, reviewDueAt: null }, successor: null });
  expect(await pageAt(path, member)).toMatchObject({ successor: { path: next, title: "New rules" } });
  expect((await listGuides(ctxFor(member), 200)).find((each) => each.path === path)).toMatchObject({ isSuperseded: true });

  await takeDownPage(ctxFor(editor), (await storedPage(next)).code);
  expect(await pageAt(path, member)).toMatchObject({ page: { isSuperseded: true }, successor: null });

  await reviewPage(ctxFor(editor), { code, months: 3 });
  expect((await storedPage(path)).reviewDueAt).toBeNull();
  await savePage(ctxFor(editor), { code, version: 1, title: "Old rules", summary: "s", teaser: "", body: "A comma less" });
  expect(await publishDraft(ctxFor(editor), { code, version: 2, isSmall: true })).toEqual({ ok: true });
  expect((await storedPage(path)).reviewDueAt).toBeNull();
  expect(await supersedePage(ctxFor(editor), { code, by: "" })).toEqual({ ok: true });
  const { reviewDueAt, reviewedAt, supersededById } = await storedPage(path);
  expect([id, supersededById, reviewDueAt]).toEqual([id, null, later(reviewedAt!, 365 * DAY)]);
});

test.each<[SupersedeBlocker, (path: string) => Promise<string>]>([
  ["no-page", async () => "guidance/was-never-here"],
  ["no-page", async () => (await aDraft()).path],
  ["itself", async (path) => path],
  [
    "superseded-too",
    async () => {
      const [old, by] = [await aPage(), await aPage()];
      await supersedePage(systemCtxFor(), { code: (await storedPage(old)).code, by });
      return old;
    },
  ],
])("what replaces a page is refused as %s", async (reason, by) => {
  const path = await aPage();
  const { code } = await storedPage(path);
  const successor = await by(path);
  // asked after it: a page published a moment later is none yet
  expect(await supersedePage(ctxFor(await anEditor()), { code, by: successor })).toEqual({ ok: false, reason });
  expect((await storedPage(path)).supersededById).toBeNull();
});

test("of two pages that would replace each other at once one does", async () => {
  const paths = [await aPage(), await aPage()];
  const codes = await Promise.all(paths.map(async (path) => (await storedPage(path)).code));
  const editor = await anEditor();
  const done = await Promise.all([0, 1].map((each) => supersedePage(ctxFor(editor), { code: codes[each]!, by: paths[1 - each]! })));
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
});
