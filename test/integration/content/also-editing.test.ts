import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import { draftOpenings } from "#db/schema/drafts";
import { savePage } from "~/features/content/pages/save-page.server";
import { expireDrafts } from "~/features/drafts/expire-drafts.server";
import { openToWrite } from "~/features/drafts/open-to-write.server";
import { saveDraft } from "~/features/drafts/save-draft.server";
import { DAY, later, MINUTE } from "~/lib/dates";
import { aDraft } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

const T = new Date("2026-12-07T10:14:00Z");
const at = (minutes: number) => later(T, minutes * MINUTE);
let code: string;
let path: string;
let amara: TestPerson;
let edna: TestPerson;

beforeEach(async () => {
  ({ code } = await aDraft());
  path = `/admin/content/${code}/edit`;
  [amara, edna] = [await aMember({ roles: ["editor"], displayName: "Amara" }), await aMember({ roles: ["editor"], displayName: "Edna" })];
  await openToWrite(ctxFor(amara, T), path);
});

const seenBy = (person: TestPerson, minutes: number) => openToWrite(ctxFor(person, at(minutes)), path);
const AMARA = [{ name: "Amara", since: T }];

test("a second editor is told who has it open, and since when; the first is told of themselves never", async () => {
  expect(await seenBy(edna, 1)).toEqual(AMARA);
  expect(await seenBy(amara, 2)).toEqual([{ name: "Edna", since: at(1) }]);
  expect(await openToWrite(ctxFor(edna, at(3)), "/admin/content/0000000000/edit")).toEqual([]);
});

test("ten minutes after it was opened, without a save, it is over", async () => {
  expect(await seenBy(edna, 9)).toEqual(AMARA);
  expect(await seenBy(edna, 11)).toEqual([]);
});

test("what is typed and kept says that somebody is still there, since they came", async () => {
  const values = { title: "Typed", body: "Typed" };
  await saveDraft(ctxFor(amara, at(9)), { path, id: uuidv7(), values });
  expect(await seenBy(edna, 18)).toEqual(AMARA);
  expect(await seenBy(edna, 20)).toEqual([]);
});

test("opened again while they are there they came when they came, and later anew", async () => {
  await seenBy(amara, 8);
  expect(await seenBy(edna, 17)).toEqual(AMARA);
  await seenBy(amara, 30);
  expect(await seenBy(edna, 31)).toMatchObject([{ since: at(30) }]);
});

test("saved, it is over at once", async () => {
  await savePage(ctxFor(amara, at(1)), { code, version: 1, title: "A draft", summary: "About", teaser: "", body: "Saved" });
  expect(await seenBy(edna, 2)).toEqual([]);
});

test("a day later nothing of it is left", async () => {
  await expireDrafts(systemCtxFor(later(T, DAY + MINUTE)));
  expect(await testDb().db.select().from(draftOpenings).where(eq(draftOpenings.path, path))).toEqual([]);
});
