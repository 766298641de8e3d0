import { utimes } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentRevisions } from "#db/schema/content";
import { files, fileUses } from "#db/schema/files";
import { forumPosts } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { jobOutbox } from "#db/schema/platform";
import { runFollowUp } from "#jobs/run-follow-up.server";
import { createPage } from "~/features/content/pages/create-page.server";
import { addFile } from "~/features/files/add-file.server";
import { findFile } from "~/features/files/files.queries.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { eraseFiles, removeGoneFiles, settleFiles, sweepFiles } from "~/features/files/settle-files.server";
import { storage } from "~/features/files/storage.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { renderPostsAgain } from "~/features/forum/posts/render-posts-again.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { AwayError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { afterGrace, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPdf, aPicture, PDF } from "../../support/files";
import { aTopic, latestModeration, storedPost } from "../../support/forum";
import { aMember, type TestPerson } from "../../support/people";
import { anS3, storeIn } from "../../support/s3";

const rowOf = async (code: string) => (await testDb().db.select().from(files).where(eq(files.code, code)))[0];
const usesOf = async (code: string) =>
  (
    await testDb()
      .db.select({ kind: fileUses.kind })
      .from(fileUses)
      .innerJoin(files, eq(files.id, fileUses.fileId))
      .where(eq(files.code, code))
  )
    .map(({ kind }) => kind)
    .sort();
const tomorrow = () => systemCtxFor(later(new Date(), 2 * DAY));

test("what no text holds is gone after a day, with its bytes; what one holds stays", async () => {
  const author = await aMember();
  const [idle, used] = [await aPicture(author), await aPicture(author)];
  await aTopic({ author, body: used.markdown });
  await sweepFiles(systemCtxFor());
  expect(await storage().size(idle.code, "400.webp")).toBeGreaterThan(0);

  await sweepFiles(tomorrow());
  await sweepFiles(tomorrow());
  expect(await rowOf(idle.code)).toBeUndefined();
  expect(await storage().size(idle.code, "400.webp")).toBeNull();
  expect(await storage().size(used.code, "400.webp")).toBeGreaterThan(0);
});

test("a text holds what it shows, an earlier one keeps it, and so does what a moderator put aside, until it comes back", async () => {
  const author = await aMember();
  const [first, second] = [await aPicture(author), await aPdf(author)];
  const topic = await aTopic({ author, body: first.markdown });
  const address = { topic: topic.code, number: 1 };
  expect(await usesOf(first.code)).toEqual(["post"]);

  const post = await getPost(ctxFor(author), address);
  await editPost(ctxFor(author, afterGrace()), {
    ...address,
    body: second.markdown,
    basedOn: editVersion(post),
    submissionId: randomId(),
  } as never);
  expect(await usesOf(first.code)).toEqual(["kept"]);
  expect(await usesOf(second.code)).toEqual(["post"]);

  const moderator = await aMember({ roles: ["moderator"], secondFactorAt: new Date() });
  await removePost(ctxFor(moderator), { ...address, why: "It was rude" });
  expect(await usesOf(second.code)).toEqual(["kept"]);
  await sweepFiles(tomorrow());
  const { code } = await latestModeration(author);
  await undoModeration(ctxFor(moderator), code);
  expect((await storedPost(topic, 1)).bodyHtml).toContain(`data-file="${second.code}"`);
  expect(await usesOf(second.code)).toEqual(["post"]);
});

const randomId = () => crypto.randomUUID();

test("what lies in the storage and has no row goes after a day, and nothing sooner", async () => {
  const code = randomCode();
  await storage().put(code, "file", PDF);
  const folder = join((env().uploads as { path: string }).path, code.slice(0, 2), code);
  const age = (hours: number) => utimes(folder, new Date(), later(new Date(), -hours * HOUR));
  await age(23);
  await sweepFiles(systemCtxFor());
  expect(await storage().size(code, "file")).toBe(PDF.length);
  await age(25);
  await sweepFiles(systemCtxFor());
  expect(await storage().size(code, "file")).toBeNull();
});

/** What clamd's own test is about, written so that no scanner takes this file for it. */
const EICAR = Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("-"));

