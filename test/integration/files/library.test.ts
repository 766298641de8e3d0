import { and, eq } from "drizzle-orm";
import sharp from "sharp";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { drafts } from "#db/schema/drafts";
import { files, fileUses } from "#db/schema/files";
import { FOLLOW_UP_HANDLERS } from "#jobs/handlers";
import { listFileUses } from "~/features/content/pages/file-uses.queries.server";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { LARGEST_FILE } from "~/features/files/file.policy";
import { addToLibrary, describeFile } from "~/features/files/library/change-file.server";
import { deleteFile } from "~/features/files/library/delete-file.server";
import { countLibrary, getLibraryFile, listLibrary } from "~/features/files/library/library.queries.server";
import { readLibraryFilter } from "~/features/files/library/library-filter";
import { replaceFile } from "~/features/files/library/replace-file.server";
import { changeLook } from "~/features/files/look.server";
import { pictureForPrint } from "~/features/files/picture-for-print.server";
import { eraseFiles, sweepFiles } from "~/features/files/settle-files.server";
import { readWhole, storage } from "~/features/files/storage.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { readStored } from "~/features/settings/settings.queries.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { aDraft, aPage, storedPage } from "../../support/content";
import { ctxFor, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { aPdf, aPhoto, aPicture, aZip, PDF } from "../../support/files";
import { aTopic, reply } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";

let editor: TestPerson;
let member: TestPerson;
beforeAll(async () => {
  editor = await aMember({ roles: ["member", "editor"], secondFactorAt: new Date() });
  member = await aMember();
});

const as = (who: TestPerson) => ctxFor(who.actor);
const all = readLibraryFilter(new URLSearchParams());
const asked = (query: string) => readLibraryFilter(new URLSearchParams(query));
const namesOf = async (query = "") => (await listLibrary(as(editor), asked(query), null)).files.map(({ name }) => name);
const rowOf = async (code: string) => (await testDb().db.select().from(files).where(eq(files.code, code)))[0];
const placeOf = async (code: string) => (await rowOf(code))?.place ?? code;
const noteChanged = async (code: string) =>
  FOLLOW_UP_HANDLERS["content.note-changed-file"](systemCtxFor(), { fileId: (await rowOf(code))!.id });
async function shared(name = "Plan.pdf", bytes: Buffer = Buffer.concat([PDF, Buffer.from(`%${name}${Math.random()}`)]), description = "") {
  const added = await addToLibrary(as(editor), { name, bytes, isDescribed: true, description });
  if (!added.ok) throw new Error(added.reason);
  return added.file;
}
/** A draft that shows a file, saved by the editor. */
async function drafted(markdown: string) {
  const { code, path } = await aDraft();
  const text = { title: "A draft", summary: "What it is about.", teaser: "" };
  await savePage(as(editor), { code, version: 1, ...text, body: markdown });
  return { code, path };
}

test.each([
  ["listing", (ctx: ReturnType<typeof as>) => listLibrary(ctx, all, null)],
  ["counting", (ctx: ReturnType<typeof as>) => countLibrary(ctx, all)],
  ["opening", (ctx: ReturnType<typeof as>) => getLibraryFile(ctx, "2222222222")],
  ["adding to", (ctx: ReturnType<typeof as>) => addToLibrary(ctx, { name: "a.pdf", bytes: PDF, isDescribed: true })],
  ["describing in", (ctx: ReturnType<typeof as>) => describeFile(ctx, "2222222222", { description: "", focal: null })],
  ["replacing in", (ctx: ReturnType<typeof as>) => replaceFile(ctx, "2222222222", { name: "a.pdf", bytes: PDF })],
  ["deleting from", (ctx: ReturnType<typeof as>) => deleteFile(ctx, "2222222222")],
])("%s the library is for editors alone", async (_what, act) => {
  const others = await aMember({ roles: ["member", "moderator", "administrator", "newsletter-sender"], secondFactorAt: new Date() });
  for (const who of [member, others]) await expect(act(as(who))).rejects.toBeInstanceOf(ForbiddenError);
});

test("B23: what posts and drafts of others alone hold is in no list, count or page of the library, and no act reaches it", async () => {
  const [posted, waiting, own] = [
    await aPicture(member, "In a post"),
    await aPdf(member, "Kept back.pdf"),
    await aPdf(editor, "Mine alone.pdf"),
  ];
  await aTopic({ author: member, body: `Look: ${posted.markdown}` });
  const before = await countLibrary(as(editor), all);

  const listed = (await listLibrary(as(editor), all, null)).files.map(({ code }) => code);
  for (const { code } of [posted, waiting, own]) {
    expect(listed).not.toContain(code);
    await expect(getLibraryFile(as(editor), code)).rejects.toBeInstanceOf(NotFoundError);
    await expect(describeFile(as(editor), code, { description: "x", focal: null })).rejects.toBeInstanceOf(NotFoundError);
    await expect(replaceFile(as(editor), code, { name: "a.pdf", bytes: PDF })).rejects.toBeInstanceOf(NotFoundError);
    await expect(deleteFile(as(editor), code)).rejects.toBeInstanceOf(NotFoundError);
  }
  // a page shows it, and then its text is taken out: it was in the library, and is no more
  await drafted(own.markdown);
  expect(await countLibrary(as(editor), all)).toBe(before! + 1);
  await testDb()
    .db.delete(fileUses)
    .where(eq(fileUses.fileId, (await rowOf(own.code))!.id));
  expect(await countLibrary(as(editor), all)).toBe(before);
});

test("words of the name and the description find a file; kinds, states and orders narrow the list", async () => {
  await shared("Kettle rota.pdf");
  const { code } = await shared("Wall.png", await aPhoto({ format: "png", width: 300, height: 300 }), "The kettle on the wall");
  await shared("Door.png", await aPhoto({ format: "png", width: 310, height: 300 }));

  expect(await namesOf("q=KETTLE")).toEqual(["Wall.webp", "Kettle rota.pdf"]);
  expect(await namesOf("q=kettle+rota")).toEqual(["Kettle rota.pdf"]);
  expect(await namesOf("q=kettle&show=pictures")).toEqual(["Wall.webp"]);
  expect(await namesOf("q=kettle&show=documents")).toEqual(["Kettle rota.pdf"]);
  expect(await namesOf("q=%25")).toEqual([]);
  expect(await namesOf("state=undescribed&q=door")).toEqual(["Door.webp"]);
  expect(await namesOf("state=undescribed&q=wall")).toEqual([]);
  expect(await namesOf("q=wall&state=unused")).toEqual(["Wall.webp"]);
  await drafted(`![Wall](file:${code})`);
  expect(await namesOf("q=wall&state=unused")).toEqual([]);
  const sizes = (await listLibrary(as(editor), asked("order=largest"), null)).files.map(({ size }) => size);
  expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
});

test("the list goes on where it ended, in either order, without losing or repeating one", async () => {
  for (let count = 0; count < 50; count++) await shared(`Of many ${count}.pdf`);
  for (const order of ["newest", "largest"]) {
    const first = await listLibrary(as(editor), asked(`q=of+many&order=${order}`), null);
    const second = await listLibrary(as(editor), asked(`q=of+many&order=${order}`), first.next);
    expect([first.files.length, second.files.length, second.next]).toEqual([48, 2, null]);
    expect(new Set([...first.files, ...second.files].map(({ code }) => code)).size).toBe(50);
  }
  expect(await countLibrary(as(editor), asked("q=of+many"))).toBe(50);
});

test("what an editor added stays without a text, and any editor puts it into pages; what nobody added goes as ever", async () => {
  const file = await shared();
  const other = await aMember({ roles: ["member", "editor"], secondFactorAt: new Date() });
  await sweepFiles(systemCtxFor(later(new Date(), 3 * DAY)));
  expect(await rowOf(file.code)).toMatchObject({ goneAt: null });

  const { code } = await aDraft();
  await savePage(as(other), { code, version: 1, title: "A", summary: "B", teaser: "", body: `[Plan](file:${file.code})` });
  await publishDraft(as(other), { code, version: 2 });
  const uses = await listFileUses(as(editor), (await rowOf(file.code))!.id);
  expect(uses).toMatchObject([{ code, held: "read" }]);
});

test("the pages that hold a file are told apart: what readers have, a draft, an earlier text", async () => {
  const file = await shared();
  const markdown = `[Plan](file:${file.code})`;
  const read = await aPage({ bodyMarkdown: "Nothing yet." });
  const { code } = await storedPage(read);
  await savePage(as(editor), { code, version: 1, title: "A page", summary: "S", teaser: "", body: markdown });
  await publishDraft(as(editor), { code, version: 2 });
  const draft = await drafted(markdown);
  const earlier = await drafted(markdown);
  await savePage(as(editor), { code: earlier.code, version: 2, title: "A draft", summary: "S", teaser: "", body: "Without it." });

  const uses = await listFileUses(as(editor), (await rowOf(file.code))!.id);
  expect(Object.fromEntries(uses.map((use) => [use.code, use.held]))).toEqual({
    [code]: "read",
    [draft.code]: "draft",
    [earlier.code]: "earlier",
  });
});

test("a description and a point are kept, texts keep their words, and pages crop the picture there", async () => {
  const picture = await shared("Rota.png", await aPhoto({ format: "png", width: 320, height: 200 }), "What it showed");
  const path = await aPage();
  const { code } = await storedPage(path);
  await savePage(as(editor), { code, version: 1, title: "A page", summary: "S", teaser: "", body: `![Own words](file:${picture.code})` });
  await publishDraft(as(editor), { code, version: 2 });

  await describeFile(as(editor), picture.code, { description: "What it shows", focal: { focalX: 12, focalY: 100 } });
  await noteChanged(picture.code);
  expect((await storedPage(path)).bodyHtml).toMatch(/alt="Own words"[^>]* class="pn-x-10 pn-y-100"/);
  expect(await getLibraryFile(as(editor), picture.code)).toMatchObject({ description: "What it shows", focalX: 12 });
});

test("other bytes take the place of a file’s under its address, in its texts, and the ones before are gone", async () => {
  const file = await shared("Plan.pdf");
  const path = await aPage();
  const { code } = await storedPage(path);
  await savePage(as(editor), { code, version: 1, title: "A page", summary: "S", teaser: "", body: `[The plan](file:${file.code})` });
  await publishDraft(as(editor), { code, version: 2 });
  const oldPlace = await placeOf(file.code);
  await testDb().db.update(files).set({ words: "as it was", wordsOf: "x" }).where(eq(files.code, file.code));
  const other = await aMember({ roles: ["member", "editor"], secondFactorAt: new Date() });
  const bytes = Buffer.concat([PDF, Buffer.alloc(5000, 32)]);

  expect(await replaceFile(as(other), file.code, { name: "Otherwise called.pdf", bytes })).toEqual({ ok: true });
  await noteChanged(file.code);
  const place = await placeOf(file.code);
  expect(place).not.toBe(oldPlace);
  expect((await readWhole(storage(), place, "file")).equals(bytes)).toBe(true);
  expect(await storage().size(oldPlace, "file")).toBeNull();
  // what the one before it said is found no more
  expect(await rowOf(file.code)).toMatchObject({
    name: "Plan.pdf",
    ownerId: other.personId,
    size: bytes.length,
    words: null,
    wordsOf: null,
  });
  expect((await storedPage(path)).bodyHtml).toBe(
    `<p><a data-file="${file.code}" href="/files/${file.code}/Plan.pdf">The plan (PDF, 5 kB)</a></p>`,
  );
  const entry = and(eq(auditEntries.action, "file.replaced"), eq(auditEntries.objectId, file.code));
  expect(await testDb().db.select({ by: auditEntries.actorId }).from(auditEntries).where(entry)).toEqual([{ by: other.personId }]);
  // its new place is known to the sweep
  await sweepFiles(systemCtxFor(later(new Date(), 3 * DAY)));
  expect(await storage().size(place, "file")).toBe(bytes.length);
});

test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
  ["nothing", "a.pdf", () => Buffer.alloc(0), "nothing"],
  ["more than 10 MB", "a.pdf", () => Buffer.concat([PDF, Buffer.alloc(LARGEST_FILE)]), "too-large"],
  ["a drawing in SVG", "a.svg", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "kind"],
  ["a page of HTML that is called CSV", "a.csv", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "kind"],
  ["a program", "a.exe", () => Buffer.from("MZ\u0090\u0000\u0003"), "kind"],
  ["macros", "a.docx", () => aZip([{ name: "word/document.xml" }, { name: "word/vbaProject.bin" }]), "macros"],
  ["a zip bomb", "a.xlsx", () => aZip([{ name: "xl/workbook.xml" }, { name: "xl/a.xml", size: 4_000_000_000 }]), "packed"],
  ["a JPEG and a page of HTML in one", "a.pdf", () => Buffer.from("\xFF\xD8\xFF<html><script>", "latin1"), "broken"],
  ["a picture", "a.png", () => aPhoto({ format: "png", width: 50, height: 50 }), "unlike"],
  ["a name that may name a patient", "scan_9434765919.pdf", () => PDF, "patient"],
])("B31: %s takes the place of no document, which stays as it was", async (_what, name, bytes, reason) => {
  const file = await shared();
  const before = await rowOf(file.code);

  expect(await replaceFile(as(editor), file.code, { name, bytes: await bytes() })).toEqual({ ok: false, reason });
  expect(await rowOf(file.code)).toEqual(before);
  expect(await storage().size(file.code, "file")).toBe(file.size);
});

