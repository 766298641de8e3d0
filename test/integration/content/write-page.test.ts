import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentPages } from "#db/schema/content";
import { createPage } from "~/features/content/pages/create-page.server";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { findPage, getPage, listOpenPages } from "~/features/content/pages/pages.queries.server";
import { restoreRevision, savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { putPageBack, takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { compareRevisions, getRevision, listRevisions } from "~/features/content/revisions/revisions.queries.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { tablesThatSay } from "../../support/database-state";
import { aMember, visitor } from "../../support/people";

const text = { title: "A title", summary: "A summary", teaser: "", body: "A text" };
const anEditor = async () => ctxFor(await aMember({ roles: ["editor"] }));

test("only editors write", async () => {
  const { code } = await aDraft();
  const ctx = ctxFor(await aMember({ roles: ["moderator"] }));

  await expect(createPage(ctx, { ...text, path: "by-a-moderator", audience: "open" })).rejects.toThrow(ForbiddenError);
  await expect(savePage(ctx, { ...text, code, version: 1 })).rejects.toThrow(ForbiddenError);
  await expect(restoreRevision(ctx, { code, number: 1, version: 1 })).rejects.toThrow(ForbiddenError);
  await expect(publishDraft(ctx, { code, version: 1 })).rejects.toThrow(ForbiddenError);
  await expect(getPageToEdit(ctx, code)).rejects.toThrow(ForbiddenError);
});

test("a draft is with nobody but editors, and its page's row holds nothing of it", async () => {
  const { code, path } = await aDraft({ title: "canary-t", summary: "canary-s", teaser: "canary-e", body: "canary-b" });

  await expect(getPage(ctxFor(await aMember({ roles: ["editor"] })), path)).rejects.toThrow(NotFoundError);
  expect(JSON.stringify(await storedPage(path))).not.toContain("canary");
  expect(await getPageToEdit(await anEditor(), code)).toMatchObject({ title: "canary-t", body: "canary-b" });
});

test("readers keep the published text until the next is published", async () => {
  const path = await aPage({ bodyMarkdown: "Before" });
  const { code } = await storedPage(path);
  const ctx = await anEditor();
  await savePage(ctx, { ...text, body: "After", code, version: 1 });

  expect((await findPage(ctxFor(visitor), path))?.bodyHtml).toBe("<p>Before</p>");
  expect(await publishDraft(ctx, { code, version: 2 })).toEqual({ ok: true });
  expect((await findPage(ctxFor(visitor), path))?.bodyHtml).toBe("<p>After</p>");
});

test("the first day of publication stays, the day of review moves, with whoever published", async () => {
  const path = await aPage();
  const before = await storedPage(path);
  const editor = await aMember({ roles: ["editor"], displayName: "Ed Itor" });
  const ctx = ctxFor(editor, later(new Date(), DAY));
  await savePage(ctx, { ...text, code: before.code, version: 1 });
  await publishDraft(ctx, { code: before.code, version: 2 });

  const after = await storedPage(path);
  expect(after.publishedAt).toEqual(before.publishedAt);
  expect(after).toMatchObject({ reviewedAt: ctx.now, updatedAt: ctx.now, authorId: editor.personId, publishedVersion: 2 });
  expect((await findPage(ctx, path))?.reviewedBy).toBe("Ed Itor");
});

test("B23: saving a draft moves no date that readers see", async () => {
  const path = await aPage();
  const { code } = await storedPage(path);
  const dateOf = async () => (await listOpenPages(ctxFor(visitor))).find((page) => page.path === path)?.updatedAt;
  const before = await dateOf();
  await savePage(systemCtxFor(later(new Date(), DAY)), { ...text, code, version: 1 });

  expect(await dateOf()).toEqual(before);
});

test("B28: of two editors at once the second is told what the first saved, and nothing of it is lost", async () => {
  const { code } = await aDraft();
  const [first, second] = [await anEditor(), await anEditor()];

  const results = await Promise.all([
    savePage(first, { ...text, body: "The first text", code, version: 1 }),
    savePage(second, { ...text, body: "The second text", code, version: 1 }),
  ]);

  const [saved, refused] = results[0].ok ? results : [results[1], results[0]];
  expect(saved).toEqual({ ok: true, version: 2 });
  const standing = results[0].ok ? "The first text" : "The second text";
  expect(refused).toMatchObject({ ok: false, reason: "changed", current: { body: standing, number: 2 } });
  expect((await getPageToEdit(first, code)).body).toBe(standing);
});

test("a save on top of what was shown replaces it, and both stay in the history", async () => {
  const { code } = await aDraft({ body: "One" });
  const ctx = await anEditor();
  await savePage(ctx, { ...text, body: "Two", code, version: 1 });
  expect(await savePage(ctx, { ...text, body: "Three", code, version: 2 })).toEqual({ ok: true, version: 3 });

  const page = await getPageToEdit(ctx, code);
  const { revisions } = await listRevisions(ctx, page, null);
  expect(await Promise.all(revisions.map(async ({ number }) => (await getRevision(ctx, page, number)).body))).toEqual([
    "Three",
    "Two",
    "One",
  ]);
});

test("saving the same text twice makes one revision", async () => {
  const { code } = await aDraft();
  const ctx = await anEditor();

  expect(await savePage(ctx, { ...text, code, version: 1 })).toEqual({ ok: true, version: 2 });
  expect(await savePage(ctx, { ...text, code, version: 1 })).toEqual({ ok: true, version: 2 });
});

test("an earlier text comes back as a new revision that says so", async () => {
  const { code } = await aDraft({ body: "One" });
  const ctx = await anEditor();
  await savePage(ctx, { ...text, body: "Two", code, version: 1 });

  const restore = () => restoreRevision(ctx, { code, number: 1, version: 2 });
  // pressed twice
  expect(await Promise.all([restore(), restore()])).toEqual(Array(2).fill({ ok: true, version: 3 }));
  const page = await getPageToEdit(ctx, code);
  expect(await getRevision(ctx, page, 3)).toMatchObject({ body: "One", restoredFrom: 1 });
});

test("a text is not brought back over one that was not seen, nor one of another page", async () => {
  const { code } = await aDraft();
  const other = await aDraft();
  const ctx = await anEditor();
  await savePage(ctx, { ...text, code, version: 1 });
  await savePage(ctx, { ...text, body: "Further", code, version: 2 });

  expect(await restoreRevision(ctx, { code, number: 1, version: 2 })).toEqual({ ok: false, reason: "changed" });
  await expect(restoreRevision(ctx, { code: other.code, number: 2, version: 1 })).rejects.toThrow(NotFoundError);
});

test("what was not looked at is not published", async () => {
  const { code } = await aDraft();
  const ctx = await anEditor();
  await savePage(ctx, { ...text, code, version: 1 });

  expect(await publishDraft(ctx, { code, version: 1 })).toEqual({ ok: false, reason: "changed" });
});

test("two revisions are compared part by part", async () => {
  const { code } = await aDraft({ title: "Same", body: "Close at five." });
  const ctx = await anEditor();
  await savePage(ctx, { ...text, title: "Same", summary: "What it is about.", body: "Close at six.", code, version: 1 });
  const { parts } = await compareRevisions(ctx, await getPageToEdit(ctx, code), { from: 1, to: 2 });

  expect(parts.map(({ name, changes }) => [name, changes?.filter(({ kind }) => kind !== "same").map(({ text }) => text) ?? null])).toEqual([
    ["Title", null],
    ["Summary", null],
    ["Teaser", null],
    ["Page", ["five", "six"]],
  ]);
});

test("publishing is written into the audit ledger, with the version", async () => {
  const { code, path } = await aDraft();
  const editor = await aMember({ roles: ["editor"] });
  await publishDraft(ctxFor(editor), { code, version: 1 });

  const entries = await testDb()
    .db.select({ actorId: auditEntries.actorId, detail: auditEntries.detail })
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "content.page-published"), eq(auditEntries.objectId, (await storedPage(path)).id)));
  expect(entries).toEqual([{ actorId: editor.personId, detail: { version: 1 } }]);
});

