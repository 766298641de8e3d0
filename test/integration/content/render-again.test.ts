import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentPages, contentRevisions } from "#db/schema/content";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { WAKE_UP_HANDLERS } from "#jobs/handlers";
import { savePage } from "~/features/content/pages/save-page.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { RENDERER_VERSION } from "~/lib/markdown.server";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aTopic } from "../../support/forum";
import { aMember } from "../../support/people";

const renderAll = () => WAKE_UP_HANDLERS["texts.render-again"](systemCtxFor(), { post: null as never });

test("texts that an older renderer made are rendered again, page, revisions, posts and their earlier texts, more than a batch of them", async () => {
  const path = await aPage({ bodyMarkdown: "# A heading\n\n[NHS](https://nhs.uk/)" });
  const { code } = await storedPage(path);
  for (let version = 1; version <= 120; version++)
    await savePage(systemCtxFor(), { code, version, title: "t", summary: "s", teaser: "", body: `Text ${version}` });
  const author = await aMember();
  const topic = await aTopic({ author, title: "A question about links", body: "Look at [NHS](https://nhs.uk/), everybody." });
  await editPost(ctxFor(author), { topic: topic.code, number: 1, body: "Look at [it](https://nhs.uk/), everybody.", basedOn: "", why: "" });
  const tables = [contentPages, contentRevisions, forumPosts, forumPostRevisions];
  const before = await Promise.all(tables.map((table) => testDb().db.select({ html: table.bodyHtml }).from(table).orderBy(table.id)));
  for (const table of tables)
    await ownerDb()
      .db.update(table)
      .set({ bodyHtml: "old", rendererVersion: RENDERER_VERSION - 1 });

  await renderAll();

  const after = await Promise.all(tables.map((table) => testDb().db.select({ html: table.bodyHtml }).from(table).orderBy(table.id)));
  expect(after).toEqual(before);
  expect(after[0]![0]!.html).toContain('<h2 id="section-a-heading">');
  for (const table of tables) {
    const [row] = await testDb()
      .db.select({ old: sql<number>`count(*)::int` })
      .from(table)
      .where(sql`${table.rendererVersion} <> ${RENDERER_VERSION}`);
    expect(row?.old).toBe(0);
  }
});

test("what this renderer made is left alone", async () => {
  const path = await aPage();
  await ownerDb().db.update(contentPages).set({ bodyHtml: "as it is" }).where(eq(contentPages.path, path));
  await renderAll();

  expect((await storedPage(path)).bodyHtml).toBe("as it is");
});