const BROKEN = Buffer.from("%broken");
const verdict = (bytes: Buffer) =>
  bytes.includes(EICAR) ? "stream: Eicar-Signature FOUND\0" : bytes.includes(BROKEN) ? "stream: Can't read file ERROR\0" : "stream: OK\0";

/** A scanner that speaks clamd's INSTREAM, and knows one virus. */
function aScanner(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      const command = "zINSTREAM\0";
      if (heard.length < command.length || heard.subarray(0, command.length).toString() !== command) return;
      const parts: Buffer[] = [];
      for (let at = command.length; at + 4 <= heard.length; ) {
        const length = heard.readUInt32BE(at);
        if (length === 0) return void socket.end(verdict(Buffer.concat(parts)));
        if (at + 4 + length > heard.length) return;
        parts.push(heard.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ server, port: (server.address() as { port: number }).port })));
}

let scanner: Awaited<ReturnType<typeof aScanner>>;
beforeEach(async () => {
  scanner = await aScanner();
});
afterEach(() => {
  env().clamav = null;
  scanner.server.close();
});
const scanned = () => {
  env().clamav = { host: "127.0.0.1", port: scanner.port };
};
const unreachable = () => {
  env().clamav = { host: "127.0.0.1", port: 1 };
};
const infected = () => Buffer.concat([PDF, Buffer.alloc(200_000, 32), EICAR]);

test("LMS-13: what the scanner finds something in is refused at once; what is clean can be had", async () => {
  scanned();
  const member = await aMember();
  const bad = await addFile(ctxFor(member), { name: "a.pdf", bytes: infected(), isDescribed: true });
  expect(bad).toEqual({ ok: false, reason: "infected" });
  expect(await testDb().db.select().from(files).where(eq(files.ownerId, member.personId))).toEqual([]);

  const good = await aPdf(member);
  expect(good.state).toBe("clean");
  expect(await findFile(ctxFor(member), good.code)).not.toBeNull();
});

test("LMS-13: while the scanner cannot be reached nobody gets an upload; then it is looked at", async () => {
  unreachable();
  const member = await aMember();
  const good = await aPdf(member);
  const bad = await addFile(ctxFor(member), { name: "a.pdf", bytes: infected(), isDescribed: true });
  if (!bad.ok) throw new Error(bad.reason);
  await aTopic({ author: member, body: `[Rota](file:${bad.file.code})` });
  for (const code of [good.code, bad.file.code]) expect(await findFile(ctxFor(member), code)).toBeNull();
  await settleFiles(systemCtxFor());
  for (const code of [good.code, bad.file.code]) expect(await findFile(ctxFor(member), code)).toBeNull();

  scanned();
  await settleFiles(systemCtxFor());
  await settleFiles(systemCtxFor());
  expect(await findFile(ctxFor(member), good.code)).not.toBeNull();
  expect(await findFile(ctxFor(member), bad.file.code)).toBeNull();
  expect(await rowOf(bad.file.code)).toMatchObject({ state: "refused" });
  expect(await storage().size(bad.file.code, "file")).toBeNull();
});

/** What follows from what was refused, as a worker does it. */
async function runFollowUps(): Promise<void> {
  for (const { id } of await testDb().db.select({ id: jobOutbox.id }).from(jobOutbox)) await runFollowUp(systemCtxFor(), id, false);
}
const inboxOf = async (person: TestPerson) => [
  ...(await wordNotifications(ctxFor(person), (await listNotifications(ctxFor(person))).rows)).values(),
];

