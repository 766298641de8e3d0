import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { saveDetails } from "~/features/people/save-details.server";
import { ctxFor } from "../../support/context";
import { aCommentedPage, aForumSite, aPageToComment, aTopic, comment, countPosts } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember } from "../../support/people";

const { visitor, browserOf, aMemberBrowser } = aForumSite();
const form = (body: string) => ({ body, submissionId: uuidv7() });
const plain = (html: string) => html.replaceAll("<!-- -->", "");

test("PMN-14: a page says who can read a comment before it is posted, and shows it to just those", async () => {
  const open = await aPageToComment();
  const closed = await aPageToComment({ audience: "members", teaser: "For members" });
  const browser = await aMemberBrowser();

  expect((await browser.get(`/${open.path}`)).html).toContain("Everybody can read what you write here, also without signing in.");
  expect((await browser.get(`/${closed.path}`)).html).toContain("All members of the network can read what you write here.");
  for (const page of [open, closed]) {
    const sent = await browser.post(`/comments/${page.path}`, form("Ours took *nine* weeks"));
    expect([sent.status, sent.location]).toEqual([303, `/${page.path}#comment-1`]);
  }

  expect((await visitor().get(`/${open.path}`)).html).toContain("Ours took <em>nine</em> weeks");
  expect((await visitor().get(`/${closed.path}`)).html).not.toContain("nine");
  expect((await (await aMemberBrowser()).get(`/${closed.path}`)).html).toContain("Ours took <em>nine</em> weeks");
});

test("PMN-15: the name that the form shows is the name that is published, as the member chose it", async () => {
  const page = await aPageToComment();
  const person = await anAccount({ fullName: "Katherine Ormerod", displayName: "Kath <b>O</b>" });
  const browser = await browserOf(person);
  const previewOf = (html: string) => /under the name <strong>(.*?)<\/strong>/.exec(plain(html))?.[1];

  const shown = (await browser.get(`/${page.path}`)).html;
  expect(previewOf(shown)).toBe("Kath &lt;b&gt;O&lt;/b&gt;");
  expect(shown).toContain('<a href="/account/profile">Change your display name</a>');
  await browser.post(`/comments/${page.path}`, form("Hello"));

  const { html } = await visitor().get(`/${page.path}`);
  const published = (html: string) => /id="author-1">(.*?)<\/h2>/.exec(plain(html))?.[1];
  expect(published(html)).toBe(previewOf(shown));
  expect(html).not.toContain("Katherine");

  // another name is chosen: the form says it, and so does what was published before
  expect(await saveDetails(ctxFor(person), { personId: person.personId, details: { displayName: "Kath of Leeds" } })).toMatchObject({
    ok: true,
  });
  expect(previewOf((await browser.get(`/${page.path}`)).html)).toBe("Kath of Leeds");
  expect(published((await visitor().get(`/${page.path}`)).html)).toBe("Kath of Leeds");
});

test("PMN-15: the name stands beside every place to write, also after a refusal", async () => {
  const page = await aCommentedPage();
  const topic = await aTopic();
  const browser = await browserOf(await anAccount({ displayName: "Kath Ormerod" }));

  const refused = await browser.post(`/comments/${page.path}`, form(" "));
  expect(refused.status).toBe(400);
  expect(refused.html).toContain('<a href="#body">Write a message</a>');
  for (const path of [`/forum/topics/${topic.code}`, `/forum/${topic.category}/new`])
    expect((await browser.get(path)).html).toContain("<strong>Kath Ormerod</strong>");
  expect(refused.html).toContain("<strong>Kath Ormerod</strong>");
});

test("a visitor's comment waits while they sign in, and stands in the form under the page again", async () => {
  const page = await aPageToComment();
  const browser = visitor();
  const { email } = await anAccount();
  const at = `/comments/${page.path}`;

  const sent = await browser.post(at, form("Ours <took> nine weeks"));
  expect([sent.status, sent.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(at)}&typed=kept`]);
  await browser.post("/sign-in", { email, password: "eleven calm badgers", next: at });
  const back = await browser.get(at);
  expect([back.status, back.location]).toEqual([303, `/${page.path}#comments`]);

  expect((await browser.get(`/${page.path}`)).html).toContain("Ours &lt;took&gt; nine weeks</textarea>");
});

test("comments are edited and removed like posts, and lead back to their page", async () => {
  const person = await anAccount();
  const page = await aCommentedPage({ by: person });
  const browser = await browserOf(person);
  const at = `/forum/topics/${page.topic}/posts/1`;

  expect((await browser.get(`/${page.path}`)).html).toContain(`href="${at}/edit"`);
  expect((await browser.post(`${at}/edit`, { body: "Better", basedOn: "" })).location).toBe(`/${page.path}#comment-1`);
  expect((await browser.post(`${at}/remove`, {})).location).toBe(`/${page.path}#comment-1`);
  expect(plain((await visitor().get(`/${page.path}`)).html)).toContain("This comment was removed by its author.");
  const topic = await visitor().get(`/forum/topics/${page.topic}`);
  expect([topic.status, topic.location]).toEqual([302, `/${page.path}#comments`]);
});

test("comments are watched, closed and paged like topics", async () => {
  const person = await anAccount({ roles: ["moderator"] });
  const page = await aCommentedPage({ by: person });
  const writer = await aMember();
  for (let number = 2; number <= 21; number++) await comment(writer, page, `Number ${number}`);
  const browser = await browserOf(person);

  expect((await browser.get(`/${page.path}`)).html).toContain("You watch these comments");
  await browser.post(`/forum/topics/${page.topic}/unwatch`, {});
  expect((await browser.get(`/${page.path}`)).html).toContain("You are not told of new comments here");
  await browser.post(`/forum/topics/${page.topic}/lock`, {});
  const { html } = await browser.get(`/${page.path}?page=2`);
  expect(html).toContain('id="comment-21"');
  expect(html).not.toContain('id="comment-20"');
  expect(html).toContain("Comments here are closed.");
});

test("B22: a comment on a hidden page is not found, in the words of an absent one", async () => {
  const author = await aMember({ groups: ["secret"] });
  const page = await aCommentedPage({ by: author, audience: { groups: ["secret"] }, body: "A canary" });
  const browser = await aMemberBrowser();
  const comparable = (html: string) => html.replace(/\?next=[^"]*/g, "").replaceAll(page.path, "guidance/nowhere");

  for (const [hidden, absent] of [
    [`/comments/${page.path}`, "/comments/guidance/nowhere"],
    [`/forum/topics/${page.topic}/replies`, "/forum/topics/0000000000/replies"],
  ] as const) {
    const one = await browser.post(hidden, form("Hello"));
    const other = await browser.post(absent, form("Hello"));
    expect([one.status, other.status]).toEqual([404, 404]);
    expect(comparable(one.html).replaceAll(page.topic, "0000000000")).toBe(comparable(other.html));
  }
  expect((await browser.get(`/forum/topics/${page.topic}`)).status).toBe(404);
  expect(await countPosts({ code: page.topic })).toBe(1);
});

test("a page with comments that is made takes few queries, signed out and in", async () => {
  const page = await aCommentedPage();
  const member = await aMemberBrowser();
  const browser = visitor();
  for (const each of [browser, member]) await each.get(`/${page.path}`);

  expect([(await browser.get(`/${page.path}?anew`)).queries, (await member.get(`/${page.path}`)).queries]).toEqual([2, 3]);
});
