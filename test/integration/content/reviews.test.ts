import { and, asc, eq, inArray, like } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { movePage } from "~/features/content/pages/move-page.server";
import { getPage, listGuides } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { pageReviewNotice } from "~/features/content/publishing/page-review-notice.mail.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import type { NewPage } from "~/features/content/publishing/publish-page.server";
import { remindOfReviews } from "~/features/content/publishing/remind-of-reviews.server";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import type { ServiceMail } from "~/features/mail/messages/mail-kind.server";
import { DAY, later } from "~/lib/dates";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aGroup, aMember, aPerson, type TestPerson } from "../../support/people";

const { db } = testDb();
const DUE = new Date("2027-05-03T09:00:00Z");
const at = (days: number) => systemCtxFor(later(DUE, days * DAY));

/** A page that is to be read through again on that day. */
async function aPageDue(owner: TestPerson, more: Partial<NewPage> = {}) {
  const path = await aPage({ title: "Keeping vaccines cold", authorId: owner.personId, reviewDueAt: DUE, ...more });
  return storedPage(path);
}

const mailsOf = (person: TestPerson) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), like(messages.kind, "page-review%")));

async function subjectsOf(person: TestPerson, days: number) {
  const built = await Promise.all((await mailsOf(person)).map((mail) => pageReviewNotice.build(at(days), mail)));
  return built as (ServiceMail & { skip?: string })[];
}

/** What is said now of each time they were told. */
async function inboxOf(person: TestPerson, days: number) {
  const told = await db.select().from(notifications).where(eq(notifications.personId, person.personId)).orderBy(asc(notifications.id));
  const words = await wordNotifications(ctxFor(person, at(days).now), told);
  return told.map(({ cause }) => words.get(cause)?.before);
}

const leave = (person: TestPerson) => db.update(grants).set({ revokedAt: new Date() }).where(eq(grants.personId, person.personId));

const givePage = (id: string, to: TestPerson) => db.update(contentPages).set({ authorId: to.personId }).where(eq(contentPages.id, id));

async function publishAnew(code: string, editor: TestPerson, days: number) {
  const ctx = ctxFor(editor, at(days).now);
  const saved = await savePage(ctx, {
    title: "Keeping vaccines colder",
    summary: "Two to eight",
    teaser: "",
    body: "Again.",
    code,
    version: 1,
  });
  expect(saved).toMatchObject({ ok: true });
  expect(await publishDraft(ctx, { code, version: 2 })).toEqual({ ok: true });
}

// other pages of this file are not due any more
beforeEach(async () => void (await db.update(contentPages).set({ reviewDueAt: null })));

test("the owner of a page is reminded two weeks before its day, and once when it has passed, by however many workers", async () => {
  const [owner, editor] = [await aMember(), await aMember({ roles: ["editor"] })];
  const page = await aPageDue(owner);
  const passes = (days: number) => Promise.all([1, 2, 3].map(() => remindOfReviews(at(days))));

  await passes(-14.5);
  expect(await mailsOf(owner)).toEqual([]);

  await passes(-14);
  await passes(-1);
  expect((await subjectsOf(owner, -1)).map(({ subject }) => subject)).toEqual(["PMN: “Keeping vaccines cold” needs checking soon"]);

  await passes(0);
  await passes(30);
  const built = await subjectsOf(owner, 30);
  expect(built).toHaveLength(2);
  expect(built[1]).toMatchObject({ subject: "PMN: “Keeping vaccines cold” needs checking now", action: { label: "Read the page" } });
  expect(built[1]!.paragraphs.join(" ")).toContain("was due to be checked by 3 May 2027");
  expect(await inboxOf(owner, -1)).toEqual(["Needs checking soon:", undefined]);
  expect(await inboxOf(owner, 30)).toEqual([undefined, "Needs checking now:"]);
  expect(await mailsOf(editor)).toEqual([]);

  await reviewPage(ctxFor(editor, later(DUE, 31 * DAY)), { code: page.code, months: 3 });
  expect(await subjectsOf(owner, 31)).toEqual([{ skip: "page-checked" }, { skip: "page-checked" }]);
  expect(await inboxOf(owner, 31)).toEqual([undefined, undefined]);
  await remindOfReviews(at(31 + 91 - 14));
  expect(await mailsOf(owner)).toHaveLength(2);
  expect(await mailsOf(editor)).toHaveLength(1);
});

test.each<[string, (owner: TestPerson) => Promise<unknown>]>([
  ["left", leave],
  [
    "asked that their data is not used",
    (owner) => db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "asked" }).where(eq(persons.id, owner.personId)),
  ],
])("of a page whose owner %s the editors are told, and it names nobody", async (_, goes) => {
  const [owner, editor] = [await aMember({ fullName: "Gone Godwit" }), await aMember({ roles: ["editor"] })];
  const { path } = await aPageDue(owner);
  const named = async () => {
    const found = await getPage(ctxFor(editor), path);
    return "page" in found ? found.page.reviewedBy : found;
  };
  expect(await named()).toBe("Gone Godwit");

  await goes(owner);
  await remindOfReviews(at(1));

  expect(await named()).toBeNull();
  expect(await mailsOf(owner)).toEqual([]);
  const [told] = await subjectsOf(editor, 1);
  expect(told).toMatchObject({ action: { label: "Check the page" } });
  expect(told!.paragraphs.join(" ")).toContain("has left, or can no longer read it");
});

