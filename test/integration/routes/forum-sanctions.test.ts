import { expect, test } from "vitest";
import { liftSanction } from "~/features/forum/sanctions/end-sanction.server";
import { ctxFor } from "../../support/context";
import { aCommentedPage, aForumSite, aReply, aSanction, aTopic, reply } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember } from "../../support/people";

const { visitor, browserOf } = aForumSite();

const LIMITED = /You can read the forum, and report what is wrong, but not write in it until the end of/;
const withoutHead = (html: string) => html.slice(html.indexOf("<main"));

test("where somebody would write stands why they cannot, until when and how to appeal, and what they typed is kept", async () => {
  const member = await anAccount();
  const browser = await browserOf(member);
  const topic = await aTopic();
  const own = await reply(member, topic);
  const page = await aCommentedPage();
  const { code } = await aSanction(member, { reason: "You called two colleagues names." });

  for (const path of [
    `/forum/topics/${topic.code}`,
    `/forum/topics/${topic.code}/posts/${own}/edit`,
    `/forum/${topic.category}/new`,
    `/${page.path}`,
    "/forum",
  ]) {
    const html = withoutHead((await browser.get(path)).html);
    expect(html, path).toMatch(LIMITED);
    expect(html, path).toContain("You called two colleagues names.");
    expect(html, path).toContain(`href="/forum/sanctions/${code}"`);
    expect(html, path).not.toContain("<textarea");
  }
  const refused = await browser.post(`/forum/topics/${topic.code}/replies`, aReply("Words that took an hour"));
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("Words that took an hour");
  expect(refused.html).toMatch(LIMITED);
  const begun = await browser.post(`/forum/${topic.category}/new`, { ...aReply("Another hour"), title: "A topic" });
  expect([begun.status, begun.html.includes("Another hour"), LIMITED.test(begun.html)]).toEqual([400, true, true]);
});

test("a warning is read with one press, and then its member writes again", async () => {
  const member = await anAccount();
  const browser = await browserOf(member);
  const topic = await aTopic();
  const { code } = await aSanction(member, { kind: "warned" });
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain("I have read this");

  expect((await browser.post(`/forum/sanctions/${code}/acknowledge`, {})).location).toBe("/forum");
  expect((await browser.get("/forum")).html).toContain("You can write in the forum again");
  expect((await browser.post(`/forum/topics/${topic.code}/replies`, aReply())).status).toBe(303);

  const again = await aSanction(member, { kind: "warned" });
  await aSanction(member);
  await browser.post(`/forum/sanctions/${again.code}/acknowledge`, {});
  const { html } = await browser.get("/forum");
  expect(html).toContain("What else was decided still holds");
  expect(html).toMatch(LIMITED);
});

test("one sees all that moderators decided about one, a page at a time", async () => {
  const member = await anAccount();
  const first = await aSanction(member);
  for (let more = 0; more < 20; more++) {
    const { code, moderator } = await aSanction(member, { kind: "warned" });
    await liftSanction(ctxFor(moderator), code, { as: "lifted", why: "Enough" });
  }
  const browser = await browserOf(member);
  const { html } = await browser.get(`/members/${member.ref}`);
  expect(html).not.toContain(`/forum/sanctions/${first.code}"`);
  const [, older] = /href="([^"]*\?decided=\w+)"/.exec(html)!;
  expect((await browser.get(older!)).html).toContain(`/forum/sanctions/${first.code}"`);
});