test("an editor takes an earlier text out for good, and others before it, and no word of them is left", async () => {
  const named = { title: "quokka-title", summary: "quokka-summary", teaser: "quokka-teaser", body: "quokka-body" };
  const { code } = await aDraft(named);
  const editor = await aMember({ roles: ["editor"], displayName: "Ed Itor" });
  const ctx = ctxFor(editor);
  await savePage(ctx, { ...named, body: "quokka again", code, version: 1 });
  await savePage(ctx, { ...text, code, version: 2 });
  const page = await getPageToEdit(ctx, code);

  expect(await tablesThatSay("quokka")).toEqual(["content_revisions"]);
  expect(await takeOutEarlierText(ctx, { code, number: 2, why: "patient-details", before: true })).toBeNull();

  expect(await tablesThatSay("quokka")).toEqual([]);
  const { revisions } = await listRevisions(ctx, page, null);
  expect(revisions.map(({ title, takenOutBy, takenOutWhy }) => [title, takenOutBy, takenOutWhy])).toEqual([
    ["A title", null, null],
    ["", "Ed Itor", "patient-details"],
    ["", "Ed Itor", "patient-details"],
  ]);
  expect(await takeOutEarlierText(ctx, { code, number: 2, why: "patient-details", before: false })).toBe("taken-out");
  await expect(restoreRevision(ctx, { code, number: 1, version: 3 })).rejects.toThrow(NotFoundError);
  expect(await entriesOf(page.id, "page.earlier-text-taken-out")).toBe(1);
});

