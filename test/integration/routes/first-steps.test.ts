import { expect, test } from "vitest";
import { aForumSite, aTopic, reply } from "../../support/forum";
import { anAccount } from "../../support/http";

const { browserOf } = aForumSite();

test("first steps stand at home beside what is new in the forum, until they are put away", async () => {
  const member = await anAccount();
  const topic = await aTopic({ author: member, title: "Who answers wombats?" });
  await reply((await aTopic()).author, topic);
  const browser = await browserOf(member);
  const { status, html } = await browser.get("/");
  expect([status, html.includes("First steps"), html.includes("Who answers wombats?"), html.includes("1 new post")]).toEqual([
    200,
    true,
    true,
    true,
  ]);
  expect((await browser.post("/forum/first-steps/put-away", {})).location).toBe("/");
  const after = (await browser.get("/")).html;
  expect([after.includes('<h2 id="first-steps"'), after.includes("Who answers wombats?")]).toEqual([false, true]);
});