test("an editor who is no member, and in no group, looks after a page as any other", async () => {
  const owner = await aPerson({ fullName: "Editing Egret", roles: ["editor"] });
  const { path } = await aPageDue(owner);
  expect(await getPage(ctxFor(await aMember()), path)).toMatchObject({ page: { reviewedBy: "Editing Egret" } });
  await remindOfReviews(at(1));
  expect((await subjectsOf(owner, 1)).map(({ subject }) => subject)).toEqual(["PMN: “Keeping vaccines cold” needs checking now"]);
});

test("who publishes a page after they, or others, were told of its day is told of the next day alone", async () => {
  const [owner, editor] = [await aMember({ roles: ["editor"] }), await aMember({ roles: ["editor"] })];
  const page = await aPageDue(owner);
  await remindOfReviews(at(-14));
  expect(await mailsOf(owner)).toHaveLength(1);

  await publishAnew(page.code, editor, -10);
  await remindOfReviews(at(0));
  expect(await getPage(at(0), page.path)).toMatchObject({ page: { isOverdue: false } });
  expect(await mailsOf(editor)).toEqual([]);

  await remindOfReviews(at(365 - 10 - 14));
  expect(await mailsOf(owner)).toHaveLength(1);
  expect((await subjectsOf(editor, 365 - 10 - 14)).map(({ subject }) => subject)).toEqual([
    "PMN: “Keeping vaccines colder” needs checking soon",
  ]);
});

test("of a page for a group its owner is told while they are in it or an editor", async () => {
  const [owner, other] = [await aMember({ roles: ["editor"] }), await aMember({ roles: ["editor"] })];
  await aGroup("nurses");
  await aPageDue(owner, { audience: { groups: ["nurses"] } });
  await remindOfReviews(at(1));

  expect((await subjectsOf(owner, 1))[0]!.paragraphs.join(" ")).toContain("You look after this page");
  expect(await mailsOf(other)).toEqual([]);
});

test.each<[string, string | null, (owner: TestPerson, page: { id: string; code: string }) => Promise<unknown>]>([
  ["can no longer read the page", "not-in-audience", leave],
  ["no longer looks after the page", "not-theirs", async (_, { id }) => givePage(id, await aMember({ groups: ["nurses"] }))],
  ["is as they were", null, async () => {}],
])("a reminder whose reader %s when it leaves is answered by %s", async (_, skip, change) => {
  const owner = await aMember({ groups: ["nurses"] });
  const page = await aPageDue(owner, { audience: { groups: ["nurses"] } });
  await remindOfReviews(at(1));
  await change(owner, page);

  expect((await subjectsOf(owner, 1)).map((mail) => mail.skip ?? null)).toEqual([skip]);
});

test("an editor’s reminder does not leave once somebody looks after the page", async () => {
  const [owner, editor] = [await aMember(), await aMember({ roles: ["editor"] })];
  const { id } = await aPageDue(owner);
  await leave(owner);
  await remindOfReviews(at(1));
  await givePage(id, await aMember());
  expect((await subjectsOf(editor, 1)).map(({ skip }) => skip)).toEqual(["not-theirs"]);
});

test("what there was nobody to tell is told once there is somebody", async () => {
  const owner = await aMember();
  const { path } = await aPageDue(owner);
  await db
    .update(grants)
    .set({ revokedAt: new Date() })
    .where(inArray(grants.role, ["editor"]));
  await leave(owner);
  await remindOfReviews(at(1));
  expect(await storedPage(path)).toMatchObject({ reviewTold: null });

  const editor = await aMember({ roles: ["editor"] });
  await remindOfReviews(at(2));
  expect(await mailsOf(editor)).toHaveLength(1);
});

test("a guide that becomes news is not to be read through again; news that becomes a guide is, a year after it was checked", async () => {
  const [owner, path] = [await aMember(), `moved-${DUE.getTime()}`];
  const { code } = await aPageDue(owner);
  await remindOfReviews(at(1));
  await movePage(at(1), { code, to: `news/${path}` });
  const moved = await storedPage(`news/${path}`);
  expect(moved).toMatchObject({ reviewDueAt: null, reviewTold: null });

  await movePage(at(2), { code, to: path });
  expect(await storedPage(path)).toMatchObject({ reviewDueAt: later(moved.reviewedAt!, 365 * DAY), reviewTold: null });
});

test("news, drafts and what was taken down remind nobody; a page says that it is overdue from its day on, in lists too", async () => {
  const owner = await aMember();
  await aPageDue(owner, { path: "guidance/overdue" });
  await aPageDue(owner, { path: "news/old" });
  await db
    .update(contentPages)
    .set({ archivedAt: new Date() })
    .where(eq(contentPages.id, (await aPageDue(owner)).id));

  await remindOfReviews(at(1));
  expect(await mailsOf(owner)).toHaveLength(1);

  for (const [days, isOverdue] of [
    [-1, false],
    [0, true],
  ] as const) {
    expect(await getPage(at(days), "guidance/overdue")).toMatchObject({ page: { isOverdue, reviewDueAt: DUE } });
    expect((await listGuides(at(days), 50)).find(({ path }) => path === "guidance/overdue")).toMatchObject({ isOverdue });
  }
});
