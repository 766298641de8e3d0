import { isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { testDb } from "../../support/context";
import { aCategory, aTopic, countPosts } from "../../support/forum";
import { anAccount, nextTestCode, PASSWORD, type Site, signIn, startSite } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

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
  expect(shown.html).toContain("What you typed is still here");
  expect(await countPosts(topic)).toBe(1);

  const again = await browser.get(toTopic.location!.split("#")[0]!);
  expect(again.html).not.toContain("We moved our phones");
  expect(again.html).not.toContain("What you typed is still here");
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

test("passwords, codes, odd names and what is too long are not kept", async () => {
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

  await site.browser().post("/account/profile", { fullName: "x".repeat(70_000) });
  expect(await keptForms()).toEqual([]);
});

test("the session that keeps a form belongs to nobody and opens nothing", async () => {
  const browser = site.browser();
  await browser.post("/account/profile", { fullName: "Grace" });

  expect((await browser.get("/account/profile")).status).toBe(303);
  expect((await browser.get("/")).html).not.toContain("Grace");
});

test("another person who signs in on that browser later does not get it twice", async () => {
  const [ada, bea] = [await anAccount(), await anAccount()];
  const browser = site.browser();
  await browser.post("/account/profile", { fullName: "Typed by Ada" });
  await signIn(browser, ada.email);
  expect((await browser.get("/account/profile")).html).toContain("Typed by Ada");

  await browser.post("/sign-out", {});
  await signIn(browser, bea.email);
  expect((await browser.get("/account/profile")).html).not.toContain("Typed by Ada");
});

/** What anonymous sessions hold now; they are cleared away. */
async function keptForms() {
  const rows = await testDb().db.select({ data: sessions.data }).from(sessions).where(isNull(sessions.personId));
  await testDb().db.delete(sessions).where(isNull(sessions.personId));
  return rows.flatMap(({ data }) => (data.form ? [data.form] : []));
}