test("what a post shows as well stays as its writer posted it", async () => {
  const picture = await aPicture(editor);
  await drafted(picture.markdown);
  await aTopic({ author: editor, body: `Mine: ${picture.markdown}` });
  const bytes = await aPhoto({ format: "png", width: 50, height: 50 });
  expect(await replaceFile(as(editor), picture.code, { name: "a.png", bytes })).toEqual({ ok: false, reason: "elsewhere" });
});

test("what a post that was put aside shows stays as it was, so that the post comes back with it; a draft of a page does not hinder", async () => {
  const moderator = await aMember({ roles: ["member", "moderator"], secondFactorAt: new Date() });
  const picture = await aPicture(editor);
  await drafted(picture.markdown);
  const topic = await aTopic({ author: editor });
  const number = await reply(editor, topic, `Mine: ${picture.markdown}`);
  const address = { topic: topic.code, number };
  const removed = await removePost(as(moderator), { ...address, why: "Off topic" });
  expect(removed).toMatchObject({ ok: true });
  const other = await aMember({ roles: ["member", "editor"], secondFactorAt: new Date() });
  const sent = { name: "a.png", bytes: await aPhoto({ format: "png", width: 50, height: 50 }) };
  expect(await replaceFile(as(other), picture.code, sent)).toEqual({ ok: false, reason: "elsewhere" });

  const free = await aPicture(editor);
  await drafted(free.markdown);
  const form = {
    id: uuidv7(),
    path: "/admin/pages/x/edit",
    values: { body: free.markdown },
    personId: editor.personId,
    savedAt: new Date(),
  };
  await testDb().db.insert(drafts).values(form);
  expect(await replaceFile(as(other), free.code, sent)).toEqual({ ok: true });
});

