import { eq, isNull } from "drizzle-orm";
import { HOTP, Secret } from "otpauth";
import { beforeAll, expect, test } from "vitest";
import { accounts, sessions } from "#db/schema/accounts";
import { addresses } from "#db/schema/people";
import { rateLimits } from "#db/schema/platform";
import type { SessionData } from "~/features/accounts/sign-in/sessions.server";
import { grant } from "~/features/permissions/grants.server";
import { openRecord } from "~/features/records/open-record.server";
import { LIMITS } from "~/http/forms/limits.server";
import { consume } from "~/lib/rate-limits.server";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { formsOf } from "../../support/forms";
import { aCategory, aTopic, countPosts } from "../../support/forum";
import { anAccount, aSite, type Browser, nextTestCode, PASSWORD, type Site, signIn } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const SUBMISSION = "0192f1c0-0000-7000-8000-000000000001";
const TEXT = "We moved our phones in March.\nAsk me anything & “more” <b>";

test("a reply sent without being signed in comes back after signing in, once, and is posted only then", async () => {
  const { email } = await anAccount();
  const topic = await aTopic();
  const browser = site.browser();

  const refused = await browser.post(`/forum/topics/${topic.code}/replies`, { body: TEXT, submissionId: SUBMISSION });
  expect(refused.status).toBe(303);
  const signInPage = await browser.get(refused.location!);
  expect(signInPage.html).toContain("We have kept what you typed");

  const next = new URL(refused.location!, site.baseUrl).searchParams.get("next")!;
  const entered = await browser.post("/sign-in", { email, password: PASSWORD, next });
  const toTopic = await browser.get(entered.location!);
  const shown = await browser.get(toTopic.location!.split("#")[0]!);
  expect(shown.html).toContain("We moved our phones in March.\nAsk me anything &amp; “more” &lt;b&gt;</textarea>");
  expect(shown.html).toContain("What you typed is still here, this once");
  const unsaved = `data-address="/drafts/typing/forum/topics/${topic.code}/replies" data-unsaved`;
  expect(shown.html).toContain(unsaved);
  expect(await countPosts(topic)).toBe(1);

  const again = await browser.get(toTopic.location!.split("#")[0]!);
  expect(again.html).not.toContain("We moved our phones");
  expect(again.html).not.toContain("What you typed is still here");
  expect(again.html).not.toContain(unsaved);
});

test("staff get their text back after the code", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const category = await aCategory();
  const browser = site.browser();
  const refused = await browser.post(`/forum/${category}/new`, { title: "Phones", body: TEXT, submissionId: SUBMISSION });
  const next = new URL(refused.location!, site.baseUrl).searchParams.get("next")!;

  const first = await browser.post("/sign-in", { email, password: PASSWORD, next });
  await browser.get(first.location!);
  const second = await browser.post("/sign-in/verify", { code: nextTestCode(), next });

  const shown = await browser.get(second.location!);
  expect(shown.status).toBe(200);
  expect(shown.html).toContain('value="Phones"');
  expect(shown.html).toContain("We moved our phones in March.");
});

test.each(["before", "after"])(
  "who signs in %s sending and owes a second factor reads what became of it, and is led back",
  async (when) => {
    const { email, personId } = await anAccount();
    await grant(systemCtxFor(), { personId, role: "newsletter-sender", source: "test" });
    const { code } = await aTopic();
    const browser = site.browser();
    const isIn = when === "before";
    if (isIn) await browser.post("/sign-in", { email, password: PASSWORD });

    const sent = await browser.post(`/forum/topics/${code}/replies`, { body: TEXT, submissionId: SUBMISSION });
    const { next = "" } = paramsOf(sent.location!);
    const entered = isIn ? sent : await browser.post("/sign-in", { email, password: PASSWORD, next });
    const owed = await browser.get(entered.location!);
    const setUpAt = hrefOf(owed.html, "/account/security/set-up");
    const setUp = await browser.get(setUpAt);
    const secret = /key into the app: <code>([A-Z2-7 ]+)/.exec(setUp.html)![1]!.replaceAll(" ", "");
    const codeNow = HOTP.generate({ secret: Secret.fromBase32(secret), counter: Math.floor(Date.now() / 30_000), digits: 6 });
    const done = await browser.post(setUpAt, { code: codeNow });
    const back = await browser.get(hrefOf(done.html, "/forum/"));
    const shown = back.location ? await browser.get(back.location.split("#")[0]!) : back;

    expect(owed.html).toContain("We have kept what you typed");
    expect(done.html).toContain("Your recovery codes");
    expect(shown.html).toContain("We moved our phones in March.\nAsk me anything &amp; “more” &lt;b&gt;</textarea>");
  },
);

