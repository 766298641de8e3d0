import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { contentOpenings, contentPages } from "#db/schema/content";
import { handPageOver } from "~/features/content/publishing/hand-page-over.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { noteOpened } from "~/features/content/report/note-opened.server";
import type { ReportChoice } from "~/features/content/report/page-report";
import { listReported, openingsSince, reportFile } from "~/features/content/report/page-report.queries.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember } from "../../support/people";

const { db } = testDb();
const NOW = new Date("2027-05-20T12:00:00Z");
const at = (days: number) => systemCtxFor(later(NOW, days * DAY));
const listed = async (choice: Partial<ReportChoice>, after: string | null = null) =>
  (await listReported(at(0), { report: "overdue", months: 6, ...choice }, after)).pages.map(({ title }) => title);

/** A page that was published long ago. */
async function anOldPage(title: string, more: Partial<typeof contentPages.$inferInsert> = {}) {
  const page = await storedPage(await aPage({ title }));
  const long = later(NOW, -800 * DAY);
  await db
    .update(contentPages)
    .set({ publishedAt: long, reviewedAt: NOW, reviewDueAt: later(NOW, DAY), ...more })
    .where(eq(contentPages.id, page.id));
  return page;
}

beforeEach(async () => {
  await db.delete(contentOpenings);
  await db.update(contentPages).set({ archivedAt: new Date() });
});

test("pages that are overdue, or were not checked for a year, are reported; what readers do not have is not", async () => {
  await anOldPage("Overdue", { reviewDueAt: NOW });
  await anOldPage("Fresh");
  await anOldPage("Unchecked", { reviewedAt: later(NOW, -365 * DAY) });
  const gone = await anOldPage("Taken down", { reviewDueAt: NOW });
  await takeDownPage(at(0), gone.code);
  await aDraft();
  const by = await anOldPage("What holds");
  await anOldPage("Out of date", { reviewedAt: later(NOW, -900 * DAY), reviewDueAt: null, supersededById: by.id });

  expect(await listed({})).toEqual(["Overdue"]);
  expect(await listed({ report: "unchecked" })).toEqual(["Unchecked"]);
});

test("a page that nobody opened for months is reported once that was noted for so long", async () => {
  const [read, unread] = [await anOldPage("Read"), await anOldPage("Unread")];
  await anOldPage("New", { publishedAt: later(NOW, -40 * DAY) });
  expect(await openingsSince(at(0))).toBeNull();
  for (const days of [-400, -200, 0]) await noteOpened(at(days), read.id);
  await noteOpened(at(-200), unread.id);

  expect(await openingsSince(at(0))).toBe("2026-04-01");
  expect(await listed({ report: "unopened", months: 3 })).toEqual(["Unread"]);
  expect(await listed({ report: "unopened", months: 12 })).toEqual([]);
  await noteOpened(at(0), unread.id);
  expect(await listed({ report: "unopened", months: 3 })).toEqual([]);

  await db.delete(contentOpenings);
  await noteOpened(at(31), read.id);
  expect(await listed({ report: "unopened", months: 3 })).toEqual([]);
});

test("a month and a page are noted once, by however many readers and processes", async () => {
  const page = await anOldPage("Read");
  await Promise.all([1, 2, 3].map(() => noteOpened(at(1), page.id)));
  await db.insert(contentOpenings).values({ pageId: page.id, month: "2027-06-01" });
  await noteOpened(at(31), page.id);
  expect(await db.select().from(contentOpenings).where(eq(contentOpenings.pageId, page.id))).toEqual([
    { pageId: page.id, month: "2027-05-01" },
    { pageId: page.id, month: "2027-06-01" },
  ]);
});

test("the file says who looks after each page, and is for editors alone, as the list is", async () => {
  const [editor, member] = [await aMember({ roles: ["editor"], fullName: "Owning Owl" }), await aMember()];
  const page = await anOldPage("=Formula", { reviewDueAt: NOW });
  await handPageOver(ctxFor(editor), { code: page.code, owner: editor.ref });
  await noteOpened(at(0), page.id);
  const choice = { report: "overdue", months: 6 } as const;
  const [, line] = (await reportFile(ctxFor(editor, NOW), choice)).split("\r\n");
  expect(line).toBe(`'=Formula,/${page.path},Owning Owl,,2027-05-20,2027-05-20,2027-05,0,0`);
  for (const ask of [listReported(ctxFor(member), choice, null), reportFile(ctxFor(member), choice), openingsSince(ctxFor(member))])
    await expect(ask).rejects.toThrow(ForbiddenError);
});

test("the report is listed page by page", async () => {
  for (let each = 0; each < 52; each++) await anOldPage(`Page ${each}`, { reviewDueAt: NOW });
  const choice = { report: "overdue", months: 6 } as const;
  const first = await listReported(at(0), choice, null);
  const second = await listReported(at(0), choice, first.next);
  expect([first.pages.length, second.pages.length, second.next]).toEqual([50, 2, null]);
  expect(new Set([...first.pages, ...second.pages].map(({ code }) => code)).size).toBe(52);
});
