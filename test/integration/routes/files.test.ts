import { readdir, readlink } from "node:fs/promises";
import { request } from "node:http";
import { setTimeout } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { sendFile } from "~/http/send-file.server";
import { ctxFor, ownerDb, testDb } from "../../support/context";
import { aPdf, aPhoto, aPicture, multipart, PDF } from "../../support/files";
import { formsOf } from "../../support/forms";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount, aSite, type Browser, signIn } from "../../support/http";

const { browserOf, visitor } = aForumSite();
const fieldsOf = (form: ReturnType<typeof formsOf>[number]) =>
  Object.fromEntries(form.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));

async function replyForm(browser: Browser, topic: { code: string }) {
  const { html } = await browser.get(`/forum/topics/${topic.code}`);
  const form = formsOf(html).find(({ action }) => action.endsWith("/replies"))!;
  return { html, form, fields: fieldsOf(form), adds: form.others.find((address) => address.startsWith("/files/add/"))! };
}

const photo = async (name = "Rota.jpg") => ({ name, bytes: await aPhoto({ width: 700, height: 500 }) });

test("without script a picture is added to what was typed, and posted with it", async () => {
  const [topic, member] = [await aTopic(), await anAccount()];
  const browser = await browserOf(member);
  const { fields, adds } = await replyForm(browser, topic);
  const typed = { ...fields, body: "This is *ours*.", alternative: "Our rota [on] the wall" };

  const added = await browser.post(adds, {}, multipart(typed, await photo()));
  expect(added).toMatchObject({ status: 303, location: `/forum/topics/${topic.code}/replies` });
  const { html, form, fields: now } = await replyForm(browser, topic);
  expect(html).toContain("“Rota.webp” is in your text. It is not sent yet.");
  expect(now.body).toMatch(/^This is \*ours\*\.\n\n!\[Our rota on the wall\]\(file:[0-9a-z]{10}\)$/);
  expect(now).toMatchObject({ alternative: "" });

  const posted = await browser.post(form.action, now);
  expect(posted.status).toBe(303);
  const page = await browser.get(`/forum/topics/${topic.code}`);
  const [, src] = /<img data-file="[0-9a-z]{10}" src="([^"]+)"/.exec(page.html)!;
  expect(page.html).toMatch(/alt="Our rota on the wall" width="500" height="700" loading="lazy"/);
  expect(await browser.get(src!)).toMatchObject({ status: 200 });
});

test.each<[string, Record<string, string>, { name: string; bytes: Buffer } | undefined, RegExp]>([
  ["without a file", { alternative: "A rota" }, undefined, /Choose a picture or file\./],
  ["that nobody described", {}, { name: "a.gif", bytes: Buffer.from("GIF89a") }, /Say in a few words what the picture shows/],
  ["of another kind", {}, { name: "a.svg", bytes: Buffer.from("<svg/>") }, /Files of this kind cannot be added/],
  ["that is too large", {}, { name: "a.pdf", bytes: Buffer.concat([PDF, Buffer.alloc(12 * 1024 * 1024)]) }, /larger than 10 MB/],
])("an upload %s comes back with the reason, and what was typed is kept", async (_what, more, file, reason) => {
  const [topic, member] = [await aTopic(), await anAccount()];
  const browser = await browserOf(member);
  const { fields, adds } = await replyForm(browser, topic);

  const refused = await browser.post(adds, {}, multipart({ ...fields, body: "Kept words", ...more }, file));
  expect(refused.status).toBe(400);
  expect(refused.html).toMatch(reason);
  expect((await replyForm(browser, topic)).fields.body).toBe("Kept words");

  const again = formsOf(refused.html).find(({ action }) => action === adds)!;
  const second = await browser.post(again.action, {}, multipart({ ...fieldsOf(again), alternative: "A rota" }, await photo()));
  expect(second.status).toBe(303);
  expect((await replyForm(browser, topic)).fields.body).toMatch(/^Kept words\n\n!\[A rota\]\(file:/);
});

test("a file that was chosen, and not added, is not lost in silence", async () => {
  const [topic, member] = [await aTopic(), await anAccount()];
  const browser = await browserOf(member);
  const { fields, form } = await replyForm(browser, topic);
  const sent = await browser.post(form.action, { ...fields, body: "See the rota", file: "rota.jpg" });

  expect(sent.status).toBe(400);
  expect(sent.html).toContain("You chose “rota.jpg”, but did not add it to your text yet.");
  expect(sent.html).toContain("See the rota");
});

test("a script gets what to put into the text, or the reason", async () => {
  const browser = await browserOf(await anAccount());
  const to = `/files/add/typing/forum/topics/${(await aTopic()).code}/replies`;
  const added = await browser.post(to, {}, multipart({ alternative: "A rota" }, await photo()));
  expect(added.html).toMatch(/^<span data-markdown="!\[A rota\]\(file:[0-9a-z]{10}\)">“Rota.webp” is in your text\.<\/span>$/);

  const refused = await browser.post(to, {}, multipart({}, { name: "a.svg", bytes: Buffer.from("<svg/>") }));
  expect(refused.status).toBe(400);
  expect(refused.html).toMatch(/^Files of this kind cannot be added\./);
});

test.each([
  ["a picture", () => photo()],
  ["what is larger than a visitor may send", async () => ({ name: "a.pdf", bytes: Buffer.concat([PDF, Buffer.alloc(3 * 1024 * 1024)]) })],
])("whoever is signed out adds nothing with %s, and finds what was typed after signing in", async (_what, file) => {
  const [topic, member, browser] = [await aTopic(), await anAccount(), visitor()];
  const to = `/files/add/forum/topics/${topic.code}/replies`;
  const sent = multipart({ submissionId: uuidv7(), body: "Kept words" }, await file());
  expect(await browser.post(to, {}, sent)).toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in\?.*typed=kept/) });

  expect((await signIn(browser, member.email)).status).toBe(303);
  expect((await replyForm(browser, topic)).fields.body).toBe("Kept words");
});