test("what readers have and the newest text are not taken out, nor anything by others than editors", async () => {
  const path = await aPage({ bodyMarkdown: "The first text" });
  const { code, id } = await storedPage(path);
  const ctx = await anEditor();
  for (const version of [1, 2]) await savePage(ctx, { ...text, body: `Text ${version + 1}`, code, version });
  const takeOut = (number: number, by = ctx) => takeOutEarlierText(by, { code, number, why: "asked-for", before: true });

  expect([await takeOut(1), await takeOut(3)]).toEqual(["published", "newest"]);
  await expect(takeOut(9)).rejects.toThrow(NotFoundError);
  await expect(takeOut(2, ctxFor(await aMember({ roles: ["moderator"] })))).rejects.toThrow(ForbiddenError);
  expect(await takeOut(2)).toBeNull();

  const bodies = await Promise.all([1, 2, 3].map(async (number) => (await getRevision(ctx, { id }, number)).body));
  expect(bodies).toEqual(["The first text", "", "Text 3"]);
});

test("the text that readers had is taken out once its page is taken down, which is a draft then", async () => {
  const path = await aPage({ title: "quoll-title", bodyMarkdown: "quoll-body" });
  const { code } = await storedPage(path);
  const ctx = await anEditor();
  await takeDownPage(ctx, code);
  await savePage(ctx, { ...text, code, version: 1 });

  expect(await takeOutEarlierText(ctx, { code, number: 1, why: "patient-details", before: false })).toBeNull();

  expect(await tablesThatSay("quoll")).toEqual([]);
  await expect(putPageBack(ctx, code)).rejects.toThrow(NotFoundError);
  await expect(getPage(ctxFor(visitor), path)).rejects.toThrow(NotFoundError);
  expect(await publishDraft(ctx, { code, version: 2 })).toEqual({ ok: true });
  expect((await findPage(ctxFor(visitor), path))?.title).toBe("A title");
});

test("what readers never had is not taken down; a draft that once was is put back as one", async () => {
  const { code } = await aDraft();
  const ctx = await anEditor();

  await expect(takeDownPage(ctx, code)).rejects.toThrow(NotFoundError);
  await expect(putPageBack(ctx, code)).rejects.toThrow(NotFoundError);

  await testDb().db.update(contentPages).set({ archivedAt: new Date() }).where(eq(contentPages.code, code));
  await putPageBack(ctx, code);
  expect(await publishDraft(ctx, { code, version: 1 })).toEqual({ ok: true });
});

test("what a taken-out title named stands in no address that the page had, nor beside its comments", async () => {
  const path = await aPage({ path: "numbat-quoll", title: "numbat quoll" });
  const { code, id } = await storedPage(path);
  const [ctx, member] = [await anEditor(), ctxFor(await aMember())];
  await commentOnPage(member, { page: { id }, bodyMarkdown: "A comment", submissionId: uuidv7() });
  await savePage(ctx, { ...text, code, version: 1 });
  await publishDraft(ctx, { code, version: 2 });
  expect(await movePage(ctx, { code, to: "moved-elsewhere" })).toMatchObject({ ok: true });

  await takeOutEarlierText(ctx, { code, number: 1, why: "patient-details", before: false });

  expect(await tablesThatSay("numbat")).toEqual([]);
});

const entriesOf = (objectId: string, action: string) =>
  testDb().db.$count(auditEntries, and(eq(auditEntries.objectId, objectId), eq(auditEntries.action, action)));