const paramsOf = (location: string) => Object.fromEntries(new URL(location, site.baseUrl).searchParams);
/** Where the first link or form whose address begins so leads. */
const hrefOf = (html: string, start: string) =>
  new RegExp(`<main[^]*?"(${start.replaceAll("/", "\\/")}[^"]*)"`).exec(html)![1]!.replaceAll("&amp;", "&");

test("passwords, codes and odd names are not kept", async () => {
  await keptForms();
  const browser = site.browser();
  await browser.post("/account/profile", {
    fullName: "Ada",
    currentPassword: "hush hush hush",
    code: "123456",
    resetToken: "abc",
    __proto__: "x",
    "a[b]": "x",
  });
  expect(await keptForms()).toEqual([{ path: "/account/profile", values: { fullName: "Ada" } }]);
});

test.each([
  ["4-byte characters", "\u{1F600}".repeat(50_000)],
  ["3-byte characters", "語".repeat(100_000)],
  ["what JSON escapes", '"\\'.repeat(50_000)],
  ["line ends", "word\n".repeat(20_000)],
])("a page's whole text comes back, up to its limit in %s", async (_what, body) => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  const refused = await browser.post("/admin/content/new", { title: "Long", summary: "Long", body, audience: "open" });
  const next = new URL(refused.location!, site.baseUrl).searchParams.get("next")!;
  await browser.post("/sign-in", { email, password: PASSWORD, next });
  const entered = await browser.post("/sign-in/verify", { code: nextTestCode(), next });

  const [form] = formsOf((await browser.get(entered.location!.split("#")[0]!)).html).filter(({ action }) => action.startsWith(next));
  expect(form!.fields.find(({ name }) => name === "body")!.value === body).toBe(true);
});

test("where too much was kept for one network, the sign-in page says that nothing was kept, and why", async () => {
  const browser = site.browser();
  const send = () => browser.post("/account/profile", { fullName: "x".repeat(900_000) });
  let sent = await send();
  for (let more = 0; more < 10 && !sent.location!.includes("typed=too-many"); more++) sent = await send();
  await testDb().db.delete(sessions);

  const { html } = await browser.get(sent.location!);
  expect(html).toContain("We could not keep what you typed: too much was sent from here");
  expect(html).not.toContain("We have kept");
  await ownerDb().db.delete(rateLimits);
});

test("where the browser refuses cookies, the sign-in page says that nothing was kept, and why", async () => {
  const browser = site.browser();
  const sent = await browser.post("/account/profile", { fullName: "Ada" });
  browser.cookies.clear();

  const { html } = await browser.get(sent.location!);
  expect(html).toContain("We could not keep what you typed: your browser refuses the cookie");
  expect(html).not.toContain("We have kept");
});

test("a form without anything typed claims nothing", async () => {
  const browser = site.browser();
  const topic = await aTopic();
  const sent = await browser.post(`/forum/topics/${topic.code}/watch`, {});

  expect((await browser.get(sent.location!)).html).not.toContain("what you typed");
});

test("what a script asks for on the side keeps nothing", async () => {
  await keptForms();
  await site.browser().post("/admin/content/preview", { body: "So far" }, { headers: { "Sec-Fetch-Dest": "empty" } });
  expect(await keptForms()).toEqual([]);
});

test("nor where its browser does not say what it is for", async () => {
  await keptForms();
  const sent = await site.browser().post("/admin/content/preview", { body: "So far" }, { headers: { Accept: "*/*" } });
  expect([sent.location!.includes("typed="), await keptForms()]).toEqual([false, []]);
});

