import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rateLimits } from "#db/schema/platform";
import { closeEnquiry } from "~/features/enquiries/change-enquiry.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { LIMITS } from "~/http/forms/limits.server";
import { consume } from "~/lib/rate-limits.server";
import { breakableDatabase } from "../../support/breakable-database";
import { ctxFor, ownerDb } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";
import { formsOf } from "../../support/forms";
import { aTopic, countPosts, reply } from "../../support/forum";
import { type Answer, anAccount, type Browser, enter, type Site, startSite } from "../../support/http";
import { aDecider, anApplication } from "../../support/membership";
import { aNewsletter, aReader, aSentIssue } from "../../support/newsletters";
import { aMember, type TestPerson } from "../../support/people";

const TEXT = "\tWe moved our phones in March.\nAsk me anything & “more” <b>";

let database: Awaited<ReturnType<typeof breakableDatabase>>;
let site: Site;
beforeAll(async () => {
  database = await breakableDatabase(process.env.DATABASE_URL!);
  site = await startSite({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await site.stop();
  database.close();
});

/** The form of the answer that goes where the first one went, as it would be sent. */
function again({ html }: Answer, action: string): Record<string, string> {
  const form = formsOf(html).find((each) => each.action === action);
  return Object.fromEntries((form?.fields ?? []).map(({ name, value }) => [name, value]));
}

async function aWriter(): Promise<{ browser: Browser; personId: string }> {
  const { email, personId } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);
  return { browser, personId };
}

const tooMuch = (limit: "writing" | "post", key: string) =>
  consume({ name: limit, ...LIMITS[limit] }, key, LIMITS[limit].points + 1).catch(() => {});

test.each(["writing", "post"] as const)("a reply beyond the limit “%s” is posted by the button of the page that says so", async (limit) => {
  const [{ browser, personId }, topic] = [await aWriter(), await aTopic()];
  const [path, reply] = [`/forum/topics/${topic.code}/replies`, { body: TEXT, submissionId: uuidv7() }];
  await tooMuch(limit, personId);
  const refused = await browser.post(path, reply);
  expect([refused.status, again(refused, path)]).toEqual([429, reply]);
  expect(refused.html).toContain("What you typed</h2>");
  expect(refused.html).toMatch(/<pre[^>]*>\tWe moved/);

  await ownerDb().db.delete(rateLimits);
  expect((await browser.post(path, again(refused, path))).status).toBe(303);
  expect(await countPosts(topic)).toBe(2);
});

test("a reply that met a fault, or no database, is posted by the button of the page that says so", async () => {
  const [{ browser }, topic] = [await aWriter(), await aTopic()];
  const [path, reply] = [`/forum/topics/${topic.code}/replies`, { body: TEXT, submissionId: uuidv7() }];
  await ownerDb().db.execute(sql`alter table forum_posts rename to broken`);
  const broken = await browser.post(path, reply);
  await ownerDb().db.execute(sql`alter table broken rename to forum_posts`);
  expect([broken.status, again(broken, path)]).toEqual([500, reply]);

  database.cut();
  const down = await browser.post(path, reply);
  database.mend();
  expect([down.status, again(down, path)]).toEqual([503, reply]);
  await expect.poll(async () => (await browser.post(path, again(down, path))).status).toBe(303);
  expect(await countPosts(topic)).toBe(2);
});

test("where sending again would not help, the text can still be copied", async () => {
  const { browser } = await aWriter();
  const gone = await browser.post("/forum/topics/0000000000/replies", { body: TEXT, submissionId: uuidv7() });
  expect([gone.status, again(gone, "/forum/topics/0000000000/replies")]).toEqual([404, {}]);
  expect(gone.html).toContain("We moved our phones in March.\nAsk me anything &amp; “more” &lt;b&gt;</pre>");
});

test.each(["我们三月换了电话系统。", "https://www.england.nhs.uk/gp/investment/gp-contract/", "jane@nhs.net", "Thanks!"])(
  "a text without a space can be copied too: %s",
  async (body) => {
    const { browser } = await aWriter();
    const hidden = { submissionId: uuidv7(), version: "3", next: "/forum/all-of-it", audience: "members" };
    const gone = await browser.post("/forum/topics/0000000000/replies", { body, ...hidden });
    expect([...gone.html.matchAll(/<pre class="pn-source">([^<]*)/g)].map(([, text]) => text)).toEqual([body]);
  },
);

const KEPT = "Typed & “kept” all the same";
const act = async (done: Promise<{ ok: boolean }>) => expect((await done).ok).toBe(true);
const aPost = async (author: TestPerson) => {
  const topic = await aTopic({ author });
  return { topic: topic.code, number: 1, path: `/forum/topics/${topic.code}/posts/1` };
};

/** What happened while somebody typed, and what they send then: where to, with what beside their text, which stands in the field named. */
const MEANWHILE: Record<string, (me: TestPerson) => Promise<{ path: string; field: string; more?: Record<string, string> }>> = {
  "a post’s topic was closed": async (me) => {
    const { topic, path } = await aPost(me);
    await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic);
    return { path: `${path}/edit`, field: "body", more: { basedOn: "2026-11-29T13:00:00.000Z" } };
  },
  "a title’s topic was closed": async (me) => {
    const { topic } = await aPost(me);
    await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic);
    return { path: `/forum/topics/${topic}/title`, field: "title" };
  },
  "a post to report was removed": async () => {
    const author = await aMember();
    const { path, ...address } = await aPost(author);
    await reply(await aMember(), { code: address.topic });
    await act(removePost(ctxFor(author), { ...address, why: "" }));
    return { path: `${path}/report`, field: "details", more: { reason: "other" } };
  },
  "a post to remove was removed": async () => {
    const author = await aMember();
    const { path, ...address } = await aPost(author);
    await reply(await aMember(), { code: address.topic });
    await act(removePost(ctxFor(author), { ...address, why: "" }));
    return { path: `${path}/remove`, field: "why" };
  },
  "an enquiry was closed": async (me) => {
    const { code } = await anEnquiry();
    await closeEnquiry(ctxFor(me), code);
    return { path: `/admin/enquiries/${code}/reply`, field: "body", more: { submissionId: uuidv7(), last: "1" } };
  },
  "an application was declined": async () => {
    const { code } = await anApplication();
    await act(declineApplication(ctxFor(await aDecider()), { code, reason: "No such practice" }));
    return { path: `/admin/applications/${code}/ask`, field: "question", more: { seen: "waiting-0" } };
  },
  "an issue was sent": async () => {
    const letter = await aNewsletter();
    await aReader(letter);
    const { code } = await aSentIssue(letter);
    return { path: `/admin/newsletters/issues/${code}/edit`, field: "body", more: { subject: "A subject", version: "1" } };
  },
};

