import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentDraftComments } from "#db/schema/content/publishing";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { countDraftsToReview, listPagesToEdit } from "~/features/content/pages/manage.queries.server";
import { restoreRevision, savePage } from "~/features/content/pages/save-page.server";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { commentOnDraft, listDraftComments, sendDraftBack } from "~/features/content/publishing/comment-on-draft.server";
import { draftReviewNotice } from "~/features/content/publishing/draft-review-notice.mail.server";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import type { PersonCtx } from "~/lib/ctx";
import { DAY, later, MINUTE } from "~/lib/dates";
import { ForbiddenError, NotFoundError, PatientDetailsError } from "~/lib/errors";
import { aDraft, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

const anEditor = (displayName = "Amara") => aMember({ roles: ["editor"], displayName });
const text = { title: "A draft", summary: "What it is about.", teaser: "", body: "Written again" };
const wantsAnother = (pageReviewers: number) => changeSettings(systemCtxFor(), { pageReviewers });
afterEach(() => wantsAnother(0));

/** A page whose newest text, number 2, somebody wrote. */
async function aDraftOf(writer: TestPerson) {
  const page = await aDraft();
  await savePage(ctxFor(writer), { ...text, code: page.code, version: 1 });
  return { ...page, id: (await storedPage(page.path)).id };
}

const say = (body: string, version = 2) => ({ body, version, submissionId: uuidv7() });
const mailedOf = async (pageId: string, turn: string) =>
  (
    await testDb()
      .db.select({ personId: messages.personId })
      .from(messages)
      .where(
        and(
          eq(messages.kind, "draft-review-notification"),
          sql`${messages.args} ->> 'pageId' = ${pageId}`,
          sql`${messages.args} ->> 'turn' = ${turn}`,
        ),
      )
  ).map(({ personId }) => personId);
/** What the inbox says now of each time somebody was told. */
async function inboxOf(ctx: PersonCtx) {
  const told = await testDb().db.select().from(notifications).where(eq(notifications.personId, ctx.actor.personId));
  const words = await wordNotifications(ctx, told);
  return told.map(({ cause }) => words.get(cause)?.before);
}
/** Why a mail that was queued says nothing any more, or its subject. */
const builtFor = async (person: TestPerson, args: { pageId: string; turn: string }) => {
  const [mail] = await testDb()
    .db.select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, "draft-review-notification"), eq(messages.args, args)));
  return draftReviewNotice.build(systemCtxFor(), mail!);
};

describe("where the network wants two to agree", () => {
  test.each([
    ["the one who wrote a text does not publish it", true, 1, "own-text"],
    ["another editor does", false, 1, null],
    ["and where it does not, its writer does", true, 0, null],
  ] as const)("%s", async (_what, isWriter, reviewers, refused) => {
    const [writer, other] = [await anEditor(), await anEditor("Edna")];
    const { code, path } = await aDraftOf(writer);
    await wantsAnother(reviewers);
    const by = ctxFor(isWriter ? writer : other);
    expect(await publishDraft(by, { code, version: 2 })).toEqual(refused ? { ok: false, reason: refused } : { ok: true });
    expect((await storedPage(path)).publishedVersion).toBe(refused ? null : 2);
  });

  test("nor does its writer say when it goes out, nor bring another's text back as their own", async () => {
    const [writer, other] = [await anEditor(), await anEditor("Edna")];
    const { code } = await aDraftOf(writer);
    await wantsAnother(1);
    const plan = { code, act: "publish", at: later(new Date(), DAY), version: 2 } as const;
    expect(await planPage(ctxFor(writer), plan)).toEqual({ ok: false, reason: "own-text" });
    expect(await planPage(ctxFor(other), plan)).toEqual({ ok: true });
    expect(await restoreRevision(ctxFor(writer), { code, number: 1, version: 2 })).toMatchObject({ version: 3 });
    expect(await publishDraft(ctxFor(writer), { code, version: 3 })).toEqual({ ok: false, reason: "own-text" });
    // who changed it last wrote it, so the first writer has read what the other did
    await savePage(ctxFor(other), { ...text, body: "A comma", code, version: 3 });
    expect(await publishDraft(ctxFor(other), { code, version: 4 })).toEqual({ ok: false, reason: "own-text" });
    expect(await publishDraft(ctxFor(writer), { code, version: 4 })).toEqual({ ok: true });
  });
});

