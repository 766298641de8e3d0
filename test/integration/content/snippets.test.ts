import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentPages, contentRevisions, contentSnippets } from "#db/schema/content";
import { FOLLOW_UP_HANDLERS } from "#jobs/handlers";
import { savePage } from "~/features/content/pages/save-page.server";
import { cancelPlan, planPage } from "~/features/content/publishing/plan-page.server";
import { endPreviewLink, makePreviewLink } from "~/features/content/publishing/preview-links.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { addSnippet, changeSnippet, removeSnippet } from "~/features/content/snippets/save-snippet.server";
import { getSnippet, listSnippets, listUses } from "~/features/content/snippets/snippets.queries.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError, PatientDetailsError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { aMember } from "../../support/people";

let made = 0;
const aName = () => `snippet-${++made}`;
const words = { title: "When we are here", body: "Open **from nine**." };
const noted = (name: string) => FOLLOW_UP_HANDLERS["content.note-changed-snippet"](systemCtxFor(), { name });
const anEditor = async () => ctxFor(await aMember({ roles: ["editor"] }));
/** Whoever changes it next waits for the queue; here it is worked off at once. */
async function changed(name: string, body: string) {
  const { version, title } = await getSnippet(systemCtxFor(), name);
  expect(await changeSnippet(await anEditor(), name, { title, body, version })).toBeNull();
  await noted(name);
}

test("a snippet stands in each page that names it, and where it changes, it changes there: page, draft and earlier texts", async () => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const path = await aPage({ bodyMarkdown: `Before\n\n::snippet ${name}\n\nBehind` });
  const { code } = await storedPage(path);
  const draft = { code, version: 1, title: "t", summary: "s", teaser: "", body: `A draft\n\n::snippet ${name}` };
  const { updatedAt } = await storedPage(path);
  await savePage(await anEditor(), draft);
  expect((await storedPage(path)).bodyHtml).toBe("<p>Before</p>\n<p>Open <strong>from nine</strong>.</p>\n<p>Behind</p>");

  await changed(name, "Open from ten.");

  expect((await storedPage(path)).bodyHtml).toBe("<p>Before</p>\n<p>Open from ten.</p>\n<p>Behind</p>");
  expect((await storedPage(path)).updatedAt.getTime()).toBeGreaterThan(updatedAt.getTime());
  const revisions = await testDb()
    .db.select({ html: contentRevisions.bodyHtml })
    .from(contentRevisions)
    .where(eq(contentRevisions.pageId, (await storedPage(path)).id));
  expect(revisions.map(({ html }) => html.includes("from ten"))).toEqual([true, true]);
});

test("a snippet is one editor's to change, in what readers have, also where another one publishes each page", async () => {
  const [name, ctx] = [aName(), await anEditor()];
  await addSnippet(ctx, { name, ...words });
  const path = await aPage({ bodyMarkdown: `::snippet ${name}` });
  await changeSettings(systemCtxFor(), { pageReviewers: 1 });
  try {
    expect(await changeSnippet(ctx, name, { ...words, body: "Open from ten.", version: 1 })).toBeNull();
    await noted(name);
  } finally {
    await changeSettings(systemCtxFor(), { pageReviewers: 0 });
  }
  expect((await storedPage(path)).bodyHtml).toContain("from ten");
});

test("a page that somebody holds meanwhile is waited for", async () => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const path = await aPage({ bodyMarkdown: `::snippet ${name}` });
  const { id } = await storedPage(path);
  expect(await changeSnippet(await anEditor(), name, { title: words.title, body: "Open from ten.", version: 1 })).toBeNull();
  const waiting = async () => {
    for (let tries = 0; tries < 200 && !(await somebodyWaits()); tries++) await new Promise((done) => setTimeout(done, 20));
    expect(await somebodyWaits()).toBe(true);
  };
  let rendering: Promise<unknown> = Promise.resolve();
  await inTransaction(systemCtxFor(), async (saving) => {
    await inTransaction(systemCtxFor(), async ({ db }) => {
      // it stops between what it marks and what it renders
      await db.select({ id: contentRevisions.id }).from(contentRevisions).where(eq(contentRevisions.pageId, id)).for("update");
      rendering = noted(name);
      await waiting();
      await saving.db.select({ id: contentPages.id }).from(contentPages).where(eq(contentPages.id, id)).for("update");
    });
    await waiting();
  });
  await rendering;
  expect((await storedPage(path)).bodyHtml).toContain("from ten");
});

test("a page that names a snippet before there is one shows it once it is made", async () => {
  const name = aName();
  const path = await aPage({ bodyMarkdown: `::snippet ${name}` });
  expect((await storedPage(path)).bodyHtml).toBe(`<p>::snippet ${name}</p>`);
  await addSnippet(await anEditor(), { name, ...words });
  await noted(name);
  expect((await storedPage(path)).bodyHtml).toContain("from nine");
});

