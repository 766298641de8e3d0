import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { rateLimits } from "#db/schema/platform";
import { addReason } from "~/features/forum/moderation/reasons.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aPicture } from "../../support/files";
import { formsOf } from "../../support/forms";
import { aCategory, aForumSite, aHeldReply, aPageToComment, aTopic, aWatchedWord, latestModeration, reply } from "../../support/forum";
import { anAccount, type Browser } from "../../support/http";
import { aGroup, aMember } from "../../support/people";

const { visitor, browserOf, aMemberBrowser } = aForumSite();
const aModeratorBrowser = async () => browserOf(await anAccount({ roles: ["moderator"] }));
const plain = (html: string) => html.replaceAll("<!-- -->", "");
const fieldsOf = (html: string, action: RegExp) =>
  Object.fromEntries(
    formsOf(html)
      .find((form) => action.test(form.action))!
      .fields.filter(({ isChosen }) => isChosen)
      .map(({ name, value }) => [name, value]),
  );
const sendReply = async (browser: Browser, topic: { code: string }, body: string, more = {}) => {
  const { html } = await browser.get(`/forum/topics/${topic.code}`);
  return browser.post(`/forum/topics/${topic.code}/replies`, { ...fieldsOf(html, /\/replies$/), body, ...more });
};

beforeEach(() => systemCtxFor().db.delete(rateLimits));

test("a word to think twice about is marked with what was typed kept, and goes through with a tick, also beside a patient's details", async () => {
  const [topic, word, browser] = [await aTopic(), await aWatchedWord("warn"), await aMemberBrowser()];
  const body = `A ${word}, and 943 476 5919`;
  const asked = await sendReply(browser, topic, body);
  expect([asked.status, plain(asked.html).includes(`<mark>${word}</mark>`)]).toEqual([400, true]);
  const told = fieldsOf(asked.html, /\/replies$/);
  expect(told).toMatchObject({ body });

  const heard = formsOf(asked.html)
    .find(({ action }) => action.endsWith("/replies"))!
    .fields.find(({ name }) => name === "heard")!.value;
  const second = await browser.post(`/forum/topics/${topic.code}/replies`, { ...told, heard });
  expect([second.status, plain(second.html).includes("Could this identify a patient?")]).toEqual([400, true]);
  const again = fieldsOf(second.html, /\/replies$/);
  expect(again).toMatchObject({ heard });
  const vouch = formsOf(second.html)
    .find(({ action }) => action.endsWith("/replies"))!
    .fields.find(({ name }) => name === "vouch")!.value;
  expect(await browser.post(`/forum/topics/${topic.code}/replies`, { ...again, vouch })).toMatchObject({ status: 303 });
});

test("a word to refuse is named beside the field, with what was typed", async () => {
  const [topic, word, browser] = [await aTopic(), await aWatchedWord("refuse"), await aMemberBrowser()];
  const { status, html } = await sendReply(browser, topic, `All of it: ${word}.`);

  expect(status).toBe(400);
  expect(plain(html)).toContain(`“${word}” cannot be posted here. Take it out, then send it again`);
  expect(fieldsOf(html, /\/replies$/)).toMatchObject({ body: `All of it: ${word}.` });
});

