import { expect, test } from "vitest";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { systemCtxFor } from "../../support/context";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember } from "../../support/people";

const { browserOf } = aForumSite();

/** A member whose topic was replied to, and who was told. */
async function aToldMember() {
  const person = await anAccount();
  const topic = await aTopic({ author: person, title: "Rota software" });
  const { id } = await storedPost(topic, await reply(await aMember({ displayName: "Kath Ormerod" }), topic));
  await notifyReplyRecipients(systemCtxFor(), id);
  return { person, topic };
}

test("a reply is told in words, counted in the header, and leads to the post", async () => {
  const { person, topic } = await aToldMember();

  const html = (await (await browserOf(person)).get("/account/notifications")).html.replaceAll("<!-- -->", "");

  expect(html).toContain(`Kath Ormerod replied in <a href="/forum/topics/${topic.code}#post-2">Rota software</a>`);
  expect(html).toContain('1<span class="nhsuk-u-visually-hidden"> unread</span>');
});

test("B23: what became hidden is not told", async () => {
  const { person } = await aToldMember();
  await revokeGrant(systemCtxFor(), { personId: person.personId, role: "member" });

  const { html } = await (await browserOf(person)).get("/account/notifications");

  expect(html).not.toContain("Rota software");
  expect(html).not.toContain("Kath Ormerod");
});

test("all are marked as read by a button", async () => {
  const { person } = await aToldMember();
  const browser = await browserOf(person);

  const marked = await browser.post("/account/notifications/read", {});

  expect([marked.status, marked.location]).toEqual([303, "/account/notifications"]);
  const { html } = await browser.get("/account/notifications");
  expect(html).toContain("All notifications are marked as read.");
  expect(html).not.toContain(" unread</span>");
  expect(html).not.toContain("Mark all as read");
});

test("replies are told where the member wants it, until they change it", async () => {
  const { person } = await aToldMember();
  const browser = await browserOf(person);
  const ticked = async () =>
    [...(await browser.get("/account/reach")).html.matchAll(/checked="" value="(inbox|mail)"/g)].map(([, value]) => value);
  // each kind that one can choose, and both ways
  expect(await ticked()).toEqual(Array.from({ length: 7 }, () => ["inbox", "mail"]).flat());

  expect((await browser.post("/account/reach", { reply: "mail" })).status).toBe(303);
  expect(await ticked()).toEqual(["mail"]);
  await browser.post("/account/reach", {});
  expect(await ticked()).toEqual([]);
});

test("a cursor that is none gives the first page", async () => {
  const { person } = await aToldMember();

  expect((await (await browserOf(person)).get("/account/notifications?after=x'")).html).toContain("Rota software");
});

test("replies to a topic are one row, which names who replied and leads to the first unread one; opening it marks them all", async () => {
  const person = await anAccount();
  const topic = await aTopic({ author: person, title: "Rota software" });
  const tell = async (displayName: string) => {
    const number = await reply(await aMember({ displayName }), topic);
    await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
    return number;
  };
  const browser = await browserOf(person);
  const inbox = async () => (await browser.get("/account/notifications")).html.replaceAll("<!-- -->", "");
  await tell("Amara Obi");
  await browser.get(`/forum/topics/${topic.code}-rota-software`);
  expect(await inbox()).not.toContain("New · ");

  const first = await tell("Kath Ormerod");
  for (const name of ["Jo Lister", "Kath Ormerod", "Amara Obi"]) await tell(name);
  for (let number = 7; number <= 25; number++) await tell(`Member ${number}`);
  const html = await inbox();
  expect(html).toContain(
    `Member 25, Member 24 and 20 others replied in <a href="/forum/topics/${topic.code}#post-${first}">Rota software</a> (24 posts)`,
  );
  expect(html.match(/New · /g)).toHaveLength(1);

  // the posts on its second page too
  await browser.get(`/forum/topics/${topic.code}-rota-software`);
  expect(await inbox()).not.toContain("New · ");
  expect(await inbox()).not.toContain(" unread</span>");
});

test("what goes on over the end of a page has a row on each, and none is left out", async () => {
  const person = await anAccount();
  const [one, other] = [await aTopic({ author: person, title: "Rota software" }), await aTopic({ author: person, title: "Leases" })];
  const replier = await aMember();
  for (let times = 1; times <= 20; times++)
    for (const topic of [one, other])
      await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(replier, topic))).id);
  const browser = await browserOf(person);
  const countsOf = (html: string) => [...html.matchAll(/<\/a> \((\d+) posts\)/g)].map(([, count]) => Number(count));
  const { html } = await browser.get("/account/notifications");
  expect(countsOf(html.replaceAll("<!-- -->", ""))).toEqual([15, 15]);
  const next = /href="(\/account\/notifications\?after=[^"]+)"/.exec(html)![1]!.replaceAll("&amp;", "&");
  expect(countsOf((await browser.get(next)).html.replaceAll("<!-- -->", ""))).toEqual([5, 5]);
});