test("the site’s own picture is replaced by those who may change the settings, which say the new measures", async () => {
  const both = await aMember({ roles: ["member", "editor", "administrator"], secondFactorAt: new Date() });
  const picture = await aPicture(both);
  await changeLook(as(both), "frontPicture", { code: picture.code, alternative: "A rota" });
  const bytes = await aPhoto({ format: "png", width: 500, height: 700 });

  expect(await replaceFile(as(editor), picture.code, { name: "a.png", bytes })).toEqual({ ok: false, reason: "of-look" });
  expect(await replaceFile(as(both), picture.code, { name: "a.png", bytes })).toEqual({ ok: true });
  const place = await placeOf(picture.code);
  expect((await readStored(systemCtxFor())).frontPicture).toMatchObject({
    code: picture.code,
    place,
    width: 700,
    height: 500,
    alternative: "A rota",
  });
  await changeLook(as(both), "frontPicture", null);
});

test("a page to print shows the picture that is there now, and none that is gone", async () => {
  const picture = await aPicture(editor, "A rota", { width: 300, height: 300 });
  await drafted(picture.markdown);
  const src = `/files/${picture.code}/300.webp`;
  const heightNow = async () => {
    const printed = await pictureForPrint(as(editor), src);
    return printed && (await sharp(printed).metadata()).height;
  };
  expect(await heightNow()).toBe(300);
  const bytes = await aPhoto({ format: "png", width: 150, height: 300 });
  expect(await replaceFile(as(editor), picture.code, { name: "a.png", bytes })).toEqual({ ok: true });
  expect(await heightNow()).toBe(150);
  await testDb().db.update(files).set({ goneAt: new Date() }).where(eq(files.code, picture.code));
  expect(await heightNow()).toBeNull();
});

