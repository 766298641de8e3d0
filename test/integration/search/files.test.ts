import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { files } from "#db/schema/files";
import { forumPosts } from "#db/schema/forum/posts";
import { publishPage } from "~/features/content/publishing/publish-page.server";
import { settleFiles } from "~/features/files/settle-files.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import type { Actor } from "~/lib/ctx";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aPicture, aTextFile } from "../../support/files";
import { aTopic, reply, storedPost } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

let made = 0;
const aWord = () => `curlew${++made}x${Date.now()}`;
const find = async (actor: Actor | { actor: Actor }, text: string, more?: Parameters<typeof searchFor>[2]) =>
  (await searchFor(ctxFor(actor), text, more)).found.filter(({ kind }) => kind === "file");
const { db } = systemCtxFor();

/** One that search knows, called and saying this word. */
async function aReadFile(owner: Awaited<ReturnType<typeof aMember>>, word: string) {
  const file = await aTextFile(owner, word);
  await settleFiles(systemCtxFor());
  return file;
}

test("a file is found by its name and its words together, and leads to itself and to what shows it", async () => {
  const [word, owner] = [aWord(), await aMember({ fullName: "Curlew Cooper" })];
  const file = await aReadFile(owner, word);
  const topic = await aTopic({ author: owner, title: "Our rota", body: `Here: ${file.markdown}` });

  const [found] = await find(owner, `notes about ${word}`);
  expect(found).toMatchObject({ kind: "file", place: "Our rota", audience: "members", holder: `/forum/topics/${topic.code}#post-1` });
  expect(found!.href).toBe(`/files/${file.code}/${encodeURIComponent(file.name)}`);
  expect(found!.excerpt).toContain("About");
  expect(await find(owner, word, { kind: "topic" })).toEqual([]);
  expect(await find(owner, word, { kind: "file", in: `forum/${topic.category}` })).toHaveLength(1);
  expect(await find(owner, word, { kind: "file", in: "guidance/elsewhere" })).toEqual([]);
  expect(await find(owner, word, { by: "Curlew Cooper", kind: "file" })).toEqual([]);
});

test("B23: a file is found by whoever may read a page or a post that shows it now, and by nobody else", async () => {
  const [word, owner] = [aWord(), await aMember({ groups: ["search-files"] })];
  const file = await aReadFile(owner, word);
  const outsiders = [visitor, await aPerson(), await aMember(), await aPerson({ groups: ["elsewhere"] })];
  const foundBy = async (...readers: (Actor | { actor: Actor })[]) =>
    Promise.all(readers.map(async (reader) => (await find(reader, word)).length));
  // nothing shows it: not even who added it finds it
  expect(await foundBy(owner, ...outsiders)).toEqual([0, 0, 0, 0, 0]);

  await aTopic({ author: owner, audience: { groups: ["search-files"] }, title: "Secret", body: file.markdown });
  expect(await foundBy(owner, ...outsiders)).toEqual([1, 0, 0, 0, 0]);
  const member = await aMember();
  await reply(owner, await aTopic({ author: member, title: "For members" }), `See ${file.markdown}`);
  expect(await foundBy(owner, ...outsiders)).toEqual([1, 0, 0, 1, 0]);
  expect((await find(member, word))[0]!.place).toBe("For members");
  expect((await searchFor(ctxFor(visitor), word)).counts).toEqual([]);
});

test("B23: where the post is hidden, removed or says something else, and where the page goes, its file is found no more", async () => {
  const [word, owner] = [aWord(), await aMember()];
  const file = await aReadFile(owner, word);
  const topic = await aTopic({ author: owner, title: "Files", body: "Below" });
  const number = await reply(owner, topic, `See ${file.markdown}`);
  const count = async () => (await find(await aMember(), word)).length;
  const { id } = await storedPost(topic, number);
  const changed = (post: Partial<typeof forumPosts.$inferInsert>) => db.update(forumPosts).set(post).where(eq(forumPosts.id, id));
  expect(await count()).toBe(1);

  await changed({ hiddenAt: new Date() });
  expect(await count()).toBe(0);
  await changed({ hiddenAt: null });
  expect(await count()).toBe(1);
  await changed({ bodyHtml: "<p>No file any more</p>" });
  expect(await count()).toBe(0);
  const again = await reply(owner, topic, `Again ${file.markdown}`);
  expect(await count()).toBe(1);
  await removePost(ctxFor(owner), { topic: topic.code, number: again, why: "" });
  expect(await count()).toBe(0);

  const editor = await aMember({ roles: ["editor"] });
  const paper = await aReadFile(editor, `${word}page`);
  const path = `guidance/${word}`;
  await publishPage(ctxFor(editor), { path, title: "A page", summary: "S", bodyMarkdown: paper.markdown, audience: "open" });
  expect(await find(visitor, `${word}page`)).toMatchObject([{ place: "A page", holder: `/${path}`, audience: "open" }]);
  await db.update(contentPages).set({ archivedAt: new Date() }).where(eq(contentPages.path, path));
  expect(await find(visitor, `${word}page`)).toEqual([]);
});

test("what waits for a scanner, was refused or is to go is not found, and a picture has no words", async () => {
  const [word, owner] = [aWord(), await aMember()];
  const file = await aReadFile(owner, word);
  const picture = await aPicture(owner, `A ${word} on a wall`);
  await aTopic({ author: owner, title: "All of them", body: `${file.markdown}\n\n${picture.markdown}` });
  expect(await find(owner, word)).toHaveLength(1);

  for (const state of ["waiting", "refused"] as const) {
    await db.update(files).set({ state }).where(eq(files.code, file.code));
    expect(await find(owner, word)).toEqual([]);
  }
  await db.update(files).set({ state: "clean", goneAt: new Date() }).where(eq(files.code, file.code));
  expect(await find(owner, word)).toEqual([]);
});