test("asked for, a review is told to each other editor, once, by mail and in the inbox, and waits on their list", async () => {
  const [writer, other, moderator] = [await anEditor("Amara"), await anEditor("Edna"), await aMember({ roles: ["moderator"] })];
  const { code, id } = await aDraftOf(writer);
  const before = (await countDraftsToReview(ctxFor(other))).count;
  const asked = await askForReview(ctxFor(writer), code);
  expect(asked).toMatchObject({ ok: true });
  await askForReview(ctxFor(writer), code);
  const mailed = await mailedOf(id, "asked");
  expect(mailed.filter((each) => each === other.personId)).toHaveLength(1);
  expect(mailed).not.toContain(writer.personId);
  expect(mailed).not.toContain(moderator.personId);
  expect(await inboxOf(ctxFor(other))).toEqual(["Waiting for a review:"]);
  expect(await builtFor(other, { pageId: id, turn: "asked" })).toMatchObject({
    subject: expect.stringContaining("is waiting for a review"),
  });
  expect((await countDraftsToReview(ctxFor(other))).count).toBe(before + 1);
  expect((await countDraftsToReview(ctxFor(writer))).count).toBe(before);
  const { pages } = await listPagesToEdit(ctxFor(other), { section: "pages", state: "in-review", after: null });
  expect(pages.map((page) => page.code)).toContain(code);
});

test("sent back with comments, it waits no more, and whoever asked is told; its text is in no mail", async () => {
  const [writer, other] = [await anEditor("Amara"), await anEditor("Edna")];
  const { code, id } = await aDraftOf(writer);
  expect(await sendDraftBack(ctxFor(other), code, say("Too early"))).toEqual({ ok: false, reason: "not-asked" });
  await askForReview(ctxFor(writer), code);
  expect(await sendDraftBack(ctxFor(other), code, say("Which clause?", 1))).toEqual({ ok: false, reason: "changed" });
  const comment = say("Which clause?");
  expect(await sendDraftBack(ctxFor(other), code, comment)).toEqual({ ok: true });
  expect(await sendDraftBack(ctxFor(other), code, comment)).toEqual({ ok: true });
  expect((await listDraftComments(ctxFor(writer), { id }, null)).comments).toMatchObject([
    { nth: 1, number: 2, sentBack: true, body: "Which clause?", writtenBy: "Edna" },
  ]);
  expect(await mailedOf(id, "sent-back")).toEqual([writer.personId]);
  expect(await inboxOf(ctxFor(writer))).toEqual(["Sent back with comments:"]);
  expect(await inboxOf(ctxFor(other))).toEqual([undefined]);
  expect(await builtFor(other, { pageId: id, turn: "asked" })).toEqual({ skip: "not-waiting" });
  expect(JSON.stringify(await builtFor(writer, { pageId: id, turn: "sent-back" }))).not.toContain("Which clause?");

  await askForReview(ctxFor(writer, later(new Date(), MINUTE)), code);
  expect((await mailedOf(id, "asked")).filter((each) => each === other.personId)).toHaveLength(2);
});

test.each([
  ["told, where another did", false],
  ["not told, where they did it themselves", true],
])("of a draft that went out by schedule, whoever asked for its review is %s", async (_what, isOwn) => {
  const [writer, other] = [await anEditor("Amara"), await anEditor("Edna")];
  const { code, id } = await aDraftOf(writer);
  await askForReview(ctxFor(writer), code);
  const at = later(new Date(), DAY);
  expect(await planPage(ctxFor(isOwn ? writer : other), { code, act: "publish", at, version: 2 })).toEqual({ ok: true });
  await carryOutPlans(systemCtxFor(later(at, MINUTE)));
  expect(await mailedOf(id, "published")).toEqual(isOwn ? [] : [writer.personId]);
});

test.each([
  ["any editor can publish it, where its writer can too", 0, "Any editor can"],
  ["any editor but its writer can, where another has to", 1, "Any editor but its writer can"],
] as const)("who is asked for a review reads that %s", async (_what, reviewers, said) => {
  const [writer, other] = [await anEditor("Amara"), await anEditor("Edna")];
  const { code, id } = await aDraftOf(writer);
  await askForReview(ctxFor(writer), code);
  await wantsAnother(reviewers);
  expect(JSON.stringify(await builtFor(other, { pageId: id, turn: "asked" }))).toContain(said);
});

