import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rateLimits } from "#db/schema/platform";
import { LIMITS } from "~/http/forms/limits.server";
import { consume } from "~/lib/rate-limits.server";
import { breakableDatabase } from "../../support/breakable-database";
import { ownerDb } from "../../support/context";
import { formsOf } from "../../support/forms";
import { aTopic, countPosts } from "../../support/forum";
import { type Answer, anAccount, type Browser, enter, type Site, startSite } from "../../support/http";

const TEXT = "We moved our phones in March.\nAsk me anything & “more” <b>";

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