test("two who replace a file at once leave the bytes of one, and none that nobody names", async () => {
  const file = await shared();
  const mark = `of three ${Math.random()}`;
  const sent = (word: string) => ({ name: "a.pdf", bytes: Buffer.concat([PDF, Buffer.from(`%${word} ${mark}`)]) });

  const results = await Promise.all(["one", "two", "three"].map((word) => replaceFile(as(editor), file.code, sent(word))));
  expect(results.every(({ ok }) => ok)).toBe(true);
  const left = [];
  // other files' tests store theirs beside
  for await (const { code, parts } of storage().list()) {
    const bytes = parts.includes("file") ? await readWhole(storage(), code, "file").catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
    if (bytes.includes(mark)) left.push(code);
  }
  expect(left).toEqual([await placeOf(file.code)]);
});

test("what an editor added to the library stays there when they are erased, under nobody’s name", async () => {
  const leaver = await aMember({ roles: ["member", "editor"], secondFactorAt: new Date() });
  const added = await addToLibrary(as(leaver), {
    name: "Plan.pdf",
    bytes: Buffer.concat([PDF, Buffer.from("%leaver")]),
    isDescribed: true,
  });
  if (!added.ok) throw new Error(added.reason);
  await inTransaction(systemCtxFor(), (ctx) => eraseFiles(ctx, [leaver.personId]));
  expect(await getLibraryFile(as(editor), added.file.code)).toMatchObject({ name: "Plan.pdf", addedBy: null });
  expect(await storage().size(added.file.code, "file")).toBe(added.file.size);
});