test("LMS-13: what the scanner refuses late is told to whoever added it, once, with what to do; its texts say so in its place", async () => {
  unreachable();
  const [member, editor] = [await aMember(), await aMember({ roles: ["editor"], secondFactorAt: new Date() })];
  const bad = async (owner: TestPerson, name: string) => {
    const bytes = Buffer.concat([infected(), Buffer.from(name)]);
    const added = await addFile(ctxFor(owner), { name, bytes, isDescribed: true });
    if (!added.ok) throw new Error(added.reason);
    return added.file;
  };
  const [inPost, inPage, clean] = [await bad(member, "Rota.pdf"), await bad(editor, "Plan.pdf"), await aPdf(member)];
  const topic = await aTopic({ author: member, body: `Look: [The <rota>](file:${inPost.code}), [ours](file:${clean.code}).` });
  const page = { title: "Plans", summary: "Plans", teaser: "", path: `plans-${inPage.code}`, audience: "open" as const };
  expect(await createPage(ctxFor(editor), { ...page, body: `[The plan](file:${inPage.code})` })).toMatchObject({ ok: true });
  await testDb().db.delete(jobOutbox);

  scanned();
  await settleFiles(systemCtxFor());
  await runFollowUps();
  await settleFiles(systemCtxFor());
  const said = "was removed: a virus scanner found something harmful in it.</em>";
  const { bodyHtml } = await storedPost(topic, 1);
  expect(bodyHtml).toContain(`<em data-file="${inPost.code}">“The &lt;rota&gt;” ${said}`);
  expect(bodyHtml).toContain(`data-file="${clean.code}"`);
  const revisions = await testDb().db.select({ html: contentRevisions.bodyHtml }).from(contentRevisions);
  expect(revisions.filter(({ html }) => html.includes(`<em data-file="${inPage.code}">“The plan” ${said}`))).toHaveLength(1);

  for (const [person, name] of [
    [member, "Rota.pdf"],
    [editor, "Plan.pdf"],
  ] as const) {
    expect(await inboxOf(person)).toEqual([
      {
        before: expect.stringContaining(`harmful in “${name}” that you added. It is deleted.`),
        text: expect.any(String),
        href: "/forum/mine",
      },
    ]);
    const mails = await testDb().db.select().from(messages).where(eq(messages.personId, person.personId));
    expect(mails.map(({ kind, isVeiled }) => [kind, isVeiled])).toEqual([["refused-file-notification", true]]);
  }

  // its row stays as long as the texts say so, whoever renders them anew, and goes with what no text holds; what was told stays
  await sweepFiles(tomorrow());
  expect([await usesOf(inPost.code), await usesOf(inPage.code)]).toEqual([["post"], ["revision"]]);
  await testDb().db.update(forumPosts).set({ rendererVersion: 0 });
  await renderPostsAgain(systemCtxFor());
  expect((await storedPost(topic, 1)).bodyHtml).toBe(bodyHtml);
  await testDb().db.update(forumPosts).set({ bodyHtml: "" });
  await sweepFiles(tomorrow());
  expect(await rowOf(inPost.code)).toBeUndefined();
  expect(await inboxOf(member)).toMatchObject([{ before: expect.stringContaining("harmful in a file that you added") }]);
});

test("what the scanner refuses late loses its bytes as soon as a store that is away is back, though a text says so", async () => {
  const s3 = await anS3();
  const back = storeIn(s3);
  try {
    unreachable();
    const member = await aMember();
    const added = await addFile(ctxFor(member), { name: "a.pdf", bytes: infected(), isDescribed: true });
    if (!added.ok) throw new Error(added.reason);
    const topic = await aTopic({ author: member, body: `[Rota](file:${added.file.code})` });
    scanned();
    // its size and its bytes are had, and nothing after them
    s3.faults = [0, 0, "hang up", "hang up", "hang up"];
    await expect(settleFiles(systemCtxFor())).rejects.toThrow(AwayError);
    expect([s3.objects.size, (await rowOf(added.file.code))?.state]).toEqual([1, "refused"]);
    await runFollowUps();

    await settleFiles(systemCtxFor());
    expect(s3.objects.size).toBe(0);
    expect((await storedPost(topic, 1)).bodyHtml).toContain("“Rota” was removed");
    expect(await usesOf(added.file.code)).toEqual(["post"]);
    s3.asked = [];
    await settleFiles(systemCtxFor());
    expect(s3.asked).toEqual([]);
  } finally {
    back();
    await s3.close();
  }
});

