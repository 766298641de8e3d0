import { expect, test } from "vitest";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import type { Ctx } from "~/lib/ctx";
import { HOUR, later } from "~/lib/dates";
import { afterGrace, ctxFor, systemCtxFor } from "../../support/context";
import { formsOf } from "../../support/forms";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount, signIn } from "../../support/http";

const { visitor, browserOf, aMemberBrowser } = aForumSite();

test("B28: an edit that would overwrite another is refused with both texts", async () => {
  const person = await anAccount();
  const topic = await aTopic({ author: person });
  const browser = await browserOf(person);
  const path = `/forum/topics/${topic.code}/posts/1/edit`;
  await editPost(ctxFor(person, afterGrace()), { topic: topic.code, number: 1, body: "From the laptop", why: "", basedOn: "" });

  const clash = await browser.post(path, { body: "From the phone", basedOn: "" });

  expect(clash.status).toBe(409);
  expect(clash.html).toContain("From the phone</textarea>");
  expect(clash.html).toContain("From the laptop</textarea>");
  expect((await browser.post(path, fieldsOf(clash.html, path))).status).toBe(303);
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("From the phone");
});

test.each([
  ["posts/1/edit", "body", (by: Ctx, topic: string, body: string) => editPost(by, { topic, number: 1, body, why: "Rude", basedOn: "" })],
  ["title", "title", (by: Ctx, topic: string, title: string) => retitleTopic(by, { topic, title, why: "Rude", basedOn: "" })],
] as const)(
  "B28: what met a conflict at %s and is kept over signing in meets it again: it knows what it was based on",
  async (at, field, change) => {
    const author = await anAccount();
    const topic = await aTopic({ author });
    const browser = await browserOf(author);
    const path = `/forum/topics/${topic.code}/${at}`;
    const opened = fieldsOf((await browser.get(path)).html, path);
    await change(ctxFor(author), topic.code, "From the laptop");
    const met = await browser.post(path, { ...opened, [field]: "From the phone" });
    await browser.post("/sign-out", {});
    const kept = await browser.post(path, fieldsOf(met.html, path));
    expect([met.status, kept.location]).toEqual([409, expect.stringMatching(/^\/sign-in/)]);
    await signIn(browser, author.email);

    const shown = fieldsOf((await browser.get(path)).html, path);
    const again = await browser.post(path, shown);
    expect([shown[field], again.status, again.html.includes("From the laptop")]).toEqual(["From the phone", 409, true]);
    expect((await browser.post(path, fieldsOf(again.html, path))).status).toBe(303);
  },
);

const fieldsOf = (html: string, path: string) =>
  Object.fromEntries(
    formsOf(html)
      .find(({ action }) => action === path)!
      .fields.map(({ name, value }) => [name, value]),
  );

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

test("who is no member any more still takes back what they wrote, and moderates where that is their part", async () => {
  const [author, moderator] = [await anAccount(), await anAccount({ roles: ["moderator"] })];
  const topic = await aTopic({ author, audience: "open" });
  await reply(author, topic);
  const post = (number: number, act: string) => `/forum/topics/${topic.code}/posts/${number}/${act}`;
  for (const { personId } of [author, moderator]) await revokeGrant(systemCtxFor(), { personId, role: "member" });
  const staff = await browserOf(moderator);

  for (const path of [post(1, "remove"), post(1, "edit"), `/forum/topics/${topic.code}/title`])
    expect((await staff.get(path)).status).toBe(200);
  const edited = await staff.post(post(1, "edit"), { body: "Without it", basedOn: "", why: "It named a patient" });
  const retitled = await staff.post(`/forum/topics/${topic.code}/title`, { title: "Without it", basedOn: "", why: "It named a patient" });
  const removed = await staff.post(post(1, "remove"), { why: "It named a patient" });
  expect([edited.status, retitled.status, removed.status]).toEqual([303, 303, 303]);
  expect((await (await browserOf(author)).post(post(2, "remove"), {})).status).toBe(303);
});

test("PMN-16: of an edited post others see that and when it was edited; its author takes the earlier text back on a page of its own", async () => {
  const author = await anAccount();
  const topic = await aTopic({ author, audience: "open", body: "Zyzzyva of 943" });
  const earlier = afterGrace();
  await editPost(ctxFor(author, earlier), { topic: topic.code, number: 1, body: "Without it", why: "", basedOn: "" });
  const history = `/forum/topics/${topic.code}/posts/1/history`;
  const takeBack = `${history}/${earlier.getTime()}/take-back`;

  for (const reader of [visitor(), await aMemberBrowser()]) {
    const { html } = await reader.get(`/forum/topics/${topic.code}`);
    expect([/Edited\s+<time/.test(html.replaceAll("<!-- -->", "")), html.includes("/history"), html.includes("Zyzzyva")]).toEqual([
      true,
      false,
      false,
    ]);
    const answer = await reader.get(history);
    expect([answer.status, answer.html.includes("Zyzzyva")]).toEqual([404, false]);
    expect((await reader.get("/search?q=zyzzyva")).html).not.toContain(topic.code);
  }
  expect((await (await aMemberBrowser()).get(takeBack)).status).toBe(404);

  const browser = await browserOf(author);
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain(`href="${history}"`);
  expect((await browser.get(history)).html).toContain(`href="${takeBack}"`);
  expect((await browser.get(takeBack)).html).toContain("Zyzzyva");
  expect((await browser.post(takeBack, {})).location).toBe(history);

  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  for (const reader of [browser, moderator]) {
    const { html } = await reader.get(history);
    expect([html.includes("Its author took this back."), html.includes("Zyzzyva")]).toEqual([true, false]);
  }
});