test("where the writer's account may not get it back, the sign-in page says that nothing was kept", async () => {
  const person = await anAccount();
  const topic = await aTopic();
  const browser = site.browser();
  await signIn(browser, person.email);
  const page = (await browser.get(`/forum/topics/${topic.code}`)).html;
  const form = formsOf(page).find(({ action }) => action === `/forum/topics/${topic.code}/replies`)!;
  const writer = form.fields.find(({ name }) => name === "writer")!.value;
  await testDb().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, person.personId));

  const sent = await browser.post(form.action, { body: TEXT, submissionId: SUBMISSION, writer });

  const { html } = await browser.get(sent.location!);
  expect(html).toContain("We could not keep what you typed");
  expect(html).not.toContain("We have kept");
});

test.each<[string, { method?: string; headers?: Record<string, string> }]>([
  ["looked at by a program", { method: "HEAD" }],
  ["fetched before anybody opens it", { headers: { "Sec-Purpose": "prefetch;prerender" } }],
])("what was kept is still there where its page was %s", async (_, look) => {
  const { email } = await anAccount();
  const topic = await aTopic();
  const path = `/forum/topics/${topic.code}`;
  const browser = site.browser();
  await browser.post(`${path}/replies`, { body: TEXT, submissionId: SUBMISSION });
  await signIn(browser, email);

  const looked = await browser.send(path, look);

  expect(looked.html).not.toContain("We moved our phones");
  expect((await browser.get(path)).html).toContain("We moved our phones");
});

test("the session that keeps a form belongs to nobody and opens nothing", async () => {
  const browser = site.browser();
  await browser.post("/account/profile", { fullName: "Grace" });

  expect((await browser.get("/account/profile")).status).toBe(303);
  expect((await browser.get("/")).html).not.toContain("Grace");
});

test("two tabs that both meet an ended session lose nothing: each form comes back on its own page", async () => {
  const { email } = await anAccount();
  const [topic, category] = [await aTopic(), await aCategory()];
  const browser = site.browser();
  const other = SUBMISSION.replace(/1$/, "2");
  await browser.post(`/forum/topics/${topic.code}/replies`, { body: "Typed in the first tab", submissionId: SUBMISSION });
  await browser.post(`/forum/${category}/new`, { title: "Typed in the second", body: "tab", submissionId: other });
  await browser.post(`/forum/topics/${topic.code}/replies`, { body: "Typed in the third tab", submissionId: other });
  await browser.post(`/forum/topics/${topic.code}/replies`, { body: "Typed in the third tab, sent twice", submissionId: other });
  await signIn(browser, email);

  const open = async (path: string) => formsOf((await browser.get(path)).html).flatMap(({ fields }) => fields.map(({ value }) => value));
  const address = `/forum/topics/${topic.code}`;
  expect(await open(address)).toContain("Typed in the third tab, sent twice");
  expect(await open(address)).toContain("Typed in the first tab");
  expect((await open(address)).filter((value) => value.startsWith("Typed"))).toEqual([]);
  expect(await open(`/forum/${category}/new`)).toContain("Typed in the second");
});

test("a session keeps the five newest forms, and no heap of text beside the newest", async () => {
  await keptForms();
  const browser = site.browser();
  const send = (name: string, size = 1) => browser.post(`/forum/${name}/new`, { body: "x".repeat(size), submissionId: SUBMISSION });
  for (const name of ["a", "b", "c", "d", "e", "f"]) await send(name);
  expect((await keptForms()).map(({ path }) => path)).toEqual(["f", "e", "d", "c", "b"].map((name) => `/forum/${name}/new`));

  const another = site.browser();
  for (const name of ["a", "b", "c"]) await another.post(`/forum/${name}/new`, { body: "x".repeat(300_000), submissionId: SUBMISSION });
  expect((await keptForms()).map(({ path }) => path)).toEqual(["/forum/c/new", "/forum/b/new"]);
  await ownerDb().db.delete(rateLimits);
});