describe("what waits", () => {
  test("is marked for its writer where they wrote it, and is on no page of anybody else", async () => {
    const category = await aCategory({ audience: "open" });
    const [topic, word] = [await aTopic({ category }), await aWatchedWord("hold")];
    const writer = await anAccount();
    const own = await browserOf(writer);
    const [others, moderator, nobody] = [await aMemberBrowser(), await aModeratorBrowser(), visitor()];
    const page = await aPageToComment({ audience: "open" });
    const before = plain((await nobody.get(`/forum/topics/${topic.code}`)).html);

    const sent = await sendReply(own, topic, `Tamarin zorilla ${word}`);
    expect(sent.location).toMatch(/^\/forum\/held\/[0-9a-z]{10}$/);
    const started = await own.get(`/forum/${category}/new`);
    await own.post(`/forum/${category}/new`, { ...fieldsOf(started.html, /\/new$/), title: `Tamarin zorilla ${word}`, body: "Tamarin" });
    const commented = await own.get(`/${page.path}`);
    await own.post(`/comments/${page.path}`, { ...fieldsOf(commented.html, /^\/comments/), body: `Tamarin zorilla ${word}` });

    const shown = plain((await own.get(sent.location!)).html);
    expect(shown).toContain("Your post waits for a moderator");
    expect(shown).toContain(`Tamarin zorilla ${word}`);
    for (const path of [`/forum/topics/${topic.code}`, `/forum/${category}`, `/${page.path}`, "/forum/held"])
      expect([path, plain((await own.get(path)).html).includes("Waiting for a moderator")]).toEqual([path, true]);

    const surfaces = [
      "/",
      "/forum",
      "/forum/unanswered",
      `/forum/${category}`,
      `/forum/topics/${topic.code}`,
      `/${page.path}`,
      "/search?q=Tamarin",
    ];
    const ofMembers = [
      "/forum/unread",
      "/forum/mine",
      "/forum/held",
      "/account/notifications",
      `/members/${writer.ref}`,
      `/members/${writer.ref}/topics`,
    ];
    for (const [who, browser, paths] of [
      ["visitor", nobody, surfaces],
      ["member", others, [...surfaces, ...ofMembers]],
      ["moderator", moderator, [...surfaces, ...ofMembers]],
    ] as const)
      for (const path of paths) {
        const { html } = await browser.get(path);
        expect([who, path, /zorilla|Waiting for a moderator/.test(html)]).toEqual([who, path, false]);
      }
    expect(plain((await nobody.get(`/forum/topics/${topic.code}`)).html)).toBe(before);
    expect((await others.get(sent.location!)).status).toBe(404);
    expect((await nobody.get(sent.location!)).status).toBe(303);
    const code = sent.location!.split("/").at(-1)!;
    expect((await moderator.get(sent.location!)).location).toBe(`/admin/forum/held/${code}`);
    expect(plain((await moderator.get(`/admin/forum/held/${code}`)).html)).toContain(`Tamarin zorilla ${word}`);
    expect((await others.get(`/admin/forum/held/${code}`)).status).toBe(403);
  });

  test("without its writer's name says to moderators one reason for all, and to its writer the true one", async () => {
    const [topic, writer, word] = [await aTopic({ nameless: true }), await anAccount(), await aWatchedWord("hold")];
    const [own, moderator] = [await browserOf(writer), await aModeratorBrowser()];
    const sent = await sendReply(own, topic, `Quietly ${word}`, { nameless: "yes" });
    const code = sent.location!.split("/").at(-1)!;
    const shown = plain((await moderator.get(`/admin/forum/held/${code}`)).html);
    expect(shown).toContain("First posts, and posts with words that moderators look at first, wait for one.");
    expect(shown).not.toContain("It has words");
    expect(plain((await own.get(`/forum/held/${code}`)).html)).toContain("It has words");
  });

  test("is let through or declined from its page, without script with a reason that is chosen", async () => {
    const [topic, writer] = [await aTopic(), await anAccount()];
    await addReason(ctxFor(await aMember({ roles: ["moderator"] })), "It reads as an advertisement.");
    const [own, moderator] = [await browserOf(writer), await aModeratorBrowser()];
    const [through, declined] = [await aHeldReply(writer, topic, "Yes"), await aHeldReply(writer, topic, "No")];

    expect(plain((await moderator.get("/admin/forum?kind=held")).html)).toContain(`href="/admin/forum/held/${through}"`);
    const done = await moderator.post(`/admin/forum/held/${through}/let-through`, {});
    expect(done.location).toBe("/admin/forum");
    expect((await own.get(`/forum/held/${through}`)).location).toBe(`/forum/topics/${topic.code}/posts/2`);
    const twice = await moderator.post(`/admin/forum/held/${through}/let-through`, {});
    expect(twice.location).toBe("/admin/forum");
    const other = await (await aModeratorBrowser()).post(`/admin/forum/held/${through}/let-through`, {});
    expect([other.status, plain(other.html).includes("This was decided or taken back already.")]).toEqual([400, true]);

    const decline = `/admin/forum/held/${declined}/decline`;
    const without = await moderator.post(decline, { why: "" });
    expect([without.status, plain(without.html).includes("Say why: its writer gets your words")]).toEqual([400, true]);
    // both fields are called alike: nothing typed, one chosen
    const form = formsOf((await moderator.get(`/admin/forum/held/${declined}`)).html).find(({ action }) => action === decline)!;
    expect(form.fields.filter(({ name, value }) => name === "why" && value).map(({ value }) => value)).toContain(
      "It reads as an advertisement.",
    );
    await moderator.post(decline, { why: ["", "It reads as an advertisement."] as never });
    expect(plain((await own.get(`/forum/held/${declined}`)).html)).toContain("It reads as an advertisement.");
    expect((await own.post(`/forum/held/${declined}/appeal`, { appeal: "It is none" })).status).toBe(303);
    const own2 = await moderator.post(decline, { why: "Again" });
    expect([own2.status, plain(own2.html).includes("another moderator decides about the appeal")]).toEqual([400, true]);
  });

  test("is taken back with one press", async () => {
    const [topic, writer] = [await aTopic(), await anAccount()];
    const own = await browserOf(writer);
    const code = await aHeldReply(writer, topic);

    expect((await own.post(`/forum/held/${code}/take-back`, {})).location).toBe("/forum/held");
    expect((await own.get(`/forum/held/${code}`)).status).toBe(404);
    expect(await systemCtxFor().db.$count(forumHeldPosts, eq(forumHeldPosts.code, code))).toBe(0);
  });
});