test("whoever stores a page while its snippet is changed waits, and gets what is stored; it is published as it is then", async () => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const { code, path } = await aDraft({ body: `::snippet ${name}` });
  let publishing: Promise<unknown> = Promise.resolve();
  await inTransaction(await anEditor(), async (ctx) => {
    await changeSnippet(ctx, name, { title: words.title, body: "Open from ten.", version: 1 });
    publishing = publishDraft(await anEditor(), { code, version: 1 });
    for (let tries = 0; tries < 200 && !(await somebodyWaits()); tries++) await new Promise((done) => setTimeout(done, 20));
    expect(await somebodyWaits()).toBe(true);
  });
  await publishing;
  expect((await storedPage(path)).bodyHtml).toContain("from ten");
});

test("what names a snippet is found, in what readers have or in a draft, and keeps it from being removed", async () => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const read = await aPage({ bodyMarkdown: `::snippet ${name}`, title: "Read" });
  const { path: begun } = await aDraft({ body: `::snippet ${name}`, title: "Begun" });
  await aPage({ bodyMarkdown: `\`\`\`\n::snippet ${name}\n\`\`\`` });
  const left = await aPage({ bodyMarkdown: `::snippet ${name}`, title: "Left" });
  await savePage(systemCtxFor(), {
    code: (await storedPage(left)).code,
    version: 1,
    title: "Left",
    summary: "s",
    teaser: "",
    body: "No more",
  });
  const uses = await listUses(await anEditor(), name);
  expect(new Map(uses.map(({ path, isRead }) => [path, isRead]))).toEqual(
    new Map([
      [read, true],
      [begun, false],
      [left, true],
    ]),
  );
  expect(await removeSnippet(await anEditor(), name)).toBe("used");

  for (const path of [read, begun, left]) {
    const { code, version } = await storedPage(path);
    await savePage(systemCtxFor(), { code, version, title: "t", summary: "s", teaser: "", body: "Without" });
    await publishDraft(systemCtxFor(), { code, version: (await storedPage(path)).version });
  }
  expect(await removeSnippet(await anEditor(), name)).toBeNull();
  await expect(getSnippet(await anEditor(), name)).rejects.toThrow(NotFoundError);
});

test.each([
  ["goes out later", async (code: string) => planPage(await anEditor(), { code, act: "publish", at: later(new Date(), DAY), version: 2 })],
  ["a link shows", async (code: string) => makePreviewLink(await anEditor(), { code, number: 2, days: 7 })],
] as const)("a text that %s keeps its snippet, though a later one is saved without it", async (_what, keep) => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const path = await aPage();
  const { code } = await storedPage(path);
  const text = { code, title: "t", summary: "s", teaser: "" };
  await savePage(await anEditor(), { ...text, version: 1, body: `::snippet ${name}` });
  await keep(code);
  await savePage(await anEditor(), { ...text, version: 2, body: "Without" });
  expect(await listUses(await anEditor(), name)).toMatchObject([{ path, isRead: false }]);
  expect(await removeSnippet(await anEditor(), name)).toBe("used");
  await cancelPlan(await anEditor(), { code, act: "publish" });
  await endPreviewLink(await anEditor(), code);
  expect(await removeSnippet(await anEditor(), name)).toBeNull();
});

test("a page that was taken down keeps its snippet, and is told apart", async () => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const { code } = await storedPage(await aPage({ bodyMarkdown: `::snippet ${name}` }));
  await takeDownPage(await anEditor(), code);
  expect((await listUses(await anEditor(), name)).map(({ isRead }) => isRead)).toEqual([false]);
});

test("a save that started from an older version is refused, unless both say the same; a name is taken once", async () => {
  const name = aName();
  const ctx = await anEditor();
  expect(await addSnippet(ctx, { name, ...words })).toBeNull();
  expect(await addSnippet(ctx, { name, ...words })).toBe("taken");
  expect(await changeSnippet(ctx, name, { ...words, body: "Two", version: 1 })).toBeNull();
  expect(await changeSnippet(ctx, name, { ...words, body: "Three", version: 1 })).toBe("changed");
  expect(await changeSnippet(ctx, name, { ...words, body: "Two", version: 1 })).toBeNull();
  expect((await getSnippet(ctx, name)).version).toBe(2);
});

test("two who make the same at once make one", async () => {
  const name = aName();
  const results = await Promise.all([anEditor(), anEditor()].map(async (ctx) => addSnippet(await ctx, { name, ...words })));
  expect(results.sort()).toEqual([null, "taken"].sort());
  expect(await testDb().db.$count(contentSnippets, eq(contentSnippets.name, name))).toBe(1);
});

test("whoever is no editor makes, changes, removes and lists none", async () => {
  const name = aName();
  await addSnippet(await anEditor(), { name, ...words });
  const ctx = ctxFor(await aMember({ roles: ["moderator"] }));
  for (const act of [
    () => addSnippet(ctx, { name: aName(), ...words }),
    () => changeSnippet(ctx, name, { ...words, version: 1 }),
    () => removeSnippet(ctx, name),
    () => listSnippets(ctx),
    () => listUses(ctx, name),
  ])
    await expect((async () => act())()).rejects.toThrow(ForbiddenError);
});

test("what may identify a patient is asked about before it stands in many pages at once", async () => {
  const name = aName();
  await expect(addSnippet(await anEditor(), { name, title: "t", body: "Ask Mrs Hill, 943 476 5919" })).rejects.toThrow(PatientDetailsError);
  await expect(getSnippet(systemCtxFor(), name)).rejects.toThrow();
});
