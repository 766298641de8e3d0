import { beforeAll, expect, test } from "vitest";
import { unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { requestPreferences } from "~/features/newsletters/subscriptions/request-preferences.server";
import { requestSubscription } from "~/features/newsletters/subscriptions/request-subscription.server";
import { findHolder } from "~/features/people/persons.server";
import { ctxFor } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { type Answer, anAccount, aSite, enter, type Site } from "../../support/http";
import {
  aNewsletter,
  anAddress,
  aReader,
  aSentIssue,
  ledgerOf,
  mailsTo,
  subscriptionOf,
  type TestNewsletter,
  tokenTo,
} from "../../support/newsletters";
import { visitor } from "../../support/people";

let site: Site;
let newsletter: TestNewsletter;
beforeAll(async () => {
  site = await aSite();
  newsletter = await aNewsletter();
});

const ask = (email: string) => requestSubscription(ctxFor(visitor), { email, newsletter: [newsletter.slug] });

/** What somebody outside sees of an answer. */
const face = ({ status, location, html, headers }: Answer) => ({
  status,
  location,
  html,
  headers: [...headers].filter(([name]) => !["date", "x-request-id", "x-query-count"].includes(name)),
});

/** Every link that our mails can carry, each still good. */
async function mailedLinks(): Promise<string[]> {
  const [asked, holds, manages] = [anAddress(), await aReader(newsletter), await aReader(newsletter)];
  const reads = await aReader(newsletter);
  await ask(asked);
  await holdSubscription(ctxFor(visitor), holds.subscriptionId);
  await requestPreferences(ctxFor(visitor), { email: manages.email });
  const cancel = `/newsletters/cancel/${await tokenTo("hold", holds.email)}`;
  const preferences = `/newsletters/preferences/${await tokenTo("manage", manages.email)}`;
  return [
    `/newsletters/confirm/${await tokenTo("subscribe", asked)}`,
    `/newsletters/unsubscribe/${unsubscribeToken("unsubscribe", reads.subscriptionId)}`,
    `/newsletters/one-click/${unsubscribeToken("one-click", reads.subscriptionId)}`,
    cancel,
    `${cancel}/confirm`,
    `${cancel}/keep`,
    preferences,
    `${preferences}/unsubscribe-all`,
    `${preferences}/saved`,
    "/newsletters/manage",
  ];
}

test("B13: a scanner that opens every mailed link changes nothing", async () => {
  const links = await mailedLinks();
  const before = await databaseState();

  for (const method of ["GET", "HEAD"]) {
    for (const link of links) expect([200, 303]).toContain((await site.browser().send(link, { method })).status);
  }

  expect(await databaseState()).toEqual(before);
});

test("E16: no mailed link signs anybody in or sets a cookie", async () => {
  for (const link of await mailedLinks()) {
    const browser = site.browser();
    expect({ link, cookies: (await browser.get(link)).headers.getSetCookie() }).toEqual({ link, cookies: [] });
    expect((await browser.get("/account/newsletters")).location).toMatch(/^\/sign-in/);
  }
});

test("links in mails are kept by no cache", async () => {
  for (const link of (await mailedLinks()).filter((link) => link !== "/newsletters/manage"))
    expect({ link, cache: (await site.browser().get(link)).headers.get("Cache-Control") }).toEqual({ link, cache: "private, no-store" });
});

test("PMN-23: without cookies one subscribes, confirms, leaves and confirms that", async () => {
  const email = anAddress();
  const post = (path: string, fields: Record<string, string> = {}) => site.browser().post(path, fields);

  const asked = await post("/newsletters/subscribe", { email, newsletter: newsletter.slug });
  expect([asked.status, asked.location]).toEqual([303, "/newsletters/check-your-email"]);
  const confirmed = await post(`/newsletters/confirm/${await tokenTo("subscribe", email)}`);
  expect([confirmed.status, confirmed.location]).toEqual([303, "/newsletters/confirmed"]);
  const stopped = await post(`/newsletters/unsubscribe/${unsubscribeToken("unsubscribe", await subscriptionIdOf(email))}`);
  expect([stopped.status, stopped.location]).toEqual([303, "/newsletters/stopped"]);
  const ended = await post(`/newsletters/cancel/${await tokenTo("hold", email)}/confirm`);
  expect([ended.status, ended.location]).toEqual([303, "/newsletters/cancelled"]);

  for (const answer of [asked, confirmed, stopped, ended]) expect(answer.headers.getSetCookie()).toEqual([]);
  for (const { location } of [asked, confirmed, stopped, ended]) expect((await site.browser().get(location!)).status).toBe(200);
});

test("B5: subscribing answers alike for a known and an unknown address, statement for statement", async () => {
  const known = await aReader(newsletter);
  await site.browser().post("/newsletters/subscribe", { email: anAddress(), newsletter: newsletter.slug });

  const [first, second] = [
    await site.browser().post("/newsletters/subscribe", { email: known.email, newsletter: newsletter.slug }),
    await site.browser().post("/newsletters/subscribe", { email: anAddress(), newsletter: newsletter.slug }),
  ];

  expect(face(second)).toEqual(face(first));
  expect(second.queries).toBe(first.queries);
});

test("B5: subscribing too often answers as the first time", async () => {
  const email = anAddress();
  const first = await site.browser().post("/newsletters/subscribe", { email, newsletter: newsletter.slug });
  const again = await site.browser().post("/newsletters/subscribe", { email, newsletter: newsletter.slug });

  expect(face(again)).toEqual(face(first));
  expect(await mailsTo(email)).toHaveLength(1);
});

test("B5: asking for one's preferences answers alike for a known and an unknown address, statement for statement", async () => {
  const known = await aReader(newsletter);
  await site.browser().post("/newsletters/manage", { email: anAddress() });

  const first = await site.browser().post("/newsletters/manage", { email: known.email });
  const second = await site.browser().post("/newsletters/manage", { email: anAddress() });

  expect(first.location).toBe("/newsletters/link-sent");
  expect(face(second)).toEqual(face(first));
  expect(second.queries).toBe(first.queries);
});

test("a wrong address comes back with what was typed, and nothing is sent", async () => {
  const answer = await site.browser().post("/newsletters/subscribe", { email: "not an address", newsletter: newsletter.slug });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("There is a problem");
  expect(answer.html).toContain('value="not an address"');
});

test("subscribing without choosing a newsletter asks to choose one", async () => {
  await aNewsletter();
  const answer = await site.browser().post("/newsletters/subscribe", { email: anAddress() });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("Choose at least one newsletter");
});

const ONE_CLICK = { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "List-Unsubscribe=One-Click" };

test("E3: one-click takes a post from nowhere, without cookies, and answers 200 without a redirect", async () => {
  const reader = await aReader(newsletter);
  const path = `/newsletters/one-click/${unsubscribeToken("one-click", reader.subscriptionId)}`;

  const answer = await site.browser().send(path, { ...ONE_CLICK, headers: { ...ONE_CLICK.headers, Origin: "https://mail.example" } });

  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "ended" });
});