test("who is suspended finds nothing of the forum anywhere, is told why, and uses the rest of the site", async () => {
  const member = await anAccount();
  const browser = await browserOf(member);
  const topic = await aTopic({ audience: "open", title: "Quoll herding", body: "Of quolls" });
  const page = await aCommentedPage({ body: "Quolls here too" });
  await reply(await aMember(), topic);
  const { code } = await aSanction(member, { kind: "suspended", endsAt: null, reason: "Four offers in one evening." });

  for (const path of ["", "/posts/1", "/posts/1/thanks", "/posts/1/report", "/posts/1/history"]) {
    const { status, html } = await browser.get(`/forum/topics/${topic.code}${path}`);
    expect([path, status]).toEqual([path, 403]);
    expect(html).toContain("You are suspended from the forum");
    expect(html).not.toMatch(/quoll/i);
  }
  expect((await browser.get(`/forum/${topic.category}`)).status).toBe(403);
  for (const path of ["/forum", "/forum/unread", "/forum/unanswered", "/forum/mine"]) {
    const { html } = await browser.get(path);
    expect(html, path).toContain("Four offers in one evening.");
    expect(html, path).toContain("until a moderator lifts it");
    expect(html, path).not.toMatch(/quoll/i);
  }
  for (const path of ["/search?q=quoll", "/", `/${page.path}`, `/members/${topic.author.ref}`])
    expect(withoutHead((await browser.get(path)).html).replaceAll(/value="quoll"|“quoll”/g, ""), path).not.toMatch(
      /quolls? (herding|here)|of quolls/i,
    );

  for (const path of ["/account", "/account/newsletters", "/account/privacy/copy", "/account/reach", `/forum/sanctions/${code}`])
    expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
  expect((await browser.post(`/forum/sanctions/${code}/appeal`, { appeal: "It was one" })).location).toBe(`/forum/sanctions/${code}`);
  // what was typed meanwhile is shown again
  for (const [sent, more] of [
    [`/forum/topics/${topic.code}/replies`, {}],
    [`/forum/${topic.category}/new`, { title: "A topic of mine" }],
    [`/comments/${page.path}`, {}],
  ] as const) {
    const refused = await browser.post(sent, { ...aReply("Words that took an hour"), ...more });
    expect([sent, refused.status, refused.html.includes("Words that took an hour")]).toEqual([sent, 403, true]);
  }
  // what is open to the world stays so
  expect((await visitor().get(`/forum/topics/${topic.code}`)).html).toContain("Of quolls");
});

test("a moderator limits a member by form and lifts it; others see nothing of it", async () => {
  const member = await anAccount();
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const staffPath = `/admin/forum/members/${member.ref}`;
  expect((await moderator.get(`/members/${member.ref}`)).html).toContain(`href="${staffPath}"`);
  const endless = await moderator.post(`${staffPath}/sanction`, { kind: "read-only", reason: "Long <words>" });
  expect(endless.status).toBe(400);
  expect(endless.html).toContain("Enter the day until which they can only read");
  expect(endless.html).toContain("Long &lt;words&gt;</textarea>");

  const year = String(new Date().getUTCFullYear() + 1);
  const until = { untilDay: "5", untilMonth: "1", untilYear: year };
  expect((await moderator.post(`${staffPath}/sanction`, { kind: "read-only", reason: "Rude", ...until })).location).toBe(staffPath);
  const note = { note: "Spoke on the telephone", submissionId: crypto.randomUUID() };
  for (let sent = 0; sent < 2; sent++) expect((await moderator.post(`${staffPath}/note`, note)).location).toBe(staffPath);
  const { html } = await moderator.get(staffPath);
  expect(html).toContain("they can read it in their copy of their data");
  expect(html.split("Spoke on the telephone")).toHaveLength(2);
  const [removal] = /\/admin\/forum\/members\/\w+\/notes\/\w+\/remove/.exec(html)!;
  expect((await moderator.post(removal, {})).location).toBe(staffPath);
  expect((await moderator.get(staffPath)).html).not.toContain("Spoke on the telephone");
  const [path] = /\/admin\/forum\/sanctions\/\w+/.exec(html)!;

  const own = await browserOf(member);
  expect((await own.get(`/members/${member.ref}`)).html).toContain("What moderators decided about you");
  const other = await browserOf(await anAccount());
  expect((await other.get(`/members/${member.ref}`)).html).not.toMatch(/Warnings and limits|moderators decided/);
  for (const hidden of [path, staffPath]) expect([hidden, (await other.get(hidden)).status]).toEqual([hidden, 403]);
  expect((await other.get(path.replace("/admin", ""))).status).toBe(404);

  expect((await moderator.post(`${path}/lift`, { as: "lifted", why: "" })).status).toBe(400);
  expect((await moderator.post(`${path}/lift`, { as: "lifted", why: "All is well" })).location).toBe(path);
  expect((await own.get(path.replace("/admin", ""))).html).toContain("All is well");
});