test("once given back it is gone, also for whoever signs in next", async () => {
  const [ada, bea] = [await anAccount(), await anAccount()];
  const browser = site.browser();
  await browser.post("/account/profile", { fullName: "Typed by Ada" });
  await signIn(browser, ada.email);
  expect((await browser.get("/account/profile")).html).toContain("Typed by Ada");

  await browser.post("/sign-out", {});
  await signIn(browser, bea.email);
  expect((await browser.get("/account/profile")).html).not.toContain("Typed by Ada");
});

test("it waits for its own page, whatever is opened before", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await browser.post("/account/profile", { fullName: "Typed first" });
  await signIn(browser, email);
  expect((await browser.get("/account")).html).not.toContain("What you typed is still here");

  expect((await browser.get("/account/profile")).html).toContain("Typed first");
});

/** A shared desk: somebody's session has run out while they typed, and what they sent is kept. */
async function afterIdling() {
  const ada = await anAccount();
  const browser = site.browser();
  await signIn(browser, ada.email);
  await ownerDb()
    .db.update(sessions)
    .set({ expiresAt: new Date(0) })
    .where(eq(sessions.personId, ada.personId));
  const sent = await browser.post("/account/profile", { fullName: "Typed by Ada" });
  expect(sent.location).toContain("/sign-in?");
  return { ada, browser };
}

test("what was typed while a session ran out comes back to its writer", async () => {
  const { ada, browser } = await afterIdling();
  await signIn(browser, ada.email);
  expect((await browser.get("/account/profile")).html).toContain("Typed by Ada");
});

test("and to nobody else: not to a colleague at the same desk, nor to a third after them", async () => {
  const { ada, browser } = await afterIdling();
  // sent again from the sign-in page's past: still Ada's
  await browser.post("/account/profile", { fullName: "Typed by Ada" });
  const staff = await anAccount({ roles: ["editor"] });
  await signIn(browser, staff.email);
  expect((await browser.get("/account/profile")).html).not.toContain("Typed by Ada");

  await browser.post("/sign-out", {});
  await signIn(browser, ada.email);
  expect((await browser.get("/account/profile")).html).not.toContain("Typed by Ada");
});

/** Somebody's profile page, left open in a tab, with something typed into it. */
async function anOldTab(browser: Browser, fullName = "Typed by Ada") {
  const ada = await anAccount();
  await signIn(browser, ada.email);
  const [form] = formsOf((await browser.get("/account/profile")).html).filter(({ action }) => action === "/account/profile");
  const unseen = form!.fields.filter(({ kind }) => kind === "hidden").map(({ name, value }) => [name, value]);
  return { ada, send: () => browser.post("/account/profile", { ...Object.fromEntries(unseen), fullName }) };
}
const showsTyped = async (browser: Browser) => (await browser.get("/account/profile")).html.includes("Typed by Ada");

test.each<[string, (browser: Browser, ada: string, bea: string) => Promise<unknown>, { ada: boolean; bea: boolean }]>([
  ["signed out on purpose", (browser) => browser.post("/sign-out", {}), { ada: true, bea: false }],
  [
    "signed out, and a colleague signed in and out",
    async (browser, _ada, bea) => {
      await browser.post("/sign-out", {});
      await signIn(browser, bea);
      await browser.post("/sign-out", {});
    },
    { ada: true, bea: false },
  ],
  [
    "signed out, and a colleague signed in and idled",
    async (browser, _ada, bea) => {
      await browser.post("/sign-out", {});
      await signIn(browser, bea);
      await ownerDb()
        .db.update(sessions)
        .set({ expiresAt: new Date(0) });
    },
    { ada: true, bea: false },
  ],
  [
    "signed out, and a colleague gave the password and owes the code",
    async (browser) => {
      await browser.post("/sign-out", {});
      await browser.post("/sign-in", { email: (await anAccount({ roles: ["editor"] })).email, password: PASSWORD });
    },
    { ada: true, bea: false },
  ],
  [
    "closed the account",
    async (browser, ada) => {
      await browser.post("/sign-out", {});
      const [held] = await testDb().db.select().from(addresses).where(eq(addresses.canonical, ada));
      await testDb().db.update(accounts).set({ state: "closed" }).where(eq(accounts.personId, held!.personId));
    },
    { ada: false, bea: false },
  ],
])("what an old tab sends belongs to whom its page was made for, who has %s", async (_what, happen, gets) => {
  for (const who of ["ada", "bea"] as const) {
    const [browser, bea] = [site.browser(), await anAccount()];
    const { ada, send } = await anOldTab(browser);
    await happen(browser, ada.email, bea.email);
    const sent = await send();
    expect(sent.location).toContain("/sign-in?");
    expect((await browser.get(sent.location!)).html.includes("We have kept what you typed")).toBe(gets.ada);

    await signIn(browser, { ada, bea }[who].email);
    expect([who, await showsTyped(browser)]).toEqual([who, gets[who]]);
  }
});