test("approved and published, it waits no more, and whoever asked is told", async () => {
  const [writer, other] = [await anEditor("Amara"), await anEditor("Edna")];
  const { code, id } = await aDraftOf(writer);
  await askForReview(ctxFor(writer), code);
  await publishDraft(ctxFor(other), { code, version: 2 });
  expect(await mailedOf(id, "published")).toEqual([writer.personId]);
  expect(await inboxOf(ctxFor(writer))).toEqual(["Published after a review:"]);
  expect(await askForReview(ctxFor(writer), code)).toEqual({ ok: false, reason: "nothing-new" });
  const entries = await testDb().db.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.objectId, id));
  expect(entries.map(({ action }) => action)).toEqual(["content.review-asked", "content.page-published"]);
});

test("a page that is taken down waits for nobody", async () => {
  const writer = await anEditor();
  const { code } = await aDraftOf(writer);
  await publishDraft(ctxFor(writer), { code, version: 2 });
  await savePage(ctxFor(writer), { ...text, body: "Third", code, version: 2 });
  await askForReview(ctxFor(writer), code);
  await takeDownPage(ctxFor(writer), code);
  const { pages } = await listPagesToEdit(ctxFor(writer), { section: "pages", state: "in-review", after: null });
  expect(pages.map((page) => page.code)).not.toContain(code);
});

test("who is no editor any more is told nothing of it, and reads nothing", async () => {
  const [writer, other] = [await anEditor(), await anEditor("Edna")];
  const { code, id } = await aDraftOf(writer);
  await askForReview(ctxFor(writer), code);
  await revokeGrant(systemCtxFor(), { personId: other.personId, role: "editor" });
  expect(await builtFor(other, { pageId: id, turn: "asked" })).toEqual({ skip: "not-theirs" });
  const member = ctxFor({ ...other.actor, roles: ["member"] });
  expect(await inboxOf(member)).toEqual([undefined]);
  await expect(listDraftComments(member, { id }, null)).rejects.toThrow(ForbiddenError);
  await expect(commentOnDraft(member, code, say("Mine?"))).rejects.toThrow(ForbiddenError);
  await expect(askForReview(member, code)).rejects.toThrow(ForbiddenError);
});

test("a comment is kept once, with its text, asked about patients, and gone with a text that is taken out", async () => {
  const writer = await anEditor();
  const { code, id } = await aDraftOf(writer);
  await expect(commentOnDraft(ctxFor(writer), code, say("Patient 943 476 5919 called"))).rejects.toThrow(PatientDetailsError);
  const comment = say("About the first", 1);
  await Promise.all([commentOnDraft(ctxFor(writer), code, comment), commentOnDraft(ctxFor(writer), code, comment)]);
  await commentOnDraft(ctxFor(writer), code, say("About the second"));
  const bodies = async () => (await listDraftComments(ctxFor(writer), { id }, null)).comments.map(({ body }) => body);
  expect(await bodies()).toEqual(["About the second", "About the first"]);
  await takeOutEarlierText(ctxFor(writer), { code, number: 1, why: "patient-details", before: false });
  expect(await bodies()).toEqual(["About the second"]);
  expect(await commentOnDraft(ctxFor(writer), code, say("Take out the name", 1))).toBe("taken-out");
  expect(await bodies()).toEqual(["About the second"]);
  await expect(commentOnDraft(ctxFor(writer), code, say("Not there", 3))).rejects.toThrow(NotFoundError);
});

test("comments are read thirty at a time", async () => {
  const writer = await anEditor();
  const { code, id } = await aDraftOf(writer);
  await commentOnDraft(ctxFor(writer), code, say("The first"));
  const row = { pageId: id, number: 2, sentBack: false, body: "More", writtenBy: writer.personId, writtenAt: new Date() };
  await testDb()
    .db.insert(contentDraftComments)
    .values(Array.from({ length: 34 }, (_, index) => ({ ...row, id: uuidv7(), nth: index + 2, submissionId: uuidv7() })));
  const first = await listDraftComments(ctxFor(writer), { id }, null);
  expect([first.comments.length, first.next]).toEqual([30, 6]);
  expect((await listDraftComments(ctxFor(writer), { id }, first.next)).comments.map(({ nth }) => nth)).toEqual([5, 4, 3, 2, 1]);
});