/** The beginning of an upload, whose end never comes. */
async function beginUpload(browser: Browser, to: string) {
  const { hostname, port, host, origin } = new URL((await aSite()).baseUrl);
  const { body, headers } = multipart({ body: "Kept words" }, { name: "a.pdf", bytes: PDF });
  const cookie = `session=${browser.cookies.get("session")}`;
  const asked = { ...headers, Host: host, Origin: origin, Cookie: cookie, "Sec-Fetch-Site": "same-origin", "Content-Length": body.length };
  const sent = request({ hostname, port, path: to, method: "POST", headers: asked, agent: false }).on("error", () => {});
  await new Promise<void>((written) => sent.write(body.subarray(0, 20), () => written()));
  return sent;
}

test("an upload that was given up takes nobody’s place, however early it was", async () => {
  const [to, member] = [`/files/add/typing/forum/topics/${(await aTopic()).code}/replies`, await anAccount()];
  const browser = await browserOf(member);
  await ownerDb().db.transaction(async (database) => {
    // they go while it is asked who they are
    await database.execute(sql`lock table sessions`);
    for (let times = 0; times < 5; times++) {
      const sent = await beginUpload(browser, to);
      await setTimeout(50);
      sent.destroy();
    }
    await setTimeout(100);
  });
  await expect.poll(async () => (await browser.post(to, {}, multipart({ alternative: "A rota" }, await photo()))).status).toBe(200);
});

test("who sends one file slowly takes one place, and a second one comes back with what was typed", async () => {
  const [topic, member] = [await aTopic(), await anAccount()];
  const [browser, other] = [await browserOf(member), await browserOf(await anAccount())];
  const to = `/files/add/forum/topics/${topic.code}/replies`;
  const slow = await Promise.all([1, 2, 3, 4, 5].map(() => beginUpload(browser, to)));
  await setTimeout(200);

  const second = await browser.post(to, {}, multipart({ submissionId: uuidv7(), body: "Kept words" }, await photo()));
  expect(second.status).toBe(503);
  expect(second.html).toContain("Kept words</pre>");
  expect((await other.post(to, {}, multipart({ submissionId: uuidv7(), alternative: "A rota" }, await photo()))).status).toBe(303);
  for (const each of slow) each.destroy();
});

test("the texts of a form with a file are no larger than those of a form without", async () => {
  const [topic, browser] = [await aTopic(), await browserOf(await anAccount())];
  const typed = { submissionId: uuidv7(), body: "a".repeat(3 * 1024 * 1024) };
  const sent = await browser.post(`/files/add/forum/topics/${topic.code}/replies`, {}, multipart(typed, await photo()));
  expect(sent.status).toBe(413);
});

const statuses = async (addresses: string[], ...browsers: Browser[]) =>
  Promise.all(
    browsers.map(async (browser) => (await Promise.all(addresses.map((address) => browser.get(address)))).map(({ status }) => status)),
  );

test("B22: a file is had by whoever may read a post that holds it, as it stands now, and by its owner", async () => {
  const [author, member] = [await anAccount(), await anAccount()];
  const [own, other, nobody] = [await browserOf(author), await browserOf(member), visitor()];
  const [picture, pdf] = [await aPicture(author), await aPdf(author)];
  const at = [`/files/${picture.code}/480.webp`, `/files/${picture.code}/400.webp`, `/files/${pdf.code}/${pdf.name}`];
  const all = [at[1]!, at[2]!];
  expect(await statuses(all, own, other, nobody)).toEqual([
    [200, 200],
    [404, 404],
    [404, 404],
  ]);

  const topic = await aTopic({ author, body: `${picture.markdown} and ${pdf.markdown}` });
  expect(await statuses(all, own, other, nobody)).toEqual([
    [200, 200],
    [200, 200],
    [404, 404],
  ]);
  expect((await statuses([at[0]!, `/files/${pdf.code}/other.pdf`, "/files/0000000000/480.webp"], own))[0]).toEqual([404, 404, 404]);

  const address = { topic: topic.code, number: 1 };
  const post = await getPost(ctxFor(author.actor), address);
  await editPost(ctxFor(author.actor), {
    ...address,
    body: picture.markdown,
    basedOn: editVersion(post),
    submissionId: uuidv7(),
    why: "",
  } as never);
  expect(await statuses(all, own, other)).toEqual([
    [200, 200],
    [200, 404],
  ]);

  const open = await aTopic({ author, audience: "open", body: pdf.markdown });
  expect(await statuses(all, nobody)).toEqual([[404, 200]]);
  await removePost(ctxFor(author.actor), { topic: open.code, number: 1, why: "" } as never);
  expect(await statuses(all, nobody, other)).toEqual([
    [404, 404],
    [200, 404],
  ]);
});