test("and it is stored as theirs, so that copy and erasure find it", async () => {
  const browser = site.browser();
  const { ada, send } = await anOldTab(browser);
  await browser.post("/sign-out", {});
  await send();
  const [row] = await testDb().db.select().from(sessions).where(eq(sessions.typedBy, ada.personId));
  expect(row).toMatchObject({ personId: null, data: { forms: [{ values: { fullName: "Typed by Ada" } }] } });
  expect(JSON.stringify(row!.data)).not.toContain("writer");
});

test("what was given back because there was too much, and is sent again later, is theirs still", async () => {
  const [browser, bea] = [site.browser(), await anAccount()];
  const { ada, send } = await anOldTab(browser);
  await expect(consume({ name: "post", ...LIMITS.post }, ada.personId, LIMITS.post.points + 1)).rejects.toThrow();
  const [again] = formsOf((await send()).html).filter(({ action }) => action === "/account/profile");
  await ownerDb().db.delete(rateLimits);
  await browser.post("/sign-out", {});
  await browser.post("/account/profile", Object.fromEntries(again!.fields.map(({ name, value }) => [name, value])));

  await signIn(browser, bea.email);
  expect(await showsTyped(browser)).toBe(false);
});

test("under a colleague who signed in since, it is sent as nobody's: not done, not kept, no draft of theirs", async () => {
  const [browser, bea] = [site.browser(), await anAccount({ fullName: "Bea" })];
  const { send } = await anOldTab(browser);
  const topic = await aTopic();
  const { location } = await browser.get(`/forum/topics/${topic.code}`);
  const topicPage = await browser.get(location ?? `/forum/topics/${topic.code}`);
  const [form] = formsOf(topicPage.html).filter(({ action }) => action.endsWith("/replies"));
  const unseen = Object.fromEntries(form!.fields.filter(({ kind }) => kind === "hidden").map(({ name, value }) => [name, value]));
  await browser.post("/sign-out", {});
  await signIn(browser, bea.email);

  const refused = await send();
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("Somebody else was signed in here when this page was opened");
  expect(await showsTyped(browser)).toBe(false);
  const reply = await browser.post(`/forum/topics/${topic.code}/replies`, { ...unseen, body: "Typed by Ada" });
  expect([reply.status, reply.html.includes("Typed by Ada"), reply.html.includes("keep-draft")]).toEqual([400, true, false]);
  expect((await browser.post(`/drafts/forum/topics/${topic.code}/replies`, { ...unseen, body: "Typed by Ada" })).status).toBe(400);
  expect((await browser.get("/account/drafts")).html).not.toContain("Typed by Ada");
  // read again by whoever is there now, it is theirs to send
  const [mine] = formsOf(refused.html).filter(({ action }) => action === "/account/profile");
  const again = Object.fromEntries(mine!.fields.filter(({ kind }) => kind === "hidden").map(({ name, value }) => [name, value]));
  expect((await browser.post("/account/profile", { ...again, fullName: "Bea" })).status).toBe(303);
});

test("a mark that was made up is nobody's", async () => {
  const [ada, bea] = [await anAccount(), await anAccount()];
  const browser = site.browser();
  await browser.post("/account/profile", { fullName: "Typed by Ada", writer: `${ada.personId}.AAAAAAAAAAAAAAAAAAAAAA` });
  await signIn(browser, bea.email);
  expect(await showsTyped(browser)).toBe(true);
});

