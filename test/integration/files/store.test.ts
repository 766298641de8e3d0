import dns from "node:dns";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, inArray } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { files } from "#db/schema/files";
import { addFile } from "~/features/files/add-file.server";
import { moveFiles } from "~/features/files/move-files.server";
import { eraseFiles, removeGoneFiles, settleFiles, sweepFiles } from "~/features/files/settle-files.server";
import { openStore, storage } from "~/features/files/storage.server";
import type { Store } from "~/features/files/store";
import { HOUR, later } from "~/lib/dates";
import { AwayError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPdf, aPicture, PDF } from "../../support/files";
import { aMember } from "../../support/people";
import { anS3, type S3, S3_ACCESS, storeIn } from "../../support/s3";

let s3: S3;
let folder: string;
let back: () => void;
beforeAll(async () => {
  s3 = await anS3();
  folder = await mkdtemp(join(tmpdir(), "uploads-"));
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  Object.assign(s3, { isAway: false, faults: [], asked: [] });
  s3.objects.clear();
  back = storeIn(s3);
});
afterEach(() => back());

const folderStore = () => openStore({ kind: "folder", path: folder });
const kinds: [string, () => Store][] = [
  ["a folder", folderStore],
  ["a bucket", () => storage()],
];
const read = async (store: Store, code: string, part: string, range?: { start: number; end: number }) => {
  const chunks: Buffer[] = [];
  for await (const chunk of store.read(code, part, range)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const listed = async (store: Store) => {
  const found = [];
  for await (const each of store.list()) found.push(each);
  return found;
};
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));

test.each(kinds)("in %s a part is there whole, is read whole or in a range, is listed, and is gone with its file", async (_kind, open) => {
  const store = open();
  const [code, other] = [randomCode(), randomCode()];
  expect(await store.size(code, "file")).toBeNull();
  for (const part of ["480.webp", "960.webp", "1600.webp", "700.webp"]) await store.put(code, part, bytes);
  await store.put(other, "file", PDF);

  expect(await store.size(code, "960.webp")).toBe(bytes.length);
  expect((await read(store, code, "960.webp")).equals(bytes)).toBe(true);
  expect((await read(store, code, "960.webp", { start: 70_000, end: 199_999 })).equals(bytes.subarray(70_000, 200_000))).toBe(true);
  const found = await listed(store);
  expect(found.map((each) => [each.code, [...each.parts].sort()]).sort()).toEqual(
    [
      [code, ["1600.webp", "480.webp", "700.webp", "960.webp"]],
      [other, ["file"]],
    ].sort(),
  );
  expect(found.every(({ at }) => Math.abs(at.getTime() - Date.now()) < HOUR)).toBe(true);

  await store.remove(code);
  await store.remove(code);
  expect(await store.size(code, "480.webp")).toBeNull();
  expect((await listed(store)).map((each) => each.code)).toEqual([other]);
  await store.remove(other);
});

test.each(kinds)("B33: in %s no code and no name of a part leads elsewhere", async (_kind, open) => {
  for (const code of ["../../../etc", "..", "", "a/b", "0123456789/.."]) {
    await expect((async () => open().put(code, "file", PDF))()).rejects.toThrow("no code");
    await expect((async () => open().remove(code))()).rejects.toThrow("no code");
  }
  for (const part of ["../file", "/etc/passwd", "file\0", "480.webp/..", "a.txt"])
    await expect((async () => open().put(randomCode(), part, PDF))()).rejects.toThrow("no part");
  expect(s3.asked).toEqual([]);
});

test("the store takes what is signed with its key alone, and says why it does not; the secret is in no word of it", async () => {
  const put = (access: Partial<typeof S3_ACCESS>) => {
    const undo = storeIn(s3, { ...S3_ACCESS, ...access });
    return storage()
      .put(randomCode(), "file", PDF)
      .catch((error: Error) => error)
      .finally(undo);
  };
  for (const [access, code] of [
    [{ secret: "another-secret-of-nobody" }, "SignatureDoesNotMatch"],
    [{ keyId: "AKIDOFNOBODY" }, "InvalidAccessKeyId"],
    [{ region: "us-east-1" }, "AuthorizationHeaderMalformed"],
  ] as const) {
    const error = await put(access);
    expect(error).toBeInstanceOf(AwayError);
    expect(String(error)).toContain(`403 ${code}`);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/secret|Signature=|Credential/);
  }
  expect(s3.objects.size).toBe(0);
  expect(await put({})).toBeUndefined();
});

test("a bucket can be named before the host", async () => {
  back();
  const { port } = new URL(s3.url);
  back = storeIn({ url: `http://store.example:${port}` }, { ...S3_ACCESS, isPathStyle: false });
  // no name server is asked here
  const lookup = vi
    .spyOn(dns, "lookup")
    .mockImplementation(((_host: string, { all }: { all: boolean }, found: (...said: unknown[]) => void) =>
      all ? found(null, [{ address: "127.0.0.1", family: 4 }]) : found(null, "127.0.0.1", 4)) as never);
  const code = randomCode();
  await storage()
    .put(code, "file", PDF)
    .finally(() => lookup.mockRestore());
  expect([...s3.objects.keys()]).toEqual([`${code.slice(0, 2)}/${code}/file`]);
  expect(s3.asked).toEqual([`PUT /${code.slice(0, 2)}/${code}/file`]);
});