test("a late refusal waits for the text that is being stored with the file, and finds it", async () => {
  unreachable();
  const member = await aMember();
  const added = await addFile(ctxFor(member), { name: "a.pdf", bytes: infected(), isDescribed: true });
  if (!added.ok) throw new Error(added.reason);
  const topic = await aTopic({ author: member, body: "Soon." });
  const { id } = await storedPost(topic, 1);
  scanned();
  let settled: Promise<void> | undefined;
  await inTransaction(ctxFor(member), async (ctx) => {
    const { html, version } = await renderWithFiles(ctx, `[Rota](file:${added.file.code})`);
    settled = settleFiles(systemCtxFor());
    const waiting = () =>
      testDb().db.execute(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(1);
    const text = { bodyMarkdown: `[Rota](file:${added.file.code})`, bodyHtml: html, rendererVersion: version };
    await ctx.db.update(forumPosts).set(text).where(eq(forumPosts.id, id));
  });
  await settled;
  await runFollowUps();
  expect((await storedPost(topic, 1)).bodyHtml).toContain("“Rota” was removed");
});

test("of who is erased meanwhile nobody is told, and a text of theirs that stays says so all the same", async () => {
  unreachable();
  const member = await aMember();
  const added = await addFile(ctxFor(member), { name: "a.pdf", bytes: infected(), isDescribed: true });
  if (!added.ok) throw new Error(added.reason);
  const topic = await aTopic({ author: member, body: `[Rota](file:${added.file.code})` });
  await testDb().db.update(files).set({ ownerId: null }).where(eq(files.code, added.file.code));
  await testDb().db.delete(jobOutbox);

  scanned();
  await settleFiles(systemCtxFor());
  await runFollowUps();
  expect(await inboxOf(member)).toEqual([]);
  expect((await storedPost(topic, 1)).bodyHtml).toContain("“Rota” was removed");
});

test("what the scanner cannot look at stays closed, and holds up none behind it", async () => {
  unreachable();
  const member = await aMember();
  const broken = await addFile(ctxFor(member), { name: "a.pdf", bytes: Buffer.concat([PDF, BROKEN]), isDescribed: true });
  const good = await aPdf(member);

  scanned();
  await settleFiles(systemCtxFor());
  expect(await findFile(ctxFor(member), good.code)).not.toBeNull();
  expect(broken.ok && (await findFile(ctxFor(member), broken.file.code))).toBeNull();
});

test("what is sent again waits a day for its text once more", async () => {
  const member = await aMember();
  const bytes = Buffer.concat([PDF, Buffer.from("%again")]);
  const sent = { name: "a.pdf", bytes, isDescribed: true };
  const first = await addFile(ctxFor(member, later(new Date(), -2 * DAY)), sent);
  const again = await addFile(ctxFor(member), sent);
  await sweepFiles(systemCtxFor());
  if (!first.ok || !again.ok) throw new Error("refused");
  expect(again.file.code).toBe(first.file.code);
  expect(await rowOf(first.file.code)).toBeDefined();
});

test("of who is erased stays what a text of a page holds; what an editor put into a page no post gets, whoever renders it", async () => {
  const editor = await aMember({ roles: ["editor"], secondFactorAt: new Date() });
  const [inPage, idle] = [await aPicture(editor), await aPicture(editor)];
  const text = { title: "Rotas", summary: "Rotas", teaser: "", body: inPage.markdown };
  const page = await createPage(ctxFor(editor), { ...text, path: `rotas-${inPage.code}`, audience: "open" });
  expect(page).toMatchObject({ ok: true });
  expect(await usesOf(inPage.code)).toEqual(["revision"]);
  const other = await aMember({ roles: ["editor"], secondFactorAt: new Date() });
  for (const ctx of [ctxFor(other), systemCtxFor()]) {
    expect((await renderWithFiles(ctx, inPage.markdown)).html).not.toContain("data-file");
    expect((await renderWithFiles(ctx, inPage.markdown, { forPage: true })).html).toContain("data-file");
  }

  await inTransaction(systemCtxFor(), (ctx) => eraseFiles(ctx, [editor.personId]));
  expect(await rowOf(inPage.code)).toMatchObject({ ownerId: null, goneAt: null });
  expect((await rowOf(idle.code))?.goneAt ?? null).not.toBeNull();
});

test("what is gone loses its bytes, then its row, also when it is done twice", async () => {
  const picture = await aPicture(await aMember());
  await testDb().db.update(files).set({ goneAt: new Date() }).where(eq(files.code, picture.code));
  await removeGoneFiles(systemCtxFor());
  await removeGoneFiles(systemCtxFor());
  expect(await rowOf(picture.code)).toBeUndefined();
});
