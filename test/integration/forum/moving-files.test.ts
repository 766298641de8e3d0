import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { files } from "#db/schema/files";
import { forumPosts } from "#db/schema/forum/posts";
import { addMovedFile } from "~/features/files/add-file.server";
import { LARGEST_FILE } from "~/features/files/file.policy";
import { readWhole, storage } from "~/features/files/storage.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import type { WrittenLine } from "~/features/forum/moving/forum-format";
import { AwayError } from "~/lib/errors";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { filesBeside } from "../../../bin/commands/forum-file";
import { withPortal } from "../../../bin/commands/with-portal";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPdf, aPhoto, aPicture, PDF } from "../../support/files";
import { aTopic, reply } from "../../support/forum";
import { aForumFile, aSmallForum, exportText, importText } from "../../support/moving";
import { aMember } from "../../support/people";
import { anS3, storeIn } from "../../support/s3";

const folder = mkdtempSync(join(tmpdir(), "moved-"));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "uploads/files"), { recursive: true });
const beside = () => filesBeside(folder, LARGEST_FILE);
const put = (path: string, bytes: Buffer) => writeFileSync(join(folder, path), bytes);

type Attachment = { name: string; path: string; sha256?: string };
const aForum = (mark: string, body: string, attachments: Attachment[], more: Partial<Extract<WrittenLine, { kind: "post" }>> = {}) =>
  aForumFile(
    ...aSmallForum(mark, { body }).map((line) => (line.kind === "post" && line.number === 1 ? { ...line, attachments, ...more } : line)),
  );
const postOf = async (words: string) =>
  (await testDb().db.select().from(forumPosts)).find(({ bodyMarkdown }) => bodyMarkdown.includes(words))!;
const stored = (code: string) => testDb().db.select().from(files).where(eq(files.code, code));
const codesIn = (text: string) => [...text.matchAll(/\]\(file:([0-9a-z]{10})\)/g)].map(([, code]) => code!);

test("what hung on a post of another forum stands in its text, made anew as an upload is, and is its writer's", async () => {
  put("uploads/files/fridge.jpg", await aPhoto());
  put("uploads/files/rota.pdf", Buffer.concat([PDF, Buffer.from("%moved")]));
  const [picture, pdf] = ["/assets/uploads/files/fridge.jpg", "/uploads/files/rota.pdf"];
  const text = aForum("kit", `kit one: Attachment: our (big) fridge (${picture}), done.`, [
    { name: "fridge.jpg", path: picture },
    { name: "rota.pdf", path: pdf, sha256: sha256(Buffer.concat([PDF, Buffer.from("%moved")])).toString("hex") },
  ]);
  const dry = await importText(text, { files: await beside(), isDryRun: true });
  expect([dry.problems, dry.made.files]).toEqual([[], 2]);
  expect(await testDb().db.$count(files)).toBe(0);

  const report = await importText(text, { files: await beside() });
  expect([report.problems, report.made.files]).toEqual([[], 2]);
  const post = await postOf("kit one");
  const [shown, hung] = codesIn(post.bodyMarkdown);
  expect(post.bodyMarkdown).toBe(`kit one: ![our (big) fridge](file:${shown}), done.\n\n[rota.pdf](file:${hung})`);
  expect(post.bodyHtml).toMatch(new RegExp(`<img data-file="${shown}".*<a data-file="${hung}"`, "s"));
  expect(await stored(shown!)).toMatchObject([{ kind: "picture", ownerId: post.authorId, state: "clean", width: 1000 }]);
  expect((await readWhole(storage(), shown!, "1000.webp")).includes("canary artist")).toBe(false);
  expect(await importText(text, { files: await beside() })).toMatchObject({ problems: [], made: { files: 0, post: 0 } });
});

test("B33: what is missing, another, of no kind, too large or outside of the folder is told by line, and named alone; nothing of ours is read", async () => {
  writeFileSync(join(tmpdir(), "moved-secret.txt"), "a secret");
  symlinkSync(join(tmpdir(), "moved-secret.txt"), join(folder, "link.txt"));
  put("page.txt", Buffer.from("<script>alert(1)</script>"));
  put("other.pdf", PDF);
  put("large.pdf", Buffer.concat([PDF, Buffer.alloc(LARGEST_FILE)]));
  const attachments = [
    { name: "a.pdf", path: "nowhere.pdf" },
    { name: "b.txt", path: "../moved-secret.txt" },
    { name: "b.txt", path: "pictures/../../moved-secret.txt" },
    { name: "b.txt", path: join(tmpdir(), "moved-secret.txt") },
    { name: "b.txt", path: "assets/../moved-secret.txt" },
    { name: "c.txt", path: "link.txt" },
    { name: "d.txt", path: "/etc/passwd" },
    { name: "e.txt", path: "page.txt" },
    { name: "f.pdf", path: "other.pdf", sha256: "0".repeat(64) },
    { name: "g.pdf", path: "large.pdf" },
    { name: "h.txt", path: "uploads" },
  ];
  const text = aForum("bad", "bad one", attachments);
  const report = await importText(text, { files: await beside(), isDryRun: true });
  rmSync(join(tmpdir(), "moved-secret.txt"));
  const missing = (path: string) => `attachment ${path}: is not in the folder; named alone`;
  expect(report.problems.map(({ what }) => what)).toEqual([
    missing("nowhere.pdf"),
    missing("../moved-secret.txt"),
    missing("pictures/../../moved-secret.txt"),
    missing(join(tmpdir(), "moved-secret.txt")),
    missing("assets/../moved-secret.txt"),
    missing("link.txt"),
    missing("/etc/passwd"),
    expect.stringContaining("page.txt: Files of this kind cannot be added"),
    "attachment other.pdf: is another file than its checksum says; named alone",
    expect.stringContaining("large.pdf: This file is larger than 10 MB"),
    missing("uploads"),
  ]);
  expect(report.made.files).toBe(0);
  await importText(text, { files: await beside() });
  expect((await postOf("bad one")).bodyMarkdown).toContain("Attachment: c.txt (link.txt)");
});

