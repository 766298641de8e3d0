import { eq } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { files } from "#db/schema/files";
import { addFile } from "~/features/files/add-file.server";
import { storage } from "~/features/files/storage.server";
import { ctxFor, testDb } from "../../support/context";
import { aPhoto, aZip, PDF } from "../../support/files";
import { aMember, aPerson } from "../../support/people";

const add = async (name: string, bytes: Buffer, isDescribed = true) =>
  addFile(ctxFor((await aMember()).actor), { name, bytes, isDescribed });
async function bytesOf(code: string, part: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of storage().read(code, part)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("B32: a picture is made anew in each width, upright, without where it was taken", async () => {
  const sent = await aPhoto();
  expect((await sharp(sent).metadata()).exif?.toString("latin1")).toContain("canary artist");
  const added = await add("Holiday.JPG", sent);

  if (!added.ok) throw new Error(added.reason);
  const { code, ...file } = added.file;
  expect(file).toMatchObject({ kind: "picture", name: "Holiday.webp", width: 1000, height: 2000, state: "clean" });
  for (const width of [480, 960, 1000]) {
    const bytes = await bytesOf(code, `${width}.webp`);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width, height: 2 * width });
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.toString("latin1")).not.toContain("canary");
  }
  expect(await storage().size(code, "1600.webp")).toBeNull();
});

const office = (main: string, ...more: { name: string; size?: number; encrypted?: boolean }[]) =>
  aZip([{ name: "[Content_Types].xml" }, { name: main }, ...more]);
const openDocument = (type: string, ...more: { name: string }[]) =>
  aZip([{ name: "mimetype", bytes: Buffer.from(`application/vnd.oasis.opendocument.${type}`) }, ...more]);

test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
  ["a JPEG", "a.jpg", () => aPhoto(), "picture"],
  ["a PNG that is called a JPEG", "a.jpg", () => aPhoto({ format: "png" }), "picture"],
  ["a WebP", "a.webp", () => aPhoto({ format: "webp" }), "picture"],
  ["a GIF of one pixel", "a.gif", () => aPhoto({ format: "gif", width: 1, height: 1 }), "picture"],
  ["a GIF", "a.gif", () => aPhoto({ format: "gif", width: 100, height: 50 }), "picture"],
  ["a PDF without an ending", "rota", () => PDF, "pdf"],
  ["a Word document", "a.docx", () => office("word/document.xml"), "docx"],
  ["an Excel spreadsheet", "a.xlsx", () => office("xl/workbook.xml"), "xlsx"],
  ["a presentation", "a.pptx", () => office("ppt/presentation.xml"), "pptx"],
  ["an OpenDocument text", "a.odt", () => openDocument("text"), "odt"],
  ["an OpenDocument spreadsheet", "a.ods", () => openDocument("spreadsheet"), "ods"],
  ["comma-separated values", "a.CSV", () => Buffer.from("name,day\nSue,Monday\n"), "csv"],
  ["plain text", "a.txt", () => Buffer.from("Dear all,\n"), "txt"],
  ["text behind many byte order marks, at once", "a.txt", () => Buffer.from(`${"\uFEFF".repeat(300)}x`), "txt"],
])("%s is taken for what it is", async (_what, name, bytes, kind) => {
  const added = await add(name, await bytes());
  expect(added).toMatchObject({ ok: true, file: { kind } });
});

const tooTall = () =>
  sharp({ create: { width: 20, height: 17_000, channels: 3, background: "white" } })
    .png()
    .toBuffer();
const tooWide = () =>
  sharp({ create: { width: 9000, height: 7000, channels: 3, background: "white" } })
    .png({ compressionLevel: 9 })
    .toBuffer();