test("what was said of an act is said to whoever did it, and not to who signs in over them", async () => {
  const [ada, bea] = [await anAccount(), await anAccount()];
  const browser = site.browser();
  await signIn(browser, ada.email);
  await browser.post("/account/profile", { fullName: "Ada" });
  await signIn(browser, bea.email);
  expect((await browser.get("/account")).html).not.toContain("Success");

  await browser.post("/account/profile", { fullName: "Bea" });
  expect((await browser.get("/account")).html).toContain("Success");
});

test("a form that waits for password and code outlives the session that runs out meanwhile, for its writer alone", async () => {
  for (const isOther of [false, true]) {
    const admin = await anAccount({ roles: ["administrator"] });
    const [other, browser] = [await anAccount({ roles: ["administrator"] }), site.browser()];
    await signIn(browser, admin.email);
    const member = await anAccount();
    const path = `/admin/members/${member.ref}`;
    for (const { actor } of [admin, other])
      await openRecord(ctxFor({ ...actor, secondFactorAt: new Date() }), member.ref, { purpose: "support", words: "" });
    const mine = eq(sessions.personId, admin.personId);
    await ownerDb()
      .db.update(sessions)
      .set({ steppedUpAt: new Date(0) })
      .where(mine);
    expect((await browser.post(`${path}/erase`, { posts: "delete", reference: "typed by hand" })).location).toContain("/sign-in/confirm");
    await ownerDb()
      .db.update(sessions)
      .set({ expiresAt: new Date(0) })
      .where(mine);

    await signIn(browser, isOther ? other.email : admin.email);
    expect((await browser.get(`${path}/erase`)).html.includes("typed by hand")).toBe(!isOther);
  }
});

test("a reason typed for half an hour is there again once the record is opened anew, as after the undertaking", async () => {
  const officer = await anAccount({ roles: ["contacts-officer"], hasUndertaken: false });
  const browser = site.browser();
  await signIn(browser, officer.email);
  const member = await anAccount();
  const path = `/admin/members/${member.ref}`;

  const first = await browser.post(`${path}/suspend`, { reason: "Typed for a long time" });
  expect((await browser.get(first.location!)).html).toContain("We have kept what you typed");
  const undertaken = await browser.post("/account/undertaking", { agree: "yes", version: "1", next: `${path}/suspend` });
  const asked = await browser.get(undertaken.location!.split("#")[0]!);
  expect(asked.location).toBe(`${path}/open?${new URLSearchParams({ next: `${path}/suspend` })}`);
  expect((await browser.get(asked.location!)).html).toContain("We have kept what you typed");
  const opened = await browser.post(`${path}/open`, { purpose: "support", words: "", next: `${path}/suspend` });
  expect((await browser.get(opened.location!.split("#")[0]!)).html).toContain("Typed for a long time");
});

test("one of several forms with one address: only the one that was sent", async () => {
  const { email, personId } = await anAccount();
  const [browser, others] = [site.browser(), [site.browser(), site.browser()]];
  for (const other of others) await signIn(other, email);
  await signIn(browser, email);
  const before = (await browser.get("/account/sessions")).html;
  const [, second] = [...before.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id!);
  await ownerDb()
    .db.update(sessions)
    .set({ expiresAt: new Date(0) })
    .where(eq(sessions.personId, personId));
  await browser.post("/account/sessions/end", { session: second! });
  for (const one of [...others, browser]) await signIn(one, email);

  const ids = [...(await browser.get("/account/sessions")).html.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain(second);
});

test("what was typed is stored as its writer's before they sign in again, so that copy and erasure find it", async () => {
  const { ada } = await afterIdling();
  const [row] = await testDb().db.select().from(sessions).where(eq(sessions.typedBy, ada.personId));
  expect(row).toMatchObject({ personId: null, data: { forms: [{ values: { fullName: "Typed by Ada" } }] } });
});

/** What anonymous sessions hold now; they are cleared away. */
async function keptForms() {
  const rows = await testDb().db.select({ data: sessions.data }).from(sessions).where(isNull(sessions.personId));
  await testDb().db.delete(sessions).where(isNull(sessions.personId));
  return rows.flatMap(({ data }) => (data as SessionData).forms ?? []);
}