test("B22: what a hidden post holds is had by moderators and its author alone", async () => {
  const author = await anAccount();
  const moderator = await anAccount({ roles: ["moderator"] });
  const picture = await aPicture(author);
  const topic = await aTopic({ author, body: picture.markdown });
  const member = await anAccount();
  await reportPost(ctxFor(member.actor), { topic: topic.code, number: 1, reason: "patient-details", details: "" } as never);

  const at = [`/files/${picture.code}/400.webp`];
  expect(await statuses(at, await browserOf(author), await browserOf(moderator), await browserOf(member))).toEqual([[200], [200], [404]]);
  const looks = and(eq(auditEntries.action, "moderation.file-opened"), eq(auditEntries.objectId, picture.code));
  expect(await testDb().db.select().from(auditEntries).where(looks)).toMatchObject([
    { actorId: moderator.personId, subjectId: author.personId },
  ]);
  const unbound = await browserOf(await anAccount({ roles: ["moderator"], hasUndertaken: false }));
  expect((await unbound.get(at[0]!)).location).toMatch(/^\/account\/undertaking/);
});

test("B22: the code of somebody else’s file stays text, and gives nobody the file", async () => {
  const [owner, thief] = [await anAccount(), await anAccount()];
  const picture = await aPicture(owner);
  const topic = await aTopic({ audience: "open" });
  const number = await reply(thief, topic, `${picture.markdown} <img data-file="${picture.code}"> [it](/files/${picture.code}/400.webp)`);

  const { bodyHtml } = await storedPost(topic, number);
  expect(bodyHtml).toContain(`![A rota on a wall](file:${picture.code})`);
  expect(await statuses([`/files/${picture.code}/400.webp`], await browserOf(thief), visitor())).toEqual([[404], [404]]);
});

test("B31: an answer says what it is, is not sniffed, runs nothing, and is kept as long as it may be", async () => {
  const author = await anAccount();
  const [picture, pdf] = [await aPicture(author), await aPdf(author, 'Übersicht "2".pdf')];
  await aTopic({ author, audience: "open", body: `${picture.markdown} ${pdf.markdown}` });
  const image = await visitor().get(`/files/${picture.code}/400.webp`);
  expect(Object.fromEntries(image.headers)).toMatchObject({
    "content-type": "image/webp",
    "content-disposition": expect.stringMatching(/^inline; filename="rota.webp"/),
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=60",
  });
  const browser = await browserOf(author);
  const { headers } = await browser.get(`/files/${pdf.code}/${encodeURIComponent(pdf.name)}`);
  expect(headers.get("Content-Type")).toBe("application/pdf");
  expect(headers.get("Content-Disposition")).toBe(`attachment; filename="_bersicht 2.pdf"; filename*=UTF-8''%C3%9Cbersicht%202.pdf`);
  expect(headers.get("Cache-Control")).toBe("private, no-cache");
  expect(
    (await browser.get(`/files/${pdf.code}/${encodeURIComponent(pdf.name)}`, { headers: { "If-None-Match": headers.get("ETag")! } }))
      .status,
  ).toBe(304);
});

test.each([
  ["bytes=0-3", 206, /^bytes 0-3\//, 4],
  ["bytes=-2", 206, /^bytes \d+-\d+\//, 2],
  ["bytes=10-", 206, /^bytes 10-/, null],
  ["bytes=99999999-", 416, /^bytes \*\//, null],
  ["bytes=0-1,5-6", 200, null, null],
  ["lines=1-2", 200, null, null],
])("a range of %s is answered %i", async (range, status, told, length) => {
  const author = await anAccount();
  const pdf = await aPdf(author);
  const answer = await (await browserOf(author)).get(`/files/${pdf.code}/${pdf.name}`, { headers: { Range: range } });
  expect(answer.status).toBe(status);
  if (told) expect(answer.headers.get("Content-Range")).toMatch(told);
  if (length) expect(answer.html).toHaveLength(length);
});

test.runIf(process.platform === "linux")("who asks for the head of a file alone leaves none open", async () => {
  const pdf = await aPdf(await anAccount());
  const asked = new Request(`http://localhost/files/${pdf.code}/${pdf.name}`, { method: "HEAD" });
  for (let times = 0; times < 5; times++)
    expect(await sendFile(asked, pdf, { part: "file", isOpen: true })).toMatchObject({ status: 200, body: null });
  await setTimeout(50);
  const open = await Promise.all((await readdir("/proc/self/fd")).map((each) => readlink(`/proc/self/fd/${each}`).catch(() => "")));
  expect(open.filter((path) => path.includes(pdf.code))).toEqual([]);
});