test.each(Object.entries(MEANWHILE))("what was typed while %s stands in the answer, once", async (_what, meanwhile) => {
  const me = await anAccount({ roles: ["contacts-officer", "newsletter-sender"], secondFactorAt: new Date() });
  const browser = site.browser();
  await enter(browser, me.email);
  const { path, field, more } = await meanwhile(me);
  const { status, html } = await browser.post(path, { [field]: KEPT, ...more });
  expect([status >= 400 && status < 500, html.includes("There is a problem")]).toEqual([true, true]);
  expect(html.match(/Typed &amp; “kept” all the same(?=<\/(pre|textarea)>)/g)).toHaveLength(1);
  expect(html).not.toMatch(/<pre[^>]*>2026/);
});

test("a note that may identify a patient is asked about where its enquiry was closed meanwhile", async () => {
  const me = await anAccount({ roles: ["contacts-officer"], secondFactorAt: new Date() });
  const browser = site.browser();
  await enter(browser, me.email);
  const { code } = await anEnquiry();
  await closeEnquiry(ctxFor(me), code);
  const path = `/admin/enquiries/${code}/note`;
  const asked = await browser.post(path, { note: "Her NHS number is 943 476 5919", submissionId: uuidv7() });
  expect([asked.status, asked.html.includes("Could this identify a patient?")]).toEqual([400, true]);
  expect((await browser.post(path, { ...again(asked, path), note: "Her number is with me", vouch: "" })).status).toBe(303);
});

test("no password or code comes back, nothing from another site, and nothing to a script", async () => {
  const { browser, personId } = await aWriter();
  await tooMuch("post", personId);
  const secret = await browser.post("/account/password", { currentPassword: "hush hush hush", code: "123456", next: "/x" });
  // with its secrets left out it could only be refused, so no button offers it
  expect([secret.status, again(secret, "/account/password"), secret.html.includes("hush hush hush")]).toEqual([429, {}, false]);
  const typed = { body: "Typed by nobody" };
  const foreign = await browser.post("/contact", typed, { headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" } });
  expect([foreign.status, foreign.html.includes("Typed by nobody")]).toEqual([403, false]);
  const script = await browser.post("/forum/preview", typed, { headers: { "Sec-Fetch-Dest": "empty" } });
  expect([script.status, script.html.includes("Typed by nobody")]).toEqual([429, false]);
  await ownerDb().db.delete(rateLimits);
});