test("moderators see the pictures of what waits and of what was put aside, which is written down; nobody else does", async () => {
  const writer = await anAccount();
  const [topic, other] = [await aTopic({ audience: "open" }), await aTopic()];
  const [waits, removed, stranger] = [await aPicture(writer), await aPicture(writer), await aPicture(await aMember())];
  await aHeldReply(writer, topic, `${waits.markdown} ![x](file:${stranger.code})`);
  const number = await reply(writer, other, removed.markdown);
  const judge = await anAccount({ roles: ["moderator"] });
  await removePost(ctxFor(judge), { topic: other.code, number, why: "Out" });
  const { code } = await latestModeration(writer);
  const [moderator, member, nobody] = [await browserOf(judge), await aMemberBrowser(), visitor()];
  const srcOf = (html: string, file: string) => new RegExp(`data-file="${file}" src="([^"]+)"`).exec(html)![1]!;

  const act = await moderator.get(`/admin/forum/moderations/${code}`);
  const [held] = await systemCtxFor().db.select().from(forumHeldPosts).where(eq(forumHeldPosts.authorId, writer.personId));
  const page = await moderator.get(`/admin/forum/held/${held!.code}`);
  for (const [file, html] of [
    [removed, act.html],
    [waits, page.html],
  ] as const) {
    const src = srcOf(html, file.code);
    expect((await moderator.get(src)).status).toBe(200);
    for (const browser of [member, nobody]) expect((await browser.get(src)).status).toBe(404);
    const looks = and(eq(auditEntries.action, "moderation.file-opened"), eq(auditEntries.objectId, file.code));
    expect(await systemCtxFor().db.select().from(auditEntries).where(looks)).toMatchObject([
      { actorId: judge.personId, subjectId: writer.personId },
    ]);
    const unbound = await browserOf(await anAccount({ roles: ["moderator"], hasUndertaken: false }));
    expect((await unbound.get(src)).location).toMatch(/^\/account\/undertaking/);
    // whoever names somebody else's file in what waits shows it to nobody
    expect((await moderator.get(src.replace(file.code, stranger.code))).status).toBe(404);
  }
});

test("words are watched for and no more, with the sentence where a word is none", async () => {
  const moderator = await aModeratorBrowser();
  const wrong = await moderator.post("/admin/forum/words", { words: "sc*m", outcome: "hold" });
  expect([wrong.status, plain(wrong.html).includes("with * only at a word’s end")]).toEqual([400, true]);
  expect((await moderator.post("/admin/forum/words", { words: "Scam*", outcome: "hold" })).status).toBe(303);
  await moderator.post("/admin/forum/words", { words: "scam*", outcome: "warn" });
  const { html } = await moderator.get("/admin/forum/words");
  expect([plain(html).includes("“scam*”"), plain(html).includes("“Scam*”")]).toEqual([true, false]);
  const [remove] = formsOf(html).filter(({ action }) => action.endsWith("/remove"));
  expect((await moderator.post(remove!.action, {})).location).toBe("/admin/forum/words");
  expect((await (await aMemberBrowser()).get("/admin/forum/words")).status).toBe(403);
});

test("D-OSA: a visitor's report on a restricted topic answers as one on a topic that is not there, and nothing of it comes back", async () => {
  await aGroup("digital-champions");
  const topic = await aTopic({
    audience: { groups: ["digital-champions"] },
    author: await aMember({ groups: ["digital-champions"] }),
    title: "Secret quoll",
  });
  const nobody = visitor();
  const asked = async (code: string) => {
    const path = `/forum/topics/${code}/posts/1/report`;
    const [shown, sent] = [await nobody.get(path), await nobody.post(path, { reason: "patient-details", details: "Tell me" })];
    return [shown, sent].map(({ status, location, html }) => ({ status, location, html: plain(html).replaceAll(code, "") }));
  };

  const restricted = await asked(topic.code);
  expect(restricted).toEqual(await asked("0000000000"));
  expect(JSON.stringify(restricted)).not.toContain("quoll");
});