test.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
  ["nothing", "a.jpg", () => Buffer.alloc(0), "nothing"],
  ["more than 10 MB", "a.pdf", () => Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), "too-large"],
  ["a drawing in SVG", "a.svg", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "kind"],
  ["a drawing in SVG that is called text", "a.txt", () => Buffer.from('\uFEFF <svg onload="alert(1)"/>'), "kind"],
  ["a page of HTML that is called CSV", "a.csv", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "kind"],
  ["a program", "a.exe", () => Buffer.from("MZ\u0090\u0000\u0003"), "kind"],
  ["a program that is called text", "a.txt", () => Buffer.from("MZ\u0090\u0000\u0003"), "kind"],
  ["a script", "a.txt", () => Buffer.from("#!/bin/sh\nrm -rf /"), "kind"],
  ["a zip file", "a.zip", () => aZip([{ name: "letter.docx" }]), "kind"],
  ["a macro in a Word document", "a.docx", () => office("word/document.xml", { name: "word/vbaProject.bin" }), "macros"],
  ["a macro in an OpenDocument text", "a.odt", () => openDocument("text", { name: "Basic/Standard/Module1.xml" }), "macros"],
  ["a zip bomb", "a.xlsx", () => office("xl/workbook.xml", { name: "xl/worksheets/sheet1.xml", size: 4_000_000_000 }), "packed"],
  ["an encrypted zip", "a.docx", () => office("word/document.xml", { name: "word/a.xml", encrypted: true }), "packed"],
  ["half a zip", "a.docx", () => office("word/document.xml").subarray(0, 80), "broken"],
  ["a protected Word document", "a.docx", () => Buffer.from("d0cf11e0a1b11ae100000000", "hex"), "old-office"],
  [
    "the beginning of a picture of an iPhone",
    "a.heic",
    () => Buffer.from("\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic"),
    "heic",
  ],
  ["half a picture", "a.jpg", async () => (await aPhoto()).subarray(0, 300), "broken"],
  ["a JPEG and a page of HTML in one", "a.html", () => Buffer.from("\xFF\xD8\xFF<html><script>alert(1)</script>", "latin1"), "broken"],
  ["a picture that is taller than the format holds", "a.png", tooTall, "too-tall"],
  ["63 million pixels", "a.png", tooWide, "too-many-pixels"],
])("B31: %s is refused, and nothing is stored", async (_what, name, bytes, reason) => {
  const member = await aMember();
  const refused = await addFile(ctxFor(member.actor), { name, bytes: await bytes(), isDescribed: true });

  expect(refused).toEqual({ ok: false, reason });
  expect(await testDb().db.select().from(files).where(eq(files.ownerId, member.personId))).toEqual([]);
});

test("a picture that nobody described is refused; another file needs no description", async () => {
  expect(await add("a.jpg", await aPhoto(), false)).toEqual({ ok: false, reason: "undescribed" });
  expect(await add("a.pdf", PDF, false)).toMatchObject({ ok: true });
});

test("the same sent twice at once is one, of one person alone", async () => {
  const member = await aMember();
  const sent = { name: "a.jpg", bytes: await aPhoto(), isDescribed: true };
  const results = await Promise.all([1, 2, 3].map(() => addFile(ctxFor(member.actor), sent)));

  expect(new Set(results.map((result) => result.ok && result.file.code)).size).toBe(1);
  expect(await testDb().db.select().from(files).where(eq(files.ownerId, member.personId))).toHaveLength(1);
  const other = await addFile(ctxFor((await aMember()).actor), sent);
  expect(other.ok && results[0]!.ok && other.file.code !== results[0]!.file.code).toBe(true);
});

test("nobody adds more than 500 MB", async () => {
  const member = await aMember();
  const ctx = ctxFor(member.actor);
  await addFile(ctx, { name: "a.pdf", bytes: PDF, isDescribed: true });
  await testDb()
    .db.update(files)
    .set({ size: 500 * 1024 * 1024 })
    .where(eq(files.ownerId, member.personId));

  expect(await addFile(ctx, { name: "a.jpg", bytes: await aPhoto(), isDescribed: true })).toEqual({ ok: false, reason: "full" });
});

test.each([
  ["9434765919.pdf", false],
  ["scan_9434765919.pdf", false],
  ["943-476-5919 recall.pdf", false],
  ["letter943.476.5919final.pdf", false],
  ["Mrs_Margaret_Hill_DOB_12-03-1948.pdf", false],
  ["Margaret_Hill_LS1_4AP.pdf", false],
  // the check digit is another one
  ["9434765918.pdf", true],
  ["scan_9434765918.pdf", true],
  ["invoice-9434765919.pdf", true],
  ["Rota 12-03-2026 LS1 4AP.pdf", true],
])("B50: a file that is called %s is asked for another name, unless that identifies nobody: %s", async (name, isTaken) => {
  expect(await add(name, PDF)).toMatchObject(isTaken ? { ok: true, file: { name } } : { ok: false, reason: "patient" });
});

test("B50: a picture leaves such a name behind", async () => {
  expect(await add("IMG_9434765919.jpg", await aPhoto())).toMatchObject({ ok: true, file: { name: "Picture.webp" } });
});

test("whoever is no member adds nothing", async () => {
  const person = await aPerson();
  await expect(addFile(ctxFor(person.actor), { name: "a.pdf", bytes: PDF, isDescribed: true })).rejects.toThrow("members-only");
});

test.each([
  ["../../etc/passwd", "passwd.pdf"],
  ["C:\\Users\\sue\\Rota week 12.PDF", "Rota week 12.pdf"],
  ["invoice\u202Efdp.exe", "invoicefdp.pdf"],
  ["rota.pdf.exe", "rota.pdf.pdf"],
  ['a\u0000b\r\n[c](d)`".pdf', "a b c d.pdf"],
  ["...", "File.pdf"],
  ["x".repeat(10_000), `${"x".repeat(80)}.pdf`],
  [`x${".".repeat(1_000_000)}x.pdf`, "x.pdf"],
])("B31: the name %.40j becomes %j, and names no file of ours", async (typed, shown) => {
  const added = await add(typed, PDF);
  expect(added).toMatchObject({ ok: true, file: { name: shown, code: expect.stringMatching(/^[0-9a-z]{10}$/) } });
});
