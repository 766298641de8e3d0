import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { files } from "#db/schema/files";
import { addFile } from "~/features/files/add-file.server";
import { readUnread } from "~/features/files/read-unread.server";
import { eraseFiles, settleFiles } from "~/features/files/settle-files.server";
import { storage } from "~/features/files/storage.server";
import { MOST_WORDS, wordsOfFile } from "~/features/files/words-of-file.server";
import { HOUR, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aPdf, aPicture, aTextFile, aZip } from "../../support/files";
import { aTopic } from "../../support/forum";
import { aMember } from "../../support/people";

const { db } = systemCtxFor();
const part = (name: string, xml: string) => ({ name, bytes: Buffer.from(xml), isDeflated: xml.length > 200 });
const stored = async (code: string) => (await db.select().from(files).where(eq(files.code, code)))[0]!;

test("what a PDF says is read, page by page", async () => {
  const words = await wordsOfFile("pdf", readFileSync("db/seeds/texts/files/flu-saturday-checklist.pdf"));
  expect(words).toContain("Flu Saturday: the day before\nFridge read twice, and written down");
});

test.each<[Parameters<typeof wordsOfFile>[0], string, { name: string; bytes: Buffer }[], string]>([
  [
    "docx",
    "paragraphs, notes and cells, but no field and nothing that was deleted",
    [
      part("[Content_Types].xml", "<Types/>"),
      part(
        "word/document.xml",
        `<w:document><w:p><w:r><w:t xml:space="preserve">Rota &amp; leave</w:t><w:tab/><w:t>p&#233;nalty &lt;1&gt;</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>Margaret</w:delText></w:r></w:del><w:r><w:instrText>HYPERLINK secret</w:instrText></w:r><w:r><w:t/></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Mon</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:document>`,
      ),
      part("word/footnotes.xml", "<w:footnotes><w:p><w:t>A note</w:t></w:p></w:footnotes>"),
      part("word/comments.xml", "<w:comments><w:p><w:t>Said behind backs</w:t></w:p></w:comments>"),
    ],
    "Rota & leave pénalty <1>\nMon\nA note",
  ],
  [
    "xlsx",
    "the words of cells, and no formula",
    [
      part("xl/sharedStrings.xml", "<sst><si><t>Week</t></si><si><r><t>Cle</t></r><r><t>aner</t></r></si></sst>"),
      part("xl/worksheets/sheet1.xml", `<row><c t="inlineStr"><is><t>Typed</t></is></c><c><f>SUM(A1)</f><v>42</v></c></row>`),
    ],
    "Week Cleaner \nTyped",
  ],
  [
    "pptx",
    "slides in their order, and no notes",
    [
      part("ppt/slides/slide10.xml", "<p:sld><a:p><a:r><a:t>Tenth</a:t></a:r></a:p></p:sld>"),
      part("ppt/slides/slide2.xml", "<p:sld><a:p><a:t>Second</a:t></a:p></p:sld>"),
      part("ppt/notesSlides/notesSlide1.xml", "<p:notes><a:t>Only for me</a:t></p:notes>"),
    ],
    "Second\nTenth",
  ],
  [
    "odt",
    "a text, without what was deleted from it",
    [
      part("mimetype", "application/vnd.oasis.opendocument.text"),
      part(
        "content.xml",
        `<office:document-content><text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes><text:h>Head</text:h><text:p>One<text:tab/>two<text:s/>three</text:p></office:document-content>`,
      ),
    ],
    "Head\nOne two three",
  ],
])("of a %s file: %s", async (kind, _, parts, expected) => {
  expect(await wordsOfFile(kind, aZip(parts))).toBe(expected);
});

test("plain text is read in either way of writing it, and none of it can look like a mark", async () => {
  expect(await wordsOfFile("txt", Buffer.from("Siân’s rota\n\n\u0000 \uE000x\uE001"))).toBe("Siân’s rota\n x");
  expect(await wordsOfFile("csv", Buffer.from("caf\xe9;1", "latin1"))).toBe("café;1");
  expect((await wordsOfFile("txt", Buffer.from("word ".repeat(100_000))))?.length).toBeLessThanOrEqual(MOST_WORDS);
  expect(await wordsOfFile("picture", Buffer.from("x"))).toBe("");
});