test("E3: fifty posts at once all answer 200 and leave one record", async () => {
  const reader = await aReader(newsletter);
  const path = `/newsletters/one-click/${unsubscribeToken("one-click", reader.subscriptionId)}`;

  const answers = await Promise.all(Array.from({ length: 50 }, () => site.browser().send(path, ONE_CLICK)));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await ledgerOf(reader.personId, newsletter.listId)).map(({ action }) => action)).toEqual(["given", "withdrawn"]);
});

test("E3: a repeat, a token of nobody and a token that was never ours answer with one and the same page", async () => {
  const reader = await aReader(newsletter);
  const done = `/newsletters/one-click/${unsubscribeToken("one-click", reader.subscriptionId)}`;
  await site.browser().send(done, ONE_CLICK);

  const page = async (path: string) => face(await site.browser().send(path, ONE_CLICK));
  const repeat = await page(done);

  expect(repeat.status).toBe(200);
  expect(repeat.html).toContain("You are not subscribed");
  expect(await page(`/newsletters/one-click/${unsubscribeToken("one-click", "01900000-0000-7000-8000-000000000000")}`)).toEqual(repeat);
  expect(await page("/newsletters/one-click/abc")).toEqual(repeat);
});

test("E3: any other body ends nothing", async () => {
  const reader = await aReader(newsletter);
  const path = `/newsletters/one-click/${unsubscribeToken("one-click", reader.subscriptionId)}`;

  for (const body of ["", "List-Unsubscribe=Two-Clicks", "list-unsubscribe=One-Click"])
    expect((await site.browser().send(path, { ...ONE_CLICK, body })).status).toBe(400);

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("the link in an issue cannot act as one-click, nor the other way round", async () => {
  const reader = await aReader(newsletter);
  const [link, oneClick] = [unsubscribeToken("unsubscribe", reader.subscriptionId), unsubscribeToken("one-click", reader.subscriptionId)];

  await site.browser().send(`/newsletters/one-click/${link}`, ONE_CLICK);
  await site.browser().post(`/newsletters/unsubscribe/${oneClick}`, {});

  expect(await subscriptionOf(reader.personId, newsletter.listId)).toMatchObject({ state: "active" });
});

test("the page behind the unsubscribe link masks the address: the issue may have been forwarded", async () => {
  const reader = await aReader(newsletter);
  const { html } = await site.browser().get(`/newsletters/unsubscribe/${unsubscribeToken("unsubscribe", reader.subscriptionId)}`);

  expect(html).toContain("r•••@test.example");
  expect(html).not.toContain(reader.email);
});

test("a link that was used or is not known any more says so", async () => {
  const reader = await aReader(newsletter);
  const used = await site.browser().get(`/newsletters/confirm/${await tokenTo("subscribe", reader.email)}`);

  expect(used.status).toBe(410);
  expect(used.html).toContain("This link has been used");
  expect((await site.browser().get("/newsletters/confirm/abc")).status).toBe(404);
});

test("PMN-20: a member unticks a newsletter in the account and is told once", async () => {
  const { email, personId } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);
  await browser.post("/account/newsletters", { newsletter: newsletter.slug });
  expect(await subscriptionOf(personId, newsletter.listId)).toMatchObject({ state: "active" });

  const saved = await browser.post("/account/newsletters", { shown: newsletter.slug });

  expect([saved.status, saved.location]).toEqual([303, "/account/newsletters"]);
  expect(await subscriptionOf(personId, newsletter.listId)).toMatchObject({ state: "ended" });
  expect((await browser.get("/account/newsletters")).html).toContain("Your newsletters are saved");
});

test("the public pages take few statements, however many issues there are", async () => {
  const letter = await aNewsletter();
  await aReader(letter);
  for (const subject of ["First", "Second", "Third"]) await aSentIssue(letter, { subject });
  await site.browser().get("/newsletters");

  const queries = async (path: string) => (await site.browser().get(path)).queries;

  expect(await queries("/newsletters")).toBe(2);
  expect(await queries(`/newsletters/${letter.slug}`)).toBe(3);
  expect(await queries(`/newsletters/${letter.slug}/first?anew`)).toBe(1);
});

test("E19: an issue for members asks search engines to keep out", async () => {
  const letter = await aNewsletter({ audience: "members" });
  const { email } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);
  await browser.post("/account/newsletters", { newsletter: letter.slug });
  await aSentIssue(letter);

  expect((await browser.get(`/newsletters/${letter.slug}/quieter-mondays`)).html).toContain('name="robots" content="noindex"');
  expect((await site.browser().get(`/newsletters/${letter.slug}/quieter-mondays`)).status).toBe(404);
});

async function subscriptionIdOf(email: string): Promise<string> {
  const holder = await findHolder(ctxFor(visitor), email);
  return (await subscriptionOf(holder!.personId, newsletter.listId))!.id;
}
