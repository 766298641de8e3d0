import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { subscriptions } from "#db/schema/consents";
import { forumDigests } from "#db/schema/forum/watching";
import { notificationChoices } from "#db/schema/mail/notifications";
import { marketingSlug } from "~/features/consents/marketing-purposes";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aNewsletter } from "../../support/newsletters";
import { aMember } from "../../support/people";

const { browserOf } = aForumSite();
const { db } = systemCtxFor();
const plain = (html: string) => html.replaceAll("<!-- -->", "");
const HERE = "/account/reach";

test("one page shows newsletters, notifications, categories and topics, and a press on it leads back to it", async () => {
  const person = await anAccount();
  const newsletter = await aNewsletter();
  const category = await aCategory({ name: "Premises" });
  const topic = await aTopic({ category, title: "A leaking gutter" });
  await watchCategory(ctxFor(person), category, "first-posts");
  await watchTopic(ctxFor(person), topic.code, "watching");
  const browser = await browserOf(person);
  await browser.post("/account/newsletters", { newsletter: newsletter.slug });

  const html = plain((await browser.get(HERE)).html);
  for (const text of [newsletter.name, "Replies in topics you watch", "Premises", "<strong>New topics</strong>", "A leaking gutter"])
    expect(html).toContain(text);
  expect((await browser.post(`/forum/${category}/watch/mute?from=reach`, {})).location).toBe(HERE);
  expect((await browser.post(`/forum/topics/${topic.code}/mute?from=https://evil.example`, {})).location).toBe(
    `/forum/topics/${topic.code}`,
  );
  expect(plain((await browser.get(HERE)).html)).toContain("You muted this category");
});

test("B23: what one watches and may read no more is not named", async () => {
  const person = await anAccount();
  const category = await aCategory({ name: "Canary category", audience: "members" });
  await watchTopic(ctxFor(person), (await aTopic({ category, title: "A canary topic" })).code, "watching");
  await watchCategory(ctxFor(person), category, "every-post");
  await revokeGrant(systemCtxFor(), { personId: person.personId, role: "member" });
  expect((await (await browserOf(person)).get(HERE)).html.toLowerCase()).not.toContain("canary");
});

test("topics are paged, what was chosen last first, each once; those at normal are left out", async () => {
  const person = await anAccount();
  const category = await aCategory();
  const author = await aMember();
  for (let number = 1; number <= 45; number++) {
    const { code } = await aTopic({ category, author, title: `Watched ${number}` });
    await watchTopic(ctxFor(person), code, number === 45 ? "normal" : number % 2 ? "watching" : "muted");
  }
  const browser = await browserOf(person);
  const seen: string[] = [];
  for (let path: string | undefined = HERE; path; ) {
    const { html } = await browser.get(path);
    seen.push(...[...html.matchAll(/>Watched (\d+)<\/a>/g)].map(([, number]) => number!));
    path = /href="(\/account\/reach\?after=[^"]+)"/.exec(html)?.[1];
  }
  expect(seen).toEqual(Array.from({ length: 44 }, (_, index) => String(44 - index)));
});

test("“Stop all but service messages” ends newsletters and what was agreed to, and leaves notifications to the site", async () => {
  const person = await anAccount();
  const newsletter = await aNewsletter();
  const browser = await browserOf(person);
  await browser.post("/account/newsletters", { newsletter: newsletter.slug });
  await browser.post(`${HERE}/digest`, { every: "daily", hour: "7" });
  await browser.post("/account/contact/choices", { list: marketingSlug("events", "email") });
  await browser.post(HERE, { topic: "mail", answer: "inbox" });
  const active = () => db.$count(subscriptions, and(eq(subscriptions.personId, person.personId), eq(subscriptions.state, "active")));
  expect(await active()).toBe(2);

  expect((await browser.post(`${HERE}/stop-all`, {})).location).toBe(HERE);
  expect(await active()).toBe(0);
  const [digest] = await db.select().from(forumDigests).where(eq(forumDigests.personId, person.personId));
  expect(digest!.nextAt).toBeNull();
  const rows = await db.select().from(notificationChoices).where(eq(notificationChoices.personId, person.personId));
  const choices = Object.fromEntries(rows.map(({ kind, inbox, mail }) => [kind, [inbox, mail]]));
  expect(choices).toMatchObject({ topic: [false, false], answer: [true, false] });
  expect(rows.filter(({ mail }) => mail)).toEqual([]);
  expect(plain((await browser.get(HERE)).html)).toContain("You get none.");
});