/** One page whose text would unpack to 300 MB. */
function swelling(): Buffer {
  const packed = deflateSync(Buffer.alloc(300_000_000, 32));
  const objects = [
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n",
  ].join("");
  const stream = `4 0 obj<</Length ${packed.length}/Filter/FlateDecode>>stream\n`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${objects}${stream}`),
    packed,
    Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
  ]);
}

test.each<[string, Parameters<typeof wordsOfFile>[0], () => Buffer]>([
  ["half of a PDF", "pdf", () => readFileSync("db/seeds/texts/files/flu-saturday-checklist.pdf").subarray(0, 900)],
  ["a PDF that is none", "pdf", () => Buffer.from("%PDF-1.4\n1 0 obj<<<<<<<<[[[[")],
  ["a PDF that swells", "pdf", swelling],
  ["a zip file without its list", "docx", () => aZip([part("word/document.xml", "<w:t>x</w:t>")]).subarray(0, 60)],
  ["a part that lies elsewhere", "docx", () => aZip([part("word/document.xml", "<w:t>x</w:t>")]).fill(0, 0, 30)],
  ["a part that unpacks to 100 MB", "docx", () => aZip([part("word/document.xml", `<w:t>${" x".repeat(50_000_000)}`)])],
  ["XML that never ends", "docx", () => aZip([part("word/document.xml", "<".repeat(2_000_000))])],
  ["XML of one long tag", "docx", () => aZip([part("word/document.xml", `<w:t ${"a=b ".repeat(500_000)}`)])],
])("B31: %s says nothing, and what reads files goes on", async (_, kind, bytes) => {
  expect((await wordsOfFile(kind, bytes())) ?? "").toBe("");
});

test("B31: reading has a limit of time and of memory", async () => {
  const pdf = readFileSync("db/seeds/texts/files/flu-saturday-checklist.pdf");
  expect(await wordsOfFile("pdf", pdf, { longest: 1 })).toBeNull();
  expect(await wordsOfFile("pdf", pdf, { most: -1e12 })).toBeNull();
});

test("what a file says is read once, anew where it changed, and of no picture", async () => {
  const owner = await aMember();
  const [file, picture] = [await aTextFile(owner, "sandpiper"), await aPicture(owner)];
  await settleFiles(systemCtxFor());
  const read = await stored(file.code);
  expect([read.words?.slice(0, 15), read.wordsOf]).toEqual(["About sandpiper", read.hash]);
  expect((await stored(picture.code)).words).toBeNull();

  await db.update(files).set({ words: "as it was" }).where(eq(files.code, file.code));
  await settleFiles(systemCtxFor());
  expect((await stored(file.code)).words).toBe("as it was");
  await db.update(files).set({ hash: "another" }).where(eq(files.code, file.code));
  await settleFiles(systemCtxFor());
  expect((await stored(file.code)).words).toContain("About sandpiper");
});

test("with its owner a file's words are gone at once, and those of one that stays are nobody's", async () => {
  const owner = await aMember();
  const [gone, kept] = [await aTextFile(owner, "avocet"), await aTextFile(owner, "dotterel")];
  await aTopic({ author: owner, body: gone.markdown });
  await settleFiles(systemCtxFor());
  const { id } = await stored(kept.code);
  await db.execute(`insert into file_uses (file_id, kind, holder_id) values ('${id}', 'revision', '${id}')`);
  await eraseFiles(systemCtxFor(), [owner.personId]);

  expect((await db.select().from(files).where(eq(files.code, gone.code))).map(({ words }) => words)).toEqual([null]);
  const left = await stored(kept.code);
  expect([left.ownerId, left.hash, left.wordsOf, left.words !== null]).toEqual([null, "", "", true]);
});

/** A text of so many different words that no index takes it. */
function tooManyWords(): Buffer {
  let text = "";
  const sign = (n: number) => String.fromCodePoint(0xac00 + (n % 11_172));
  for (let n = 0; text.length < MOST_WORDS; n++)
    text += `${sign(n)}${sign(n + 1)}-${sign(n + 4001)}${sign(n + 4003)}-${sign(n + 8001)}${sign(n + 8005)} `;
  return Buffer.from(text);
}

test("B31: a file that the index does not take holds up none of the others, and says nothing in the end", async () => {
  const owner = await aMember();
  const ask = (bytes: Buffer) => addFile(ctxFor(owner), { name: "Signs.txt", bytes, isDescribed: true });
  const before = await aTextFile(owner, "lapwing");
  const added = await ask(tooManyWords());
  if (!added.ok) throw new Error(added.reason);
  const after = await aTextFile(owner, "whimbrel");
  const now = new Date();
  await settleFiles(systemCtxFor(now));
  for (const { code } of [before, after]) expect((await stored(code)).words).toContain("About");
  expect((await stored(added.file.code)).words).toBeNull();
  for (const hours of [1.1, 2.2]) await settleFiles(systemCtxFor(later(now, hours * HOUR)));
  const { words, wordsOf, hash } = await stored(added.file.code);
  expect([words, wordsOf]).toEqual(["", hash]);
});

test("what could not be read is tried again an hour later, three times in all", async () => {
  const owner = await aMember();
  const [broken, whole] = [await aPdf(owner), await aPdf(owner, "Whole.pdf")];
  const bytesOf = readFileSync("db/seeds/texts/files/flu-saturday-checklist.pdf");
  await storage().put(whole.code, "file", bytesOf);
  const wordsNow = async () => [(await stored(broken.code)).words, (await stored(whole.code)).words?.length ?? null];
  const bytes = vi.spyOn(process.memoryUsage, "rss");
  // each time it is looked at the process has grown by a gigabyte: another made something large
  let size = 0;
  bytes.mockImplementation(() => (size += 1e9));
  const now = new Date();
  await settleFiles(systemCtxFor(now));
  await settleFiles(systemCtxFor(now));
  bytes.mockRestore();
  await settleFiles(systemCtxFor(later(now, 0.9 * HOUR)));
  expect(await wordsNow()).toEqual([null, null]);
  await settleFiles(systemCtxFor(later(now, 1.1 * HOUR)));
  expect(await wordsNow()).toEqual([null, expect.any(Number)]);
  await settleFiles(systemCtxFor(later(now, 2.2 * HOUR)));
  expect((await wordsNow())[0]).toBe("");
});

test("one pass begins no more after a while, and the newest are read first", async () => {
  const owner = await aMember();
  const made = [];
  for (const word of ["dunlin", "knot", "ruff"]) made.push(await aTextFile(owner, word));
  const clock = vi.spyOn(performance, "now");
  let at = 0;
  clock.mockImplementation(() => (at += 15_000));
  await readUnread(systemCtxFor());
  clock.mockRestore();
  expect(await Promise.all(made.map(async ({ code }) => (await stored(code)).words !== null))).toEqual([false, false, true]);
  await readUnread(systemCtxFor());
  expect((await stored(made[0]!.code)).words).toContain("dunlin");
});