test("what a text holds is not deleted; what none holds is gone at once, bytes and all", async () => {
  const [held, free] = [await shared(), await shared()];
  await drafted(`[Plan](file:${held.code})`);

  expect(await deleteFile(as(editor), held.code)).toBe("used");
  expect(await storage().size(held.code, "file")).toBe(held.size);
  expect(await deleteFile(as(editor), free.code)).toBeNull();
  expect(await storage().size(free.code, "file")).toBeNull();
  await expect(getLibraryFile(as(editor), free.code)).rejects.toBeInstanceOf(NotFoundError);
});

test("a page that is saved while its file is deleted waits, and shows what was typed", async () => {
  const file = await shared();
  const { code } = await aDraft();
  const text = { title: "A", summary: "B", teaser: "", body: `[Plan](file:${file.code})` };
  let saving: Promise<unknown> = Promise.resolve();
  await inTransaction(as(editor), async (ctx) => {
    expect(await deleteFile(ctx, file.code)).toBeNull();
    saving = savePage(as(editor), { code, version: 1, ...text });
    while (!(await somebodyWaits())) await new Promise((next) => setTimeout(next, 10));
  });
  await saving;
  expect(
    await testDb()
      .db.select()
      .from(fileUses)
      .where(eq(fileUses.fileId, (await rowOf(file.code))!.id)),
  ).toEqual([]);
});

test("a file is not deleted while a page that shows it is being saved", async () => {
  const file = await shared();
  const { code } = await aDraft();
  const text = { title: "A", summary: "B", teaser: "", body: `[Plan](file:${file.code})` };
  let deleting: ReturnType<typeof deleteFile> = Promise.resolve(null);
  await inTransaction(as(editor), async (ctx) => {
    await savePage(ctx, { code, version: 1, ...text });
    deleting = deleteFile(as(editor), file.code);
    while (!(await somebodyWaits())) await new Promise((next) => setTimeout(next, 10));
  });
  expect(await deleting).toBe("used");
});
