import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { files } from "#db/schema/files";
import { storage } from "~/features/files/storage.server";
import { mergeInto } from "~/features/people/merge.server";
import { zipOfCopy } from "~/features/privacy/copy-zip.server";
import { fetchMyCopyWithFiles, listMyCopies, makeMyCopy } from "~/features/privacy/my-copy.server";
import { AwayError, ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPdf, aPicture, aTextFile, readZip } from "../../support/files";
import { aTopic, reply } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";
import { anS3, storeIn } from "../../support/s3";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});

async function fetchZip(person: TestPerson): Promise<Map<string, Buffer>> {
  await makeMyCopy(ctxFor(person));
  const [copy] = (await listMyCopies(ctxFor(person))).filter(({ format }) => format === "json");
  return readZip(await buffer((await fetchMyCopyWithFiles(ctxFor(person), copy!.code)).body));
}
const bytesOf = (code: string, part: string) => buffer(storage().read(code, part));

test("PMN-7: the copy of everything holds the pictures and files that one added, where they hang, and a list that names them; none of others", async () => {
  const [person, other] = [await aMember(), await aMember()];
  const [picture, pdf, hidden] = [await aPicture(person), await aPdf(person, "Rota?.pdf"), await aPicture(other)];
  const topic = await aTopic({ author: other, body: hidden.markdown });
  await reply(person, topic, picture.markdown);

  const zip = await fetchZip(person);
  const inPost = `files/forum/${topic.code}/post 2/rota (${picture.code}).webp`;
  const unused = `files/in no text/Rota (${pdf.code}).pdf`;
  expect([...zip.keys()]).toEqual(["my-information.html", "my-information.json", inPost, unused, "files.json"]);
  expect(zip.get(inPost)!.equals(await bytesOf(picture.code, "400.webp"))).toBe(true);
  expect(zip.get(unused)!.equals(await bytesOf(pdf.code, "file"))).toBe(true);
  const listed = JSON.parse(String(zip.get("files.json")));
  expect(listed.missing).toEqual([]);
  expect(listed.files).toMatchObject([
    { path: inPost, code: picture.code, texts: [`forum/${topic.code}/post 2`], address: `/files/${picture.code}/400.webp` },
    { path: unused, code: pdf.code, name: "Rota.pdf", kind: "pdf", texts: [] },
  ]);
  const { tables } = JSON.parse(String(zip.get("my-information.json")));
  const named = tables.find(({ table }: { table: string }) => table === "files").rows.map(({ code }: { code: string }) => code);
  expect(named).toEqual([picture.code, pdf.code]);
});

test("B33: whatever a file was called, unpacking a copy writes below its folder alone", async () => {
  const person = await aMember();
  const names = [
    "../../../etc/passwd.pdf",
    "..\\..\\boot.pdf",
    "/etc/cron.d/x.pdf",
    "C:\\x.pdf",
    "....pdf",
    "a/../../b.pdf",
    "\u202Efdp.exe.pdf",
  ];
  for (const name of names) await aPdf(person, name);
  const inZip = [...(await fetchZip(person)).keys()].filter((name) => name.startsWith("files/"));
  expect(inZip).toHaveLength(names.length);
  // three steps down, none up, and nothing that another system reads as a step
  for (const name of inZip) expect(name).toMatch(/^files\/in no text\/[^/\\:\u202E]+ \([0-9a-z]{10}\)\.pdf$/);
});

test("what a record added that became one with somebody's is theirs; what waits for a scanner, or was refused, is nobody's yet", async () => {
  const [person, joined] = [await aMember(), await aMember()];
  const [theirs, waiting, refused] = [await aTextFile(joined, "oak"), await aPdf(person), await aPdf(person)];
  for (const [code, state] of [
    [waiting.code, "waiting"],
    [refused.code, "refused"],
  ] as const)
    await testDb().db.update(files).set({ state }).where(eq(files.code, code));
  await mergeInto(systemCtxFor(), joined, person.personId);
  const names = [...(await fetchZip(person)).keys()];
  expect(names.filter((name) => name.startsWith("files/"))).toEqual([`files/in no text/Notes of oak (${theirs.code}).txt`]);
});

test("a file whose bytes are missing is named as missing; where the store is away the copy does not end as if it were whole", async () => {
  const s3 = await anS3();
  undo.push(storeIn(s3), () => s3.close());
  const person = await aMember();
  const [there, missing] = [await aPdf(person), await aPdf(person)];
  await storage().remove(missing.code);
  const zip = await fetchZip(person);
  expect(JSON.parse(String(zip.get("files.json")))).toMatchObject({ files: [{ code: there.code }], missing: [{ code: missing.code }] });

  s3.isAway = true;
  await expect(buffer(zipOfCopy(ctxFor(person), person.personId, []))).rejects.toThrow(AwayError);
});

test("it is read piece by piece as it is taken, and nothing more is asked for once its taker has gone", async () => {
  const person = await aMember();
  for (let each = 0; each < 3; each++) await aPdf(person);
  const s3 = await anS3();
  undo.push(storeIn(s3), () => s3.close());
  for (const { code } of await testDb().db.select({ code: files.code }).from(files).where(eq(files.ownerId, person.personId)))
    await storage().put(code, "file", Buffer.alloc(9_000_000, code));
  s3.asked = [];
  let [taken, longest] = [0, 0];
  for await (const piece of zipOfCopy(ctxFor(person), person.personId, [])) {
    longest = Math.max(longest, piece.length);
    taken += piece.length;
    if (taken > 1_000_000) break;
  }
  expect(longest).toBeLessThan(1_000_000);
  expect(s3.asked.map((each) => each.split(" ")[0])).toEqual(["HEAD", "GET"]);
});

test("nobody takes the copy of another", async () => {
  const [person, other] = [await aMember(), await aMember()];
  await makeMyCopy(ctxFor(person));
  for (const { code } of await listMyCopies(ctxFor(person)))
    await expect(fetchMyCopyWithFiles(ctxFor(other), code)).rejects.toThrow(NotFoundError);
  await expect(buffer(zipOfCopy(ctxFor(other), person.personId, []))).rejects.toThrow(ForbiddenError);
});
