import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentReads } from "#db/schema/content";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { changedSince } from "~/features/content/reading/read.policy";
import { compareWithRead, getMyReading, noteRead, startRemembering, stopRemembering } from "~/features/content/reading/reads.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { HOUR, later } from "~/lib/dates";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPicture } from "../../support/files";
import { aMember, type TestPerson } from "../../support/people";

/** Past the moment at which the pages of this file are published; a whole hour, as visits are noted. */
const NOW = new Date(Math.ceil(later(new Date(), HOUR).getTime() / HOUR) * HOUR);
const at = (hours: number) => later(NOW, hours * HOUR);

/** Opens a page as its route does, and says since when it has changed for its reader. */
async function open(path: string, reader: TestPerson | null, hours: number) {
  const ctx = reader ? ctxFor(reader, at(hours)) : { ...systemCtxFor(at(hours)), actor: { kind: "visitor" as const } };
  const found = await getPage(ctx, path);
  if (!("page" in found)) throw new Error("no page");
  await noteRead(ctx, found.page, found.read);
  return changedSince(found.read, found.page, ctx.now);
}

async function change(path: string, body: string, { isSmall = false, hours = 1, by = null as TestPerson | null } = {}) {
  const ctx = by ? ctxFor(by, at(hours)) : systemCtxFor(at(hours));
  const { code, version } = await storedPage(path);
  const saved = await savePage(ctx, { title: "A page", summary: "What it is about.", teaser: "", body, code, version });
  if (!saved.ok) throw new Error(saved.reason);
  expect(await publishDraft(ctx, { code, version: saved.version, isSmall })).toEqual({ ok: true });
}

const compare = async (path: string, reader: TestPerson) => {
  const { id, publishedVersion } = await storedPage(path);
  return compareWithRead(ctxFor(reader, at(0)), { id, path, publishedVersion });
};
const readsOf = ({ personId }: TestPerson) => testDb().db.select().from(contentReads).where(eq(contentReads.personId, personId));

test("a guide that changed since a member read it says so for a day, and which words", async () => {
  const [path, member] = [await aPage({ bodyMarkdown: "Keep it **cold**.\n\nRing *Ann*." }), await aMember()];
  expect(await open(path, member, 0)).toBeNull();
  expect(await open(path, member, 24)).toBeNull();
  await change(path, "Keep it **cold**.\n\nRing *Bea*.", { hours: 30 });

  for (const hours of [48, 49, 71]) expect(await open(path, member, hours)).toEqual({ version: 1, at: at(24) });
  expect(await open(path, member, 73)).toBeNull();
  const changes = await compare(path, member);
  expect(changes).toMatchObject({ at: at(24) });
  expect(changes!.parts).toEqual([
    {
      name: "Page",
      changes: [
        { kind: "same", text: "Keep it cold.\nRing " },
        { kind: "removed", text: "Ann" },
        { kind: "added", text: "Bea" },
        { kind: "same", text: "." },
      ],
      html: expect.stringContaining("<em>Ann</em>"),
    },
  ]);
});

test("a picture that a page holds no more stands there by its words", async () => {
  const [member, editor] = [await aMember(), await aMember({ roles: ["editor"] })];
  const [gone, kept] = [await aPicture(editor, "An old fridge"), await aPicture(editor, "A new fridge")];
  const path = await aPage();
  await change(path, `${gone.markdown}\n\n${kept.markdown}`, { by: editor, hours: 0 });
  await open(path, member, 0);
  await change(path, `Ring Bea.\n\n${kept.markdown}`, { by: editor });
  const { html } = (await compare(path, member))!.parts[0]!;
  expect(html).toMatch(/<del>.*An.*old fridge.*<\/del>/);
  expect([html?.includes(gone.code), html?.includes(kept.code)]).toEqual([false, true]);
});

test("a small change is none, until another one comes", async () => {
  const [path, member] = [await aPage(), await aMember()];
  await open(path, member, 0);
  await change(path, "The text of a page.", { isSmall: true });
  expect(await open(path, member, 2)).toBeNull();
  await change(path, "Another text.", { hours: 3 });
  expect(await open(path, member, 4)).toMatchObject({ version: 2 });
});

test("what a page shows of the forum is named to nobody who may not read it", async () => {
  const [path, member] = [await aPage({ bodyMarkdown: "Ring Ann." }), await aMember()];
  await open(path, member, 0);
  await change(path, "Ring Bea.\n\n::topics partners-only 5");
  const changes = JSON.stringify(await compare(path, member));
  expect(changes).toContain("Bea");
  expect(changes).not.toContain("partners-only");
});

test("what was taken out is shown to nobody who had read it", async () => {
  const [path, member] = [await aPage({ bodyMarkdown: "Ring Ann Example." }), await aMember()];
  await open(path, member, 0);
  await change(path, "Ring somebody.");
  expect(await compare(path, member)).not.toBeNull();
  await takeOutEarlierText(systemCtxFor(), { code: (await storedPage(path)).code, number: 1, why: "about-somebody", before: false });
  expect(await open(path, member, 2)).toBeNull();
  expect(await compare(path, member)).toBeNull();
});

test("a draft is not shown, and what somebody else read is nobody’s", async () => {
  const [path, member, other] = [await aPage(), await aMember(), await aMember()];
  await open(path, member, 0);
  const { code, version } = await storedPage(path);
  await savePage(systemCtxFor(), { title: "A page", summary: "What it is about.", teaser: "", body: "Not yet", code, version });
  expect(await compare(path, member)).toBeNull();
  await change(path, "It is now.");
  expect(await compare(path, other)).toBeNull();
  expect(JSON.stringify(await compare(path, member))).not.toContain("Not yet");
});

test("it is noted of guides alone, of members alone, and once an hour", async () => {
  const [guide, other, member] = [await aPage(), await aPage({ path: `elsewhere-${NOW.getTime()}` }), await aMember()];
  for (const path of [guide, other]) await open(path, null, 0);
  await open(other, member, 0);
  expect(await readsOf(member)).toEqual([]);
  await Promise.all([1, 2, 3].map(() => open(guide, member, 0)));
  await open(guide, member, 0.5);
  expect(await readsOf(member)).toMatchObject([{ version: 1, readAt: at(0) }]);
  await open(guide, member, 1.5);
  expect(await readsOf(member)).toMatchObject([{ version: 1, seenAt: at(0), readAt: at(1) }]);
});

test("whoever stops it is forgotten at once, and remembered no more until they start again", async () => {
  const [path, member] = [await aPage(), await aMember()];
  await open(path, member, 0);
  expect(await getMyReading(ctxFor(member))).toEqual({ isStopped: false, pages: 1 });
  await stopRemembering(ctxFor(member));
  expect(await readsOf(member)).toEqual([]);
  await open(path, member, 2);
  expect(await getMyReading(ctxFor(member))).toEqual({ isStopped: true, pages: 0 });

  // one that was on its way when they stopped
  const { id } = await storedPage(path);
  const late = { personId: member.personId, pageId: id, version: 1, seenAt: at(0), readAt: at(0) };
  await testDb().db.insert(contentReads).values(late);
  await change(path, "Another text.");
  expect(await open(path, member, 3)).toBeNull();
  expect(await compare(path, member)).toBeNull();
  await startRemembering(ctxFor(member));
  expect(await readsOf(member)).toEqual([]);
  await open(path, member, 4);
  expect(await testDb().db.$count(contentReads, and(eq(contentReads.personId, member.personId), eq(contentReads.pageId, id)))).toBe(1);
});
