import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { contentPages } from "#db/schema/content";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { publishPage } from "~/features/content/publishing/publish-page.server";
import { ConflictError, ForbiddenError } from "~/lib/errors";
import { aPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aMember, visitor } from "../../support/people";

const page = { title: "A page", summary: "About.", bodyMarkdown: "Text.", audience: "open" as const };

test("only editors publish", async () => {
  const moderator = await aMember({ roles: ["moderator"] });

  await expect(publishPage(ctxFor(visitor), { ...page, path: "by-a-visitor" })).rejects.toThrow(ForbiddenError);
  await expect(publishPage(ctxFor(moderator), { ...page, path: "by-a-moderator" })).rejects.toThrow(ForbiddenError);
});

test("a taken place is refused, and the page there stays", async () => {
  const path = await aPage({ title: "First" });

  await expect(publishPage(systemCtxFor(), { ...page, path })).rejects.toThrow(ConflictError);
  expect(await getPage(ctxFor(visitor), path)).toMatchObject({ page: { title: "First" } });
});

test("an address that leads to another part of the site is refused", async () => {
  await expect(publishPage(systemCtxFor(), { ...page, path: "forum/rules" })).rejects.toThrow(ConflictError);
});

test("a page cannot be for more people than the page above it", async () => {
  const section = await aPage({ audience: "members" });

  await expect(publishPage(systemCtxFor(), { ...page, path: `${section}/open-to-all` })).rejects.toThrow();
  expect(
    await testDb()
      .db.select()
      .from(contentPages)
      .where(eq(contentPages.path, `${section}/open-to-all`)),
  ).toEqual([]);
});

test("B14: what an editor types is text, not markup", async () => {
  const path = await aPage({ bodyMarkdown: "**Safe** <script>alert(1)</script> [x](javascript:alert(1))" });

  const found = await getPage(ctxFor(visitor), path);

  expect(found).toMatchObject({ page: { bodyHtml: expect.stringContaining("<strong>Safe</strong>") } });
  expect(JSON.stringify(found)).not.toMatch(/<script|href="javascript/);
});

test("publishing is written into the audit ledger", async () => {
  const editor = await aMember({ roles: ["editor"] });
  const { id } = await publishPage(ctxFor(editor), { ...page, path: "with-an-entry" });

  const entries = await testDb()
    .db.select({ actorId: auditEntries.actorId })
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "content.page-published"), eq(auditEntries.objectId, id)));

  expect(entries).toEqual([{ actorId: editor.personId }]);
});
