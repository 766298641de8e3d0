import { expect, test } from "vitest";
import { editPost } from "~/features/forum/edit-post.server";
import { HOUR, later } from "~/lib/dates";
import { ctxFor } from "../../support/context";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";

const { browserOf, aMemberBrowser } = aForumSite();

test("B28: an edit that would overwrite another is refused with both texts", async () => {
  const person = await anAccount();
  const topic = await aTopic({ author: person });
  const browser = await browserOf(person);
  const path = `/forum/topics/${topic.code}/posts/1/edit`;
  await editPost(ctxFor(person), { topic: topic.code, number: 1, body: "From the laptop", why: "", basedOn: "" });

  const clash = await browser.post(path, { body: "From the phone", basedOn: "" });

  expect(clash.status).toBe(409);
  expect(clash.html).toContain("From the phone</textarea>");
  expect(clash.html).toContain("From the laptop</textarea>");
  const basedOn = /name="basedOn" value="([^"]+)"/.exec(clash.html)![1]!;
  expect((await browser.post(path, { body: "From the phone", basedOn })).status).toBe(303);
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("From the phone");
});

test("who may not edit a post is told why and sees no text", async () => {
  const topic = await aTopic({ now: later(new Date(), -25 * HOUR) });
  const browser = await aMemberBrowser();

  const { html } = await browser.get(`/forum/topics/${topic.code}/posts/1/edit`);

  expect(html).toContain("Only its author can edit this post.");
  expect(html).not.toContain("<textarea");
});

test("a post is removed on a page of its own, by its author or with a reason", async () => {
  const author = await anAccount();
  const topic = await aTopic({ author, body: "A patient's name" });
  await reply(author, topic, "Something rude");
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const path = (number: number) => `/forum/topics/${topic.code}/posts/${number}/remove`;

  expect((await (await aMemberBrowser()).get(path(1))).html).toContain("Only its author or a moderator can remove this post.");
  expect((await moderator.post(path(2), {})).html).toContain("Say why you remove somebody else’s post");
  expect((await moderator.post(path(2), { why: "Rude" })).status).toBe(303);
  expect((await (await browserOf(author)).post(path(1), {})).status).toBe(303);

  const { html } = await moderator.get(`/forum/topics/${topic.code}`);
  expect(html).toContain("The post is removed.");
  expect(html).toContain("This post was removed by its author.");
  expect(html).toContain("This post was removed by a moderator.");
  expect(html).not.toContain("A patient");
  expect(html).not.toContain("rude");
});