test("what the store is too busy for, or hangs up on, is asked again; what it does not answer at all is away", async () => {
  const code = randomCode();
  s3.faults = [503, "hang up"];
  await storage().put(code, "file", PDF);
  expect(s3.asked.length).toBe(3);
  s3.faults = [500];
  expect((await read(storage(), code, "file")).equals(PDF)).toBe(true);
  s3.faults = [429];
  await storage().remove(code);
  expect(s3.objects.size).toBe(0);

  s3.isAway = true;
  await expect(storage().size(code, "file")).rejects.toThrow(AwayError);
  await expect(storage().put(code, "file", PDF)).rejects.toThrow(AwayError);
  await expect(listed(storage())).rejects.toThrow(AwayError);
});

test("while the store is away an upload is refused with what to do, and leaves no row", async () => {
  const member = await aMember();
  s3.isAway = true;
  const sent = { name: "a.pdf", bytes: PDF, isDescribed: true };
  expect(await addFile(ctxFor(member), sent)).toEqual({ ok: false, reason: "away" });
  expect(await testDb().db.select().from(files).where(eq(files.ownerId, member.personId))).toEqual([]);

  s3.isAway = false;
  expect(await addFile(ctxFor(member), sent)).toMatchObject({ ok: true });
});

test("erasure takes the bytes out of the bucket; while it is away they are taken as soon as it is back, and nobody gets them meanwhile", async () => {
  const [first, second] = [await aMember(), await aMember()];
  const [picture, pdf] = [await aPicture(first), await aPdf(second)];
  expect(s3.objects.size).toBe(2);
  await inTransaction(systemCtxFor(), (ctx) => eraseFiles(ctx, [first.personId]));
  expect([...s3.objects.keys()]).toEqual([`${pdf.code.slice(0, 2)}/${pdf.code}/file`]);

  s3.isAway = true;
  await inTransaction(systemCtxFor(), (ctx) => eraseFiles(ctx, [second.personId]));
  await expect(removeGoneFiles(systemCtxFor())).rejects.toThrow(AwayError);
  const rows = () => testDb().db.select({ goneAt: files.goneAt }).from(files).where(eq(files.code, pdf.code));
  expect((await rows())[0]!.goneAt).not.toBeNull();
  expect(s3.objects.size).toBe(1);

  s3.isAway = false;
  await removeGoneFiles(systemCtxFor());
  expect([s3.objects.size, await rows()]).toEqual([0, []]);
  expect(picture.code).not.toBe(pdf.code);
});

test("a store that is away is asked once in a pass, however much waits for it, and no second pass waits with it", async () => {
  const [member, leaver] = [await aMember(), await aMember()];
  const added = [await aPdf(member), await aPdf(member), await aPdf(member)];
  await aPdf(leaver);
  await aPdf(leaver);
  const codes = added.map(({ code }) => code);
  await testDb()
    .db.update(files)
    .set({ goneAt: new Date() })
    .where(inArray(files.code, codes.slice(1)));
  await testDb().db.update(files).set({ state: "waiting" }).where(eq(files.code, codes[0]!));
  const askedBy = async (work: () => Promise<unknown>) => {
    s3.asked = [];
    await work();
    return s3.asked.length;
  };
  s3.isAway = true;
  // each request is tried three times
  expect(await askedBy(() => inTransaction(systemCtxFor(), (ctx) => eraseFiles(ctx, [leaver.personId])))).toBe(3);
  expect(await askedBy(() => expect(sweepFiles(systemCtxFor())).rejects.toThrow(AwayError))).toBe(3);
  const both = () => Promise.allSettled([settleFiles(systemCtxFor()), settleFiles(systemCtxFor())]);
  expect(await askedBy(async () => expect((await both()).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]))).toBe(3);

  s3.isAway = false;
  await settleFiles(systemCtxFor());
  expect([...s3.objects.keys()]).toEqual([`${codes[0]!.slice(0, 2)}/${codes[0]}/file`]);
});

test("what lies in the bucket and has no row goes after a day, page by page of its list; what has one stays", async () => {
  const kept = await aPdf(await aMember());
  const orphans = Array.from({ length: 7 }, () => randomCode());
  for (const code of orphans) await storage().put(code, "file", PDF);
  const age = (hours: number) => [...s3.objects.values()].map((object) => Object.assign(object, { at: later(new Date(), -hours * HOUR) }));
  age(23);
  await sweepFiles(systemCtxFor());
  expect(s3.objects.size).toBe(8);
  age(25);
  await sweepFiles(systemCtxFor());
  expect([...s3.objects.keys()]).toEqual([`${kept.code.slice(0, 2)}/${kept.code}/file`]);
});

test("files move from the folder into the bucket, each read back and compared; stopped, it goes on; what is there is left", async () => {
  const [here, there] = [folderStore(), storage()];
  const codes = [randomCode(), randomCode(), randomCode()].sort();
  for (const code of codes) await here.put(code, "file", Buffer.from(`about ${code}`));
  await there.put(codes[0]!, "file", Buffer.from(`About ${codes[0]}`));
  s3.faults = [];
  let moved = 0;
  const stopping = moveFiles(here, there, () => {
    if (++moved === 2) s3.isAway = true;
  });
  await expect(stopping).rejects.toThrow(AwayError);
  expect(s3.objects.size).toBe(2);

  s3.isAway = false;
  expect(await moveFiles(here, there)).toEqual({ files: 3, parts: 3, copied: 1, bytes: 16 });
  for (const code of codes) expect(String(await read(there, code, "file"))).toBe(`about ${code}`);
  expect(await moveFiles(here, there)).toEqual({ files: 3, parts: 3, copied: 0, bytes: 0 });
  // and back
  for (const code of codes) await here.remove(code);
  expect(await moveFiles(there, here)).toMatchObject({ files: 3, copied: 3 });
  for (const code of codes) await here.remove(code);
});
