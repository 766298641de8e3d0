import { and, eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { connect } from "#db/client.server";
import { auditEntries } from "#db/schema/audit";
import { contentPages } from "#db/schema/content";
import { contentPlans } from "#db/schema/content/publishing";
import { WAKE_UP_HANDLERS } from "#jobs/handlers";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { findPage, getPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { cancelPlan, planPage } from "~/features/content/publishing/plan-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { systemCtx } from "~/lib/ctx";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { ForbiddenError, GoneError } from "~/lib/errors";
import { momentInLondon } from "~/lib/london-time";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aMember, visitor } from "../../support/people";

const anEditor = () => aMember({ roles: ["editor"], displayName: "Amara" });
const now = new Date("2027-03-01T12:00:00Z");
const text = { title: "A page", summary: "What it is about.", teaser: "" };

/** A draft that goes out at a time, and who said so. */
async function aPlannedDraft(at: Date, from = now) {
  const editor = await anEditor();
  const page = await aDraft();
  expect(await planPage(ctxFor(editor, from), { code: page.code, act: "publish", at, version: 1 })).toEqual({ ok: true });
  return { ...page, editor };
}

const isRead = async (path: string, at: Date) => (await findPage(ctxFor(visitor, at), path)) !== null;
const work = (at: Date) => carryOutPlans(systemCtxFor(at));
const acts = async (path: string) =>
  (
    await testDb()
      .db.select({ action: auditEntries.action })
      .from(auditEntries)
      .where(eq(auditEntries.objectId, (await storedPage(path)).id))
      .orderBy(auditEntries.id)
  ).map(({ action }) => action);

test.each([
  ["the day on which summer begins", ["28", "3", "2027"], "2027-03-28T08:00:00Z"],
  ["the day on which it ends", ["31", "10", "2027"], "2027-10-31T09:00:00Z"],
] as const)(
  "a scheduled page appears once, in the right hour, in both clock changes, with two workers, one killed: %s",
  async (_day, typed, instant) => {
    const read = momentInLondon(typed, "9am");
    const at = new Date(instant);
    expect(read).toEqual({ at });
    const { path } = await aPlannedDraft(at);
    const early = later(at, -1);
    await Promise.all([work(early), work(early)]);
    expect([await isRead(path, early), (await storedPage(path)).publishedVersion]).toEqual([false, null]);

    // one worker dies when it has begun: what it did is undone
    const dying = connect(process.env.DATABASE_URL!, { max: 1 });
    let death: Promise<unknown> = Promise.resolve();
    await ownerDb().sql.begin(async (owner) => {
      await owner`lock table content_revisions in access exclusive mode`;
      death = carryOutPlans(systemCtx(dying.db, "test", at)).then(
        () => "done",
        () => "died",
      );
      await expect.poll(async () => (await waiting()).length, { timeout: 5000 }).toBe(1);
      const [{ pid }] = (await waiting()) as unknown as [{ pid: number }];
      await testDb().sql`select pg_terminate_backend(${pid}, 5000)`;
      expect(await death).toBe("died");
    });
    await dying.close();
    expect(await isRead(path, at)).toBe(false);

    await Promise.all([work(at), work(at)]);
    expect(await isRead(path, at)).toBe(true);
    await Promise.all([work(later(at, MINUTE)), work(later(at, MINUTE))]);
    expect(await acts(path)).toEqual(["content.planned", "content.page-published"]);
    expect((await storedPage(path)).publishedAt).toEqual(at);
  },
);

const waiting = () =>
  ownerDb().sql`select pid from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`;

test("the job looks for what is due", async () => {
  const at = later(new Date(), 1000);
  const { path } = await aPlannedDraft(at, new Date());
  await WAKE_UP_HANDLERS["content.carry-out-plans"](systemCtxFor(at), {} as never);
  expect(await isRead(path, at)).toBe(true);
});

test("what goes out is the text that was scheduled; a later save stays a draft, and says so", async () => {
  const editor = ctxFor(await anEditor(), now);
  const path = await aPage({ ...text, bodyMarkdown: "First" });
  const { code } = await storedPage(path);
  const save = (body: string, version: number) => savePage(editor, { ...text, code, body, version });
  expect(await save("Second", 1)).toEqual({ ok: true, version: 2 });
  const at = later(now, HOUR);
  await planPage(editor, { code, act: "publish", at, version: 2 });
  expect(await save("Third", 2)).toMatchObject({ goesOutAt: at });
  await work(at);
  expect(await storedPage(path)).toMatchObject({ bodyMarkdown: "Second", publishedVersion: 2, version: 3 });
  expect((await getPageToEdit(editor, code)).goesOutAt).toBeNull();
});

test("a page comes down by itself, after it went out by itself, also where the worker was away over both", async () => {
  const { path, code, editor } = await aPlannedDraft(later(now, HOUR));
  const down = later(now, 2 * HOUR);
  expect(await planPage(ctxFor(editor, now), { code, act: "take-down", at: down, version: 1 })).toEqual({ ok: true });
  await work(later(now, 3 * HOUR));
  await expect(getPage(ctxFor(visitor, later(now, 3 * HOUR)), path)).rejects.toThrow(GoneError);
});

test("changed it goes out at the other time, cancelled not at all", async () => {
  const { path, code, editor } = await aPlannedDraft(later(now, HOUR));
  const other = later(now, 2 * HOUR);
  await planPage(ctxFor(editor, now), { code, act: "publish", at: other, version: 1 });
  await planPage(ctxFor(editor, now), { code, act: "take-down", at: later(other, HOUR), version: 1 });
  await work(later(now, HOUR));
  expect(await isRead(path, later(now, HOUR))).toBe(false);

  expect(await cancelPlan(ctxFor(editor, now), { code, act: "publish" })).toBe(true);
  expect(await cancelPlan(ctxFor(editor, now), { code, act: "publish" })).toBe(false);
  await work(later(other, 2 * HOUR));
  expect((await storedPage(path)).publishedVersion).toBeNull();
  // nobody reads it, so nothing is left to come down
  expect(await plansOf(path)).toEqual([]);
  expect((await acts(path)).filter((action) => action === "content.plan-cancelled")).toHaveLength(2);
});

const plansOf = async (path: string) =>
  testDb()
    .db.select({ act: contentPlans.act })
    .from(contentPlans)
    .where(and(eq(contentPlans.pageId, (await storedPage(path)).id), inArray(contentPlans.act, ["publish", "take-down"])));

test.each([
  ["it is published by hand", (ctx: ReturnType<typeof ctxFor>, code: string) => publishDraft(ctx, { code, version: 1 }), ["take-down"]],
  ["it is taken down by hand", (ctx: ReturnType<typeof ctxFor>, code: string) => takeDownPage(ctx, code), []],
] as const)("what is scheduled goes where %s", async (_what, act, left) => {
  const { path, code, editor } = await aPlannedDraft(later(now, HOUR));
  await planPage(ctxFor(editor, now), { code, act: "take-down", at: later(now, 2 * HOUR), version: 1 });
  if (left.length === 0) await work(later(now, HOUR));
  await act(ctxFor(editor, now), code);
  expect((await plansOf(path)).map((plan) => plan.act)).toEqual(left);
});

test("a text that was taken out does not go out", async () => {
  const { path, code, editor } = await aPlannedDraft(later(now, HOUR));
  await savePage(ctxFor(editor, now), { ...text, code, body: "Without the name", version: 1 });
  await planPage(ctxFor(editor, now), { code, act: "take-down", at: later(now, 2 * HOUR), version: 2 });
  expect(await takeOutEarlierText(ctxFor(editor, now), { code, number: 1, why: "patient-details", before: false })).toBeNull();
  // nor does what nobody reads come down
  expect(await plansOf(path)).toEqual([]);
  await work(later(now, HOUR));
  expect((await storedPage(path)).publishedVersion).toBeNull();
});

test("where another text is taken out, what is scheduled stays", async () => {
  const { path, code, editor } = await aPlannedDraft(later(now, HOUR));
  await savePage(ctxFor(editor, now), { ...text, code, body: "Without the name", version: 1 });
  await planPage(ctxFor(editor, now), { code, act: "publish", at: later(now, HOUR), version: 2 });
  await planPage(ctxFor(editor, now), { code, act: "take-down", at: later(now, 2 * HOUR), version: 2 });
  await takeOutEarlierText(ctxFor(editor, now), { code, number: 1, why: "patient-details", before: false });
  expect(await plansOf(path)).toHaveLength(2);
});

test("a coming down of what nobody reads is done once, and is nothing", async () => {
  const { path } = await aDraft();
  const row = { id: uuidv7(), act: "take-down" as const, at: later(now, HOUR), plannedAt: now };
  await testDb()
    .db.insert(contentPlans)
    .values({ ...row, pageId: (await storedPage(path)).id });
  await work(later(now, HOUR));
  expect(await plansOf(path)).toEqual([]);
  expect((await storedPage(path)).archivedAt).toBeNull();
});

const DUE = later(now, 10 * DAY);
test.each([
  ["a year after it went out, where it is new", { scheduled: -300, due: null, checked: null }, later(now, 365 * DAY)],
  ["a year after it went out, where its day was near", { scheduled: -15, due: DUE, checked: null }, later(now, 365 * DAY)],
  ["when whoever checked it since said", { scheduled: -20, due: null, checked: -10 }, later(now, 355 * DAY)],
])("what goes out by schedule is read through again %s", async (_when, { scheduled, due, checked }, next) => {
  const [writer, other] = [await anEditor(), await anEditor()];
  const at = (days: number) => later(now, days * DAY);
  const path = due || checked ? await aPage() : (await aDraft()).path;
  const { code, id, publishedVersion } = await storedPage(path);
  const { db } = testDb();
  if (publishedVersion)
    await db
      .update(contentPages)
      .set({ reviewedAt: at(-400), reviewDueAt: due })
      .where(eq(contentPages.id, id));
  await savePage(ctxFor(writer, at(scheduled)), { ...text, code, body: "Changed", version: 1 });
  expect(await planPage(ctxFor(writer, at(scheduled)), { code, act: "publish", at: now, version: 2 })).toEqual({ ok: true });
  if (checked) await reviewPage(ctxFor(other, at(checked)), { code, months: 12 });
  await work(now);
  expect(await storedPage(path)).toMatchObject({
    publishedVersion: 2,
    reviewDueAt: next,
    reviewedAt: at(checked ?? scheduled),
    authorId: (checked ? other : writer).personId,
  });
});

test("it goes out also when who scheduled it is no editor any more, and names nobody as its owner then", async () => {
  const at = later(new Date(), HOUR);
  const { path, editor } = await aPlannedDraft(at, new Date());
  await revokeGrant(systemCtxFor(), { personId: editor.personId, role: "editor" });
  await revokeGrant(systemCtxFor(), { personId: editor.personId, role: "member" });
  await work(at);
  expect(await findPage(ctxFor(visitor, at), path)).toMatchObject({ reviewedBy: null });
});

test("only editors schedule and cancel", async () => {
  const { code } = await aDraft();
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }), now);
  await expect(planPage(moderator, { code, act: "publish", at: later(now, HOUR), version: 1 })).rejects.toThrow(ForbiddenError);
  await expect(cancelPlan(moderator, { code, act: "publish" })).rejects.toThrow(ForbiddenError);
});
