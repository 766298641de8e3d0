import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { savePage } from "~/features/content/pages/save-page.server";
import {
  endPreviewLink,
  findPreview,
  findPreviewLink,
  makePreviewLink,
  showsFile,
} from "~/features/content/publishing/preview-links.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { aDraft, storedPage } from "../../support/content";
import { ctxFor, testDb } from "../../support/context";
import { aPicture } from "../../support/files";
import { aMember, type TestPerson, visitor } from "../../support/people";

let editor: TestPerson;
beforeAll(async () => {
  editor = await aMember({ roles: ["editor"] });
});

const text = { title: "A draft", summary: "What it is about.", teaser: "", body: "Written again" };

/** A members' page whose second text a link shows; gives the link's token too. */
async function aLinkedDraft(days = 7) {
  const { code, path } = await aDraft({ audience: "members" });
  await savePage(ctxFor(editor), { ...text, code, version: 1 });
  await makePreviewLink(ctxFor(editor), { code, number: 2, days });
  const { id } = await storedPage(path);
  return { code, id, token: await tokenOf(id) };
}

const tokenOf = async (id: string) => (await findPreviewLink(ctxFor(editor), id))!.path.replace("/previews/", "");
const seen = (token: string, now?: Date) => findPreview(ctxFor(visitor, now), token);

test("whoever has the link reads that text until its day, and no later one", async () => {
  const { code, token } = await aLinkedDraft();
  await savePage(ctxFor(editor), { ...text, title: "Later", code, version: 2 });
  expect(await seen(token)).toMatchObject({ title: "A draft", bodyHtml: expect.stringContaining("Written again") });
  expect(await seen(token, later(new Date(), 7 * DAY - 60_000))).not.toBeNull();
  expect(await seen(token, later(new Date(), 7 * DAY + 60_000))).toBeNull();
});

test.each([
  ["ended", ({ code }: { code: string }) => endPreviewLink(ctxFor(editor), code)],
  ["replaced", ({ code }: { code: string }) => makePreviewLink(ctxFor(editor), { code, number: 1, days: 7 }), 1],
  [
    "to a text that was taken out",
    async ({ code }: { code: string }) => {
      await savePage(ctxFor(editor), { ...text, title: "Later", code, version: 2 });
      await takeOutEarlierText(ctxFor(editor), { code, number: 2, why: "patient-details", before: false });
    },
  ],
  [
    "to a page that was taken down",
    async ({ code }: { code: string }) => {
      await publishDraft(ctxFor(editor), { code, version: 2 });
      await takeDownPage(ctxFor(editor), code);
    },
  ],
])("a link that was %s opens nothing, and none is said to be there", async (_what, end, left?: number) => {
  const page = await aLinkedDraft();
  expect(await seen(page.token)).not.toBeNull();
  await end(page);
  expect(await seen(page.token)).toBeNull();
  expect((await findPreviewLink(ctxFor(editor), page.id))?.number).toBe(left);
});

test("a token that we did not sign opens nothing", async () => {
  const { token } = await aLinkedDraft();
  const last = token.endsWith("0") ? "1" : "0";
  for (const other of [token.slice(0, -1) + last, token.slice(0, 10), `${token}0`, token.toUpperCase(), ""])
    expect(await seen(other)).toBeNull();
});

test("making and ending are written into the ledger, for editors alone", async () => {
  const { code, id } = await aLinkedDraft();
  expect(await endPreviewLink(ctxFor(editor), code)).toBe(true);
  expect(await endPreviewLink(ctxFor(editor), code)).toBe(false);
  const entries = await testDb()
    .db.select({ action: auditEntries.action, actorId: auditEntries.actorId })
    .from(auditEntries)
    .where(eq(auditEntries.objectId, id));
  expect(entries).toEqual([
    { action: "content.preview-link-made", actorId: editor.personId },
    { action: "content.preview-link-ended", actorId: editor.personId },
  ]);
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  await expect(makePreviewLink(moderator, { code, number: 1, days: 7 })).rejects.toThrow(ForbiddenError);
  await expect(endPreviewLink(moderator, code)).rejects.toThrow(ForbiddenError);
  await expect(findPreviewLink(moderator, id)).rejects.toThrow(ForbiddenError);
  await expect(makePreviewLink(ctxFor(editor), { code, number: 9, days: 7 })).rejects.toThrow(NotFoundError);
});

test("what a text shows of the forum is named to nobody who has its link", async () => {
  const { code, path } = await aDraft({ body: "Before\n\n::topics partners-only 5\n\nBehind" });
  await makePreviewLink(ctxFor(editor), { code, number: 1, days: 7 });
  const token = await tokenOf((await storedPage(path)).id);
  expect((await seen(token))?.bodyHtml).toMatch(/^<p>Before<\/p>\s*<p>Behind<\/p>$/);
});

test("a link shows no file that its text does not hold", async () => {
  const [picture, other] = [await aPicture(editor), await aPicture(await aMember())];
  const { code, path } = await aDraft();
  const typed = `\`<a data-file="${other.code}">\` [x](/files/${other.code}/600.webp) ![x](file:${other.code})`;
  await savePage(ctxFor(editor), { ...text, body: `${picture.markdown} ${typed}`, code, version: 1 });
  await makePreviewLink(ctxFor(editor), { code, number: 2, days: 7 });
  const token = await tokenOf((await storedPage(path)).id);
  const shown = (file: string) => showsFile(ctxFor(visitor), token, file);
  expect([await shown(picture.code), await shown(other.code)]).toEqual([true, false]);
  // the picture in its widths, and where it opens
  const addresses = (await seen(token))!.bodyHtml.match(/(?:href|src)="[^"]*"/g);
  expect(addresses).toEqual([
    expect.stringMatching(`^href="/files/${picture.code}/[^?]+\\?preview=${token}"$`),
    expect.stringMatching(`^src="/files/${picture.code}/[^?]+\\?preview=${token}"$`),
    expect.stringMatching(`^href="/files/${other.code}/600.webp"$`),
  ]);
});
