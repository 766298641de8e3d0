import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentPages } from "#db/schema/content";
import { scopes } from "#db/schema/permissions";
import { changeAudience } from "~/features/content/pages/change-audience.server";
import { createPage } from "~/features/content/pages/create-page.server";
import { listAround } from "~/features/content/pages/manage.queries.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { orderPage } from "~/features/content/pages/order-page.server";
import { getPage, listOpenPages, listSurroundings } from "~/features/content/pages/pages.queries.server";
import { putPageBack, takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { ForbiddenError, GoneError, NotFoundError } from "~/lib/errors";
import { aPage, storedPage } from "../../support/content";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";

const text = { title: "A title", summary: "A summary", teaser: "", body: "A text" };
const system = systemCtxFor();
const codeOf = async (path: string) => (await storedPage(path)).code;

/** A section of its own, with a page below it and one below that. */
async function aSection(audiences: { top?: "open" | "members"; middle?: "open" | "members" | { groups: string[] } } = {}) {
  const top = await aPage({ path: `section-${uuidv7().slice(-12)}`, audience: audiences.top ?? "open" });
  const middle = await aPage({ path: `${top}/middle`, audience: audiences.middle ?? audiences.top ?? "open" });
  const deep = await aPage({ path: `${middle}/deep`, audience: audiences.middle ?? audiences.top ?? "open" });
  return { top, middle, deep };
}

async function readersOf(path: string) {
  const [row] = await testDb()
    .db.select({ audience: scopes.audience, groupIds: scopes.groupIds })
    .from(contentPages)
    .innerJoin(scopes, eq(scopes.id, contentPages.scopeId))
    .where(eq(contentPages.path, path));
  return row;
}

test("only editors change who may read a page, move it, order it or take it down", async () => {
  const code = await codeOf(await aPage());
  const ctx = ctxFor(await aMember({ roles: ["administrator"] }));

  for (const act of [
    () => changeAudience(ctx, { code, audience: "members" }),
    () => movePage(ctx, { code, to: "elsewhere" }),
    () => orderPage(ctx, { code, step: 1 }),
    () => takeDownPage(ctx, code),
    () => putPageBack(ctx, code),
  ])
    await expect(act()).rejects.toThrow(ForbiddenError);
});

test("a page wider than the one above it is refused in words", async () => {
  const { middle } = await aSection({ top: "members" });

  expect(await createPage(system, { ...text, path: `${middle}/open`, audience: "open" })).toEqual({
    ok: false,
    reason: "wider-than-parent",
  });
  expect(await changeAudience(system, { code: await codeOf(middle), audience: "open" })).toEqual({
    ok: false,
    reason: "wider-than-parent",
  });
  expect(await readersOf(middle)).toMatchObject({ audience: "members" });
});

test("a narrowed page narrows every wider one below it, and no other", async () => {
  const group = await aGroup("narrow-a");
  const { top, middle, deep } = await aSection();
  const beside = await aPage({ path: `${top}-beside` });

  expect(await changeAudience(system, { code: await codeOf(top), audience: { groups: ["narrow-a"] } })).toEqual({ ok: true, narrowed: 2 });
  for (const path of [top, middle, deep]) expect(await readersOf(path)).toEqual({ audience: "groups", groupIds: [group] });
  expect(await readersOf(beside)).toMatchObject({ audience: "open" });
});

test("pages below that are narrow enough stay as they are", async () => {
  const [a, b] = [await aGroup("keep-a"), await aGroup("keep-b")];
  const { top, middle, deep } = await aSection({ middle: { groups: ["keep-a", "keep-b"] } });
  await changeAudience(system, { code: await codeOf(deep), audience: { groups: ["keep-b"] } });

  expect(await changeAudience(system, { code: await codeOf(top), audience: "members" })).toEqual({ ok: true, narrowed: 0 });
  expect(new Set((await readersOf(middle))?.groupIds)).toEqual(new Set([a, b]));
  expect(await readersOf(deep)).toEqual({ audience: "groups", groupIds: [b] });
});

test("of a page for several groups those are left that the page above still has", async () => {
  const a = await aGroup("left-a");
  await aGroup("left-b");
  const { top, middle } = await aSection({ middle: { groups: ["left-a", "left-b"] } });
  await changeAudience(system, { code: await codeOf(top), audience: { groups: ["left-a"] } });

  expect(await readersOf(middle)).toEqual({ audience: "groups", groupIds: [a] });
});

test("nobody is let in by narrowing: a page below for other groups is a refusal, and nothing changes", async () => {
  await aGroup("other-a");
  await aGroup("other-b");
  const { top, middle } = await aSection({ middle: { groups: ["other-b"] } });

  expect(await changeAudience(system, { code: await codeOf(top), audience: { groups: ["other-a"] } })).toEqual({
    ok: false,
    reason: "shuts-out-below",
  });
  expect(await readersOf(top)).toMatchObject({ audience: "open" });
  expect((await readersOf(middle))?.audience).toBe("groups");
});

test("widening a page widens nothing below it", async () => {
  const { top, middle } = await aSection({ top: "members" });
  await changeAudience(system, { code: await codeOf(top), audience: "open" });

  expect(await readersOf(top)).toMatchObject({ audience: "open" });
  expect(await readersOf(middle)).toMatchObject({ audience: "members" });
});

test("B28: a page that is made while the one above it is narrowed is never wider than it", async () => {
  for (let round = 0; round < 5; round++) {
    const { top } = await aSection();
    const code = await codeOf(top);
    await Promise.all([
      changeAudience(system, { code, audience: "members" }),
      createPage(systemCtxFor(), { ...text, path: `${top}/new`, audience: "open" }),
    ]);
    const [made] = await testDb()
      .db.select()
      .from(contentPages)
      .where(eq(contentPages.path, `${top}/new`));
    if (made) expect(await readersOf(made.path)).toMatchObject({ audience: "members" });
  }
});

test("a page that is made above others becomes what they hang under", async () => {
  await aGroup("late");
  const top = `late-${uuidv7().slice(-12)}`;
  const below = await aPage({ path: `${top}/below`, audience: "members" });
  await aPage({ path: top, audience: "open" });
  await changeAudience(system, { code: await codeOf(top), audience: { groups: ["late"] } });

  expect(await readersOf(below)).toMatchObject({ audience: "groups" });
  expect(await createPage(system, { ...text, path: `${top}/x/y`, audience: { groups: ["late"] } })).toMatchObject({ ok: true });
});

test("a page that is made above wider ones is refused", async () => {
  const top = `late-${uuidv7().slice(-12)}`;
  await aPage({ path: `${top}/below`, audience: "open" });

  expect(await createPage(system, { ...text, path: top, audience: "members" })).toEqual({ ok: false, reason: "wider-below" });
});

test("a moved page takes all below it along, and the old addresses lead to the new", async () => {
  const { top, middle, deep } = await aSection();
  const to = `moved-${uuidv7().slice(-12)}`;
  expect(await movePage(system, { code: await codeOf(top), to })).toEqual({ ok: true, moved: 3 });

  const ctx = ctxFor(visitor);
  expect(await getPage(ctx, `${to}/middle/deep`)).toHaveProperty("page");
  expect(await Promise.all([top, middle, deep].map((path) => getPage(ctx, path)))).toEqual([
    { movedTo: to },
    { movedTo: `${to}/middle` },
    { movedTo: `${to}/middle/deep` },
  ]);
});

test("B23: an old address says nothing to those whom the new one says nothing", async () => {
  const teased = await aPage({ audience: "members", teaser: "For members." });
  const hidden = await aPage({ audience: "members" });
  const [toTeased, toHidden] = ["guidance/moved-teased", "guidance/moved-hidden"];
  await aPage({ path: "guidance" });
  await movePage(system, { code: await codeOf(teased), to: toTeased });
  await movePage(system, { code: await codeOf(hidden), to: toHidden });
  const applicant = ctxFor(await aPerson());

  expect(await getPage(applicant, teased)).toEqual({ movedTo: toTeased });
  await expect(getPage(applicant, hidden)).rejects.toThrow(NotFoundError);
  expect(await getPage(ctxFor(await aMember()), hidden)).toEqual({ movedTo: toHidden });
});

test("a page that comes back, or another that takes the old place, is found there", async () => {
  const { top } = await aSection();
  const code = await codeOf(top);
  const to = `${top}-moved`;
  await movePage(system, { code, to });
  await movePage(system, { code, to: top });
  expect(await getPage(ctxFor(visitor), top)).toHaveProperty("page");
  expect(await getPage(ctxFor(visitor), to)).toEqual({ movedTo: top });

  const hidden = await aPage({ path: to, audience: "members" });
  await expect(getPage(ctxFor(visitor), hidden)).rejects.toThrow(NotFoundError);
});

test.each([
  ["forum/rules", "reserved"],
  ["Not A Path", "not-a-path"],
  ["nowhere-at-all/page", "no-parent"],
] as const)("no page moves to “%s”: %s", async (to, reason) => {
  expect(await movePage(system, { code: await codeOf(await aPage()), to })).toEqual({ ok: false, reason });
});

test("a page does not move below itself, onto another, or to where it would be too wide", async () => {
  const { top, middle } = await aSection();
  const members = await aSection({ top: "members" });
  const move = async (path: string, to: string) => movePage(system, { code: await codeOf(path), to });

  expect(await move(top, `${middle}/again`)).toEqual({ ok: false, reason: "into-itself" });
  expect(await move(top, members.top)).toEqual({ ok: false, reason: "taken" });
  expect(await move(middle, `${members.top}/guest`)).toEqual({ ok: false, reason: "wider-than-parent" });
  expect(await move(top, "news/a-section")).toEqual({ ok: false, reason: "article-below" });
});

test("no page moves to where one below it would have an address that is too long to be found", async () => {
  const { top } = await aSection();
  const deep = await aPage({ path: `${top}/${"d".repeat(80)}` });
  await aPage({ path: `${deep}/${"e".repeat(80)}` });

  expect(await movePage(system, { code: await codeOf(top), to: "t".repeat(80) })).toEqual({ ok: false, reason: "too-long-below" });
  expect(await getPage(ctxFor(visitor), deep)).toHaveProperty("page");
});

test("a moved page hangs under the page above it from then on", async () => {
  const { middle } = await aSection();
  const to = await aSection();
  await movePage(system, { code: await codeOf(middle), to: `${to.top}/guest` });
  await changeAudience(system, { code: await codeOf(to.top), audience: "members" });

  expect(await readersOf(`${to.top}/guest/deep`)).toMatchObject({ audience: "members" });
});

test("a page that was taken down is gone for its readers and was never there for others", async () => {
  const path = await aPage({ audience: "members", teaser: "For members." });
  await takeDownPage(system, await codeOf(path));

  await expect(getPage(ctxFor(await aMember()), path)).rejects.toThrow(GoneError);
  await expect(getPage(ctxFor(visitor), path)).rejects.toThrow(NotFoundError);
});

test("what was taken down is in no list, and back in all once it is put back", async () => {
  const { top, middle } = await aSection();
  const ctx = ctxFor(visitor);
  const isListed = async () => [
    (await listSurroundings(ctx, top)).below.some(({ path }) => path === middle),
    (await listOpenPages(ctx)).some(({ path }) => path === middle),
  ];
  const code = await codeOf(middle);
  await takeDownPage(system, code);
  expect(await isListed()).toEqual([false, false]);

  await putPageBack(system, code);
  expect(await isListed()).toEqual([true, true]);
});

test("taking down, putting back and a changed audience are in the audit ledger", async () => {
  const path = await aPage();
  const { id, code } = await storedPage(path);
  const editor = await aMember({ roles: ["editor"] });
  const ctx = ctxFor(editor);
  await takeDownPage(ctx, code);
  await takeDownPage(ctx, code);
  await putPageBack(ctx, code);
  await changeAudience(ctx, { code, audience: "members" });

  const entries = await testDb()
    .db.select({ action: auditEntries.action })
    .from(auditEntries)
    .where(and(eq(auditEntries.objectId, id), eq(auditEntries.actorId, editor.personId)))
    .orderBy(auditEntries.id);
  expect(entries.map(({ action }) => action)).toEqual(["content.page-taken-down", "content.page-put-back", "content.audience-changed"]);
});

test("pages change places with their neighbours, at the ends with nobody", async () => {
  const top = await aPage({ path: `order-${uuidv7().slice(-12)}` });
  for (const word of ["a", "b", "c"]) await aPage({ path: `${top}/${word}` });
  const order = async () => (await listAround(system, top)).children.map(({ path }) => path.at(-1)).join("");
  expect(await order()).toBe("abc");

  await orderPage(system, { code: await codeOf(`${top}/c`), step: -1 });
  expect(await order()).toBe("acb");
  expect(await orderPage(system, { code: await codeOf(`${top}/a`), step: -1 })).toEqual({ above: await codeOf(top) });
  expect(await order()).toBe("acb");
});

test("where a page was costs two statements more, and only where none stands", async () => {
  const { top } = await aSection();
  const ctx = ctxFor(visitor);
  expect(await countQueries(() => getPage(ctx, top))).toHaveLength(1);

  await movePage(system, { code: await codeOf(top), to: `${top}-moved` });
  expect(await countQueries(() => getPage(ctx, top))).toHaveLength(3);
});
