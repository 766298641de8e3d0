import { and, eq, like } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { getPage, listGuides } from "~/features/content/pages/pages.queries.server";
import { pageReviewNotice } from "~/features/content/publishing/page-review-notice.mail.server";
import type { NewPage } from "~/features/content/publishing/publish-page.server";
import { remindOfReviews } from "~/features/content/publishing/remind-of-reviews.server";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import type { ServiceMail } from "~/features/mail/messages/mail-kind.server";
import { DAY, later } from "~/lib/dates";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

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
  expect((await subjectsOf(owner, -1)).map(({ subject }) => subject)).toEqual(["PMN: “Keeping vaccines cold” is due a check soon"]);

  await passes(0);
  await passes(30);
  const built = await subjectsOf(owner, 30);
  expect(built).toHaveLength(2);
  expect(built[1]).toMatchObject({ subject: "PMN: “Keeping vaccines cold” is overdue a check", action: { label: "Read the page" } });
  expect(built[1]!.paragraphs.join(" ")).toContain("was due to be checked by 3 May 2027");
  const causes = (await db.select().from(notifications).where(eq(notifications.personId, owner.personId))).map(({ cause }) => cause);
  const words = await pageReviewNotice.notification.inbox(ctxFor(owner), causes);
  expect(causes.map((cause) => words.get(cause)?.before)).toEqual(["Due a check soon:", "Overdue a check:"]);
  expect(await mailsOf(editor)).toEqual([]);

  await reviewPage(ctxFor(editor, later(DUE, 31 * DAY)), { code: page.code, months: 3 });
  expect(await subjectsOf(owner, 31)).toEqual([{ skip: "page-checked" }, { skip: "page-checked" }]);
  await remindOfReviews(at(31 + 91 - 14));
  expect(await mailsOf(owner)).toHaveLength(2);
  expect(await mailsOf(editor)).toHaveLength(1);
});

test.each<[string, (owner: TestPerson) => Promise<unknown>]>([
  ["left", (owner) => db.update(grants).set({ revokedAt: new Date() }).where(eq(grants.personId, owner.personId))],
  [
    "asked that their data is not used",
    (owner) => db.update(persons).set({ restrictedAt: new Date(), restrictedWhy: "asked" }).where(eq(persons.id, owner.personId)),
  ],
])("of a page whose owner %s the editors are told, and it names nobody", async (_, leave) => {
  const [owner, editor] = [await aMember({ fullName: "Gone Godwit" }), await aMember({ roles: ["editor"] })];
  const { path } = await aPageDue(owner);
  const named = async () => {
    const found = await getPage(ctxFor(editor), path);
    return "page" in found ? found.page.reviewedBy : found;
  };
  expect(await named()).toBe("Gone Godwit");

  await leave(owner);
  await remindOfReviews(at(1));

  expect(await named()).toBeNull();
  expect(await mailsOf(owner)).toEqual([]);
  const [told] = await subjectsOf(editor, 1);
  expect(told).toMatchObject({ action: { label: "Check the page" } });
  expect(told!.paragraphs.join(" ")).toContain("not here any more");
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
