import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { ctxFor } from "../../support/context";
import { aForumSite, aTopic, countPosts, storedPost } from "../../support/forum";
import { anAccount, enter } from "../../support/http";
import { aMember } from "../../support/people";

const { visitor, aMemberBrowser } = aForumSite();

const form = (body: string) => ({ body, submissionId: uuidv7() });

test("a visitor's reply waits while they sign in, and stands in the form again", async () => {
  const topic = await aTopic({ audience: "open" });
  const browser = visitor();
  const { email } = await anAccount();

  const sent = await browser.post(`/forum/topics/${topic.code}/replies`, form("We use the <paper> one"));
  expect([sent.status, sent.location]).toEqual([
    303,
    `/sign-in?next=${encodeURIComponent(`/forum/topics/${topic.code}/replies`)}&typed=kept`,
  ]);
  const signedIn = await browser.post("/sign-in", { email, password: "eleven calm badgers", next: `/forum/topics/${topic.code}/replies` });
  expect(signedIn.location).toBe(`/forum/topics/${topic.code}/replies#kept`);
  const back = await browser.get(signedIn.location!);
  expect([back.status, back.location]).toEqual([303, `/forum/topics/${topic.code}#reply`]);

  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain("We use the &lt;paper&gt; one</textarea>");
  expect(await countPosts(topic)).toBe(1);
});

test("B12: a reply sent from another site is refused", async () => {
  const topic = await aTopic();
  const browser = await aMemberBrowser();

  const sent = await browser.post(`/forum/topics/${topic.code}/replies`, form("Hello"), {
    headers: { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
  });

  expect(sent.status).toBe(403);
  expect(await countPosts(topic)).toBe(1);
});

test("an empty or endless reply comes back with the error and what was typed", async () => {
  const topic = await aTopic();
  const browser = await aMemberBrowser();

  const empty = await browser.post(`/forum/topics/${topic.code}/replies`, form("  "));
  expect(empty.status).toBe(400);
  expect(empty.html).toContain('<a href="#body">Write a message</a>');
  const endless = await browser.post(`/forum/topics/${topic.code}/replies`, form(`${"x".repeat(32_000)} the end`));
  expect(endless.status).toBe(400);
  expect(endless.html).toContain("x the end</textarea>");
  expect(endless.html).toContain("All members of the network can read what you write here.");
  expect(await countPosts(topic)).toBe(1);
});

test("a topic that was closed meanwhile says so and gives the text back", async () => {
  const topic = await aTopic();
  const browser = await aMemberBrowser();
  await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic.code);

  const sent = await browser.post(`/forum/topics/${topic.code}/replies`, form("Too late"));

  expect(sent.status).toBe(400);
  expect(sent.html).toContain("This topic is closed.");
  expect(sent.html).toContain("Too late</textarea>");
});

test("B22: a reply to a hidden topic is not found, in the words of an absent one", async () => {
  const topic = await aTopic({ author: await aMember({ groups: ["secret"] }), audience: { groups: ["secret"] } });
  const browser = await aMemberBrowser();

  const hidden = await browser.post(`/forum/topics/${topic.code}/replies`, form("Hello"));
  const absent = await browser.post("/forum/topics/0000000000/replies", form("Hello"));

  expect([hidden.status, absent.status]).toEqual([404, 404]);
  expect(hidden.html).toBe(absent.html);
});

test("an applicant may not reply where they may read", async () => {
  const topic = await aTopic({ audience: "open" });
  const browser = visitor();
  await enter(browser, (await anAccount({ isMember: false })).email);

  expect((await browser.post(`/forum/topics/${topic.code}/replies`, form("Hello"))).status).toBe(403);
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain("Members can reply.");
});

test("B28: a reply sent twice leads to the same post", async () => {
  const topic = await aTopic();
  const browser = await aMemberBrowser();
  const fields = form("Once is enough");

  const answers = await Promise.all([
    browser.post(`/forum/topics/${topic.code}/replies`, fields),
    browser.post(`/forum/topics/${topic.code}/replies`, fields),
  ]);

  expect(answers.map(({ status, location }) => [status, location])).toEqual(Array(2).fill([303, `/forum/topics/${topic.code}#post-2`]));
  expect(await countPosts(topic)).toBe(2);
});

test("B25: a reply takes its text from the form and nothing else", async () => {
  const topic = await aTopic();
  const other = await aTopic();
  const browser = await aMemberBrowser();

  const sent = await browser.post(`/forum/topics/${topic.code}/replies`, {
    ...form("Only my words"),
    topic: other.code,
    number: "1",
    authorId: topic.author.personId,
    createdAt: "2020-01-01",
    removedBy: "moderator",
    bodyHtml: "<script>x</script>",
    __proto__x: "1",
    "constructor.prototype": "1",
  });

  expect(sent.location).toBe(`/forum/topics/${topic.code}#post-2`);
  const post = await storedPost(topic, 2);
  expect(post).toMatchObject({ bodyHtml: "<p>Only my words</p>", removedBy: null, number: 2 });
  expect(post.authorId).not.toBe(topic.author.personId);
  expect(post.createdAt.getFullYear()).toBeGreaterThan(2020);
  expect(await countPosts(other)).toBe(1);
});