test("a post without an author brings its file as nobody's; without the folder everything is named alone", async () => {
  put("note.pdf", Buffer.concat([PDF, Buffer.from("%note")]));
  const attachment = [{ name: "note.pdf", path: "note.pdf" }];
  await importText(aForum("nob", "nob one", attachment, { author: null }), { files: await beside() });
  const [code] = codesIn((await postOf("nob one")).bodyMarkdown);
  expect(await stored(code!)).toMatchObject([{ ownerId: null, state: "clean" }]);

  const report = await importText(aForum("non", "non one", attachment));
  expect([report.problems, report.made.files, report.made.attachments]).toEqual([[], 0, 1]);
  expect((await postOf("non one")).bodyMarkdown).toBe("non one\n\nAttachment: note.pdf (note.pdf)");
});

test("where the store goes away an import ends, and begun again brings its posts with their files", async () => {
  put("away.pdf", Buffer.concat([PDF, Buffer.from("%away")]));
  const text = aForum("awa", "awa one", [{ name: "away.pdf", path: "away.pdf" }]);
  const s3 = await anS3();
  const back = storeIn(s3);
  try {
    s3.isAway = true;
    await expect(importText(text, { files: await beside() })).rejects.toThrow(AwayError);
    expect(await postOf("awa one")).toBeUndefined();
    s3.isAway = false;
    expect(await importText(text, { files: await beside() })).toMatchObject({ problems: [], made: { files: 1 } });
    expect((await postOf("awa one")).bodyHtml).toContain("data-file");
  } finally {
    back();
    await s3.close();
  }
});

test("while a file moves in its writer can add others", async () => {
  const member = await aMember();
  await inTransaction(systemCtxFor(), async (ctx) => {
    const moved = { name: "moved.pdf", bytes: Buffer.concat([PDF, Buffer.from("%while")]), isDryRun: false };
    expect(await addMovedFile(ctx, member.personId, moved)).toMatchObject({ ok: true });
    await aPdf(member);
  });
  expect(await testDb().db.$count(files, eq(files.ownerId, member.personId))).toBe(2);
});

test("a command may read files as long as it takes, in a transaction in which it asks for nothing", async () => {
  const [row] = await withPortal("a test", (ctx) => ctx.db.execute(sql`show idle_in_transaction_session_timeout`));
  expect(row).toEqual({ idle_in_transaction_session_timeout: "0" });
});

test("an export takes along what its posts show, and nothing of what was removed; imported it says the same", async () => {
  const [author, moderator] = [await aMember(), await aMember({ roles: ["moderator"], secondFactorAt: new Date() })];
  const [picture, pdf, gone] = [await aPicture(author), await aPdf(author, "Week 12.pdf"), await aPdf(author)];
  const topic = await aTopic({ author, body: `exported: ${picture.markdown} and ${pdf.markdown}` });
  await reply(author, topic, gone.markdown);
  await removePost(ctxFor(moderator), { topic: topic.code, number: 2, why: "It was rude" });
  const taken = new Map<string, Buffer>();
  const text = await exportText(async (path, bytes) => void taken.set(path, bytes));
  const line = JSON.parse(text.split("\n").find((each) => each.includes("exported: "))!);
  const [first, second] = line.attachments;
  expect(line.body).toBe(`exported: Attachment: A rota on a wall (${first.path}) and Attachment: Week 12.pdf (${second.path})`);
  for (const { path, sha256: said } of line.attachments) expect(sha256(taken.get(path)!).toString("hex")).toBe(said);
  expect(taken.get(second.path)!.equals(await readWhole(storage(), pdf.code, "file"))).toBe(true);
  expect([...taken.values()].some((bytes) => bytes.equals(PDF))).toBe(false);
  expect(await exportText()).not.toContain(first.path);

  // under another name, as another portal would
  const lines = text.replaceAll(topic.code, "moved/t").replace('"forum":"demo"', '"forum":"other"').split("\n");
  const isOf = (each: string) => /"kind":"(category|person)"|"forum":"other"|moved\/t/.test(each);
  const readers = Object.fromEntries(
    lines.flatMap((each) => (/"kind":"category"/.test(each) ? [[JSON.parse(each).key, "existing" as const]] : [])),
  );
  const report = await importText(lines.filter(isOf).join("\n"), {
    readers,
    files: async (path) => taken.get(path) ?? { reason: "is not in the folder" },
  });
  // people of the tests before have no account
  expect([report.problems.filter(({ what }) => !what.startsWith("email")), report.made.files]).toEqual([[], 2]);
  const again = (await exportText(async () => {}))
    .split("\n")
    .filter((each) => each.includes("exported: "))
    .map((each) => JSON.parse(each));
  const saying = ({ body, attachments }: typeof line) => [
    body.replace(/[0-9a-f]{64}\.webp/, "a picture"),
    // a picture is made anew
    attachments.map(({ name, path }: Attachment) => [name, name.endsWith(".webp") || path]),
  ];
  expect(again.map(saying)).toEqual([saying(line), saying(line)]);
});
