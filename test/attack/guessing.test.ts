import { desc, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { proofs } from "#db/schema/people";
import { rateLimits } from "#db/schema/platform";
import { createAdmin } from "~/features/accounts/sign-in/create-admin.server";
import { buildProofToken } from "~/features/people/proofs.server";
import { addAddress } from "../support/account";
import { ATTEMPTS, aMemberWithFactor } from "../support/acts";
import { systemCtxFor, testDb } from "../support/context";
import { anAccount, aSite, type Browser, nextTestCode, PASSWORD, type Site, signIn, startSite } from "../support/http";
import { aClaim, anInvitation, CHOSEN } from "../support/membership";
import { anAddress } from "../support/newsletters";

let site: Site;
beforeAll(async () => {
  site = await startSite({ TRUST_PROXY: "1" });
});

const from = (network: number) => site.browser({ "X-Forwarded-For": `203.${network >> 8}.${network & 255}.9` });
const guess = (browser: Browser, email: string, password = "wrong wrong wrong") => browser.post("/sign-in", { email, password });
const passes = async (seconds: number) =>
  testDb()
    .db.update(rateLimits)
    .set({ expire: sql`${rateLimits.expire} - make_interval(secs => ${seconds})` });
const wrongOnes = async (browser: Browser, email: string, count: number) => {
  for (let attempt = 0; attempt < count; attempt++) await guess(browser, email);
};

test("B4: ten wrong passwords slow their sender down to one in fifteen seconds, and say so beside what was typed", async () => {
  const { email } = await anAccount();
  const guesser = from(1);
  await wrongOnes(guesser, email, 11);

  const refused = await guess(guesser, email, PASSWORD);

  expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, expect.toSatisfy((wait) => wait > 0 && wait <= 15)]);
  expect(refused.html).toContain("There were too many wrong passwords, so this one was not looked at.");
  expect(refused.html).toContain(`value="${email}"`);
  expect(refused.verifications).toBe(0);
  await passes(15);
  expect((await guess(guesser, email)).status).toBe(400);
  expect((await guess(guesser, email)).status).toBe(429);
});

test("B4: a header that nobody vouches for moves the sender to no other network", async () => {
  const { email } = await anAccount();
  const alone = await aSite();
  const spoofing = (network: number) => alone.browser({ "X-Forwarded-For": `198.51.${network}.9` });
  for (let network = 0; network < 11; network++) await guess(spoofing(network), email);

  expect((await guess(spoofing(99), email)).status).toBe(429);
});

test("B4: wrong passwords of others do not keep the owner out on a new browser, wherever they come from", async () => {
  const { email } = await anAccount();
  await wrongOnes(from(2), email, 12);
  // the limit of one account from everywhere, which there is none of, would have to be smaller than this
  for (let network = 1000; network < 1052; network++) await guess(from(network), email);

  expect((await signIn(from(3), email)).status).toBe(303);
  expect((await signIn(from(1007), email)).status).toBe(303);
});

test("B4: a browser that the account signed in on before has a count of its own, in the guesser's network too", async () => {
  const { email } = await anAccount();
  const own = from(5);
  expect((await signIn(own, email)).status).toBe(303);
  await own.post("/sign-out", {});
  await wrongOnes(from(5), email, 12);
  expect((await guess(from(5), email, PASSWORD)).status).toBe(429);

  expect((await signIn(own, email)).status).toBe(303);
});

test("B4: the mark of one account is worth nothing for another, and neither is one that was made up", async () => {
  const [thief, victim] = [await anAccount(), await anAccount()];
  const browser = from(6);
  await signIn(browser, thief.email);
  await browser.post("/sign-out", {});
  await wrongOnes(from(6), victim.email, 12);

  expect((await guess(browser, victim.email, PASSWORD)).status).toBe(429);
  browser.cookies.set("known", `${"A".repeat(22)}.${"B".repeat(22)}`);
  expect((await guess(browser, victim.email, PASSWORD)).status).toBe(429);
});

test("B4: whoever chose a new password behind a mailed link is known on that browser", async () => {
  const { email } = await anAccount();
  await wrongOnes(from(12), email, 12);
  const own = from(12);
  await own.post("/forgot-password", { email });
  const [proof] = await testDb().db.select().from(proofs).where(eq(proofs.canonical, email));
  await own.post(`/reset-password/${buildProofToken(proof!)}`, { password: "seven striped umbrellas" });

  expect((await signIn(own, email, { password: "seven striped umbrellas" })).status).toBe(303);
});

test.each<[string, (browser: Browser) => Promise<{ email: string; password: string }>]>([
  [
    "an application",
    async (browser) => {
      const { email, token } = await aClaim();
      await browser.post(`/register/verify/${token}`, { password: CHOSEN });
      return { email, password: CHOSEN };
    },
  ],
  [
    "an invitation",
    async (browser) => {
      const { email, token } = await anInvitation();
      await browser.post(`/invitations/${token}`, { password: CHOSEN });
      return { email, password: CHOSEN };
    },
  ],
  [
    "setting up the site",
    async (browser) => {
      const email = anAddress();
      const made = await createAdmin(systemCtxFor(), email);
      const link = "link" in made ? new URL(made.link).pathname : "";
      await browser.post(link, { fullName: "Wilhelmina Ashdown", password: CHOSEN });
      return { email, password: CHOSEN };
    },
  ],
])("B4: whoever chose the first password behind the link of %s is known on that browser", async (_what, choose) => {
  await testDb().db.delete(rateLimits);
  const own = from(30);
  const { email, password } = await choose(own);
  await wrongOnes(from(30), email, 12);

  expect((await signIn(own, email, { password })).status).toBe(303);
});

test("B4: a browser that only an earlier password was given on is no known one; the one where it was changed is", async () => {
  await testDb().db.delete(rateLimits);
  const { email } = await anAccount();
  const [own, thief] = [from(60), from(61)];
  for (const browser of [own, thief]) await signIn(browser, email);
  expect((await own.post("/account/password", { newPassword: CHOSEN })).status).toBe(303);
  await wrongOnes(from(61), email, 12);
  expect((await guess(thief, email)).status).toBe(429);

  await own.post("/sign-out", {});
  await wrongOnes(from(60), email, 12);
  expect((await signIn(own, email, { password: CHOSEN })).status).toBe(303);
});

test("B4: browsers that one account signed in on count as one where anybody may write", async () => {
  await testDb().db.delete(rateLimits);
  const { email } = await anAccount();
  const counts = async () => Number((await testDb().sql`select count(*) from rate_limits where key like 'search:%'`)[0]!.count);
  for (const network of [41, 42, 43]) {
    const browser = from(network);
    await signIn(browser, email);
    await browser.post("/sign-out", {});
    await browser.get("/search?q=phones");
  }
  expect(await counts()).toBe(1);

  await from(44).get("/search?q=phones");
  expect(await counts()).toBe(2);
});

test("B4: wrong passwords given with a stolen cookie do not use up the owner's", async () => {
  const { email } = await anAccount();
  const own = from(13);
  await signIn(own, email);
  const thief = from(14);
  thief.cookies.set("session", own.cookies.get("session")!);
  for (let attempt = 0; attempt < 11; attempt++) await thief.post("/sign-in/confirm", { password: "wrong wrong wrong" });
  expect((await thief.post("/sign-in/confirm", { password: PASSWORD })).status).toBe(429);

  expect((await own.post("/sign-in/confirm", { password: PASSWORD })).status).toBe(303);
});

test("B4: who tries many accounts from a network that thousands share keeps none of them out", async () => {
  const { email } = await anAccount();
  const guesser = from(7);
  await guess(guesser, "nobody100@elsewhere.example");
  await testDb().db.update(rateLimits).set({ points: 100 }).where(sql`${rateLimits.key} like 'sign-in-network:%'`);
  expect((await guess(guesser, "nobody200@elsewhere.example")).status).toBe(400);
  expect((await guess(guesser, "nobody200@elsewhere.example")).status).toBe(429);

  expect((await signIn(from(7), email)).status).toBe(303);
});

test("B4: right passwords count as nothing", async () => {
  const { email } = await anAccount();
  await testDb().db.delete(rateLimits);

  await signIn(from(8), email);

  const counted = await testDb().db.select({ key: rateLimits.key, points: rateLimits.points }).from(rateLimits);
  expect(counted.filter(({ key, points }) => key.startsWith("sign-in") && points > 0)).toEqual([]);
});

test("B4: right passwords count as nothing in a network that many wrong ones came from, either", async () => {
  const { email } = await anAccount();
  await guess(from(15), "nobody300@elsewhere.example");
  await testDb().db.delete(rateLimits).where(sql`${rateLimits.key} like 'sign-in:%'`);
  await testDb().db.update(rateLimits).set({ points: 100 }).where(sql`${rateLimits.key} like 'sign-in-network:%'`);

  expect((await signIn(from(15), email)).status).toBe(303);

  const counted = await testDb().db.select({ key: rateLimits.key, points: rateLimits.points }).from(rateLimits);
  expect(counted.filter(({ key, points }) => /^sign-in(-slowly)?:/.test(key) && points > 0)).toEqual([]);
});

test("B5: two addresses of one account are counted as those of two people are, so nobody learns that they belong together", async () => {
  const person = await anAccount();
  const other = await addAddress(person);
  await wrongOnes(from(16), person.email, 11);

  const answers = [await guess(from(16), other), await guess(from(16), "nobody400@elsewhere.example")];

  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
});

test("B4: wrong codes of whoever knows a password do not keep its owner out on a browser of theirs", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const own = from(9);
  expect((await signIn(own, email)).status).toBe(303);
  await own.post("/sign-out", {});
  const thief = from(10);
  await thief.post("/sign-in", { email, password: PASSWORD });
  for (let attempt = 0; attempt < 10; attempt++) await thief.post("/sign-in/verify", { code: "000000" });
  expect((await thief.post("/sign-in/verify", { code: nextTestCode() })).status).toBe(429);

  expect((await signIn(own, email)).status).toBe(303);
});

test("B4: a browser that gave codes of an earlier app alone is no known one; the one where the app was changed is", async () => {
  await testDb().db.delete(rateLimits);
  const member = await aMemberWithFactor();
  const [own, earlier] = [from(62), from(63)];
  for (const browser of [earlier, own]) await signIn(browser, member.email);
  const { path, fields } = await ATTEMPTS["replace-factor"](member);
  expect((await own.post(path, typeof fields === "function" ? await fields() : fields!)).html).toContain("The new app counts");
  await own.post("/sign-out", {});
  await testDb().db.delete(rateLimits);
  const guessCode = async (browser: Browser) => {
    await browser.post("/sign-in", { email: member.email, password: PASSWORD });
    return (await browser.post("/sign-in/verify", { code: "000000" })).status;
  };
  for (let attempt = 0; attempt < 10; attempt++) await guessCode(from(64));

  expect([await guessCode(earlier), await guessCode(own)]).toEqual([429, 400]);
});

test("B4: nor from moving to another app, signed in", async () => {
  const { email } = await aMemberWithFactor();
  const [own, thief] = [from(17), from(18)];
  await signIn(own, email);
  await thief.post("/sign-in", { email, password: PASSWORD });
  for (let attempt = 0; attempt < 11; attempt++) await thief.post("/sign-in/verify", { code: "000000" });

  expect((await own.post("/account/security/replace", { code: "000000" })).status).toBe(400);
});

test("B4: what a network sends stops neither who is signed in there nor a browser that somebody signed in on", async () => {
  const { email } = await anAccount();
  const own = from(11);
  await signIn(own, email);
  const limited = () => testDb().db.update(rateLimits).set({ points: 1000 }).where(sql`${rateLimits.key} like 'post:%'`);
  await from(11).post("/newsletters/manage", {});
  await limited();
  expect((await from(11).post("/newsletters/manage", {})).status).toBe(429);

  await own.post("/sign-out", {});
  expect((await signIn(own, email)).status).toBe(303);
  expect((await own.post("/account/notifications/read", {})).status).toBe(303);
  expect((await signIn(from(11), email)).status).toBe(303);
  expect((await from(11).post("/forgot-password", { email })).status).toBe(303);
  expect((await from(11).post(`/register/verify/${(await aClaim()).token}`, { password: CHOSEN })).status).toBe(303);
  expect((await from(11).post(`/invitations/${(await anInvitation()).token}`, { password: CHOSEN })).status).toBe(303);
});

test("B4: passwords that one mailed link refuses again and again keep nobody else of that network from joining", async () => {
  await testDb().db.delete(rateLimits);
  const [own, other] = [await aClaim(), await aClaim()];
  const choose = async (token: string, password: string) => (await from(12).post(`/register/verify/${token}`, { password })).status;
  const statuses: number[] = [];
  while (statuses.length < 70 && statuses.at(-1) !== 429) statuses.push(await choose(own.token, "password1234"));

  expect([statuses.length, statuses.at(-1)]).toEqual([21, 429]);
  expect(await choose(other.token, CHOSEN)).toBe(303);
});

test("B4: who asks for link after link slows strangers of their network down to one a minute, and nobody who signed in there before", async () => {
  await testDb().db.delete(rateLimits);
  const { email } = await anAccount();
  const own = from(50);
  await signIn(own, email);
  await own.post("/sign-out", {});
  for (let asked = 0; asked < 21; asked++) await from(50).post("/forgot-password", { email: `nobody${asked}@elsewhere.example` });

  const refused = await from(50).post("/forgot-password", { email });
  expect([refused.status, Number(refused.headers.get("Retry-After"))]).toEqual([429, expect.toSatisfy((wait) => wait > 0 && wait <= 60)]);
  expect((await own.post("/forgot-password", { email })).status).toBe(303);
  await passes(60);
  expect((await from(50).post("/forgot-password", { email })).status).toBe(303);
});

test("B4, B9: who has the mailbox, and resets the password again and again, guesses at no more codes than anybody", async () => {
  const { email } = await aMemberWithFactor();
  let looked = 0;
  for (let round = 0; round < 3; round++) {
    const thief = from(51);
    const password = `seven striped umbrellas ${round}`;
    await thief.post("/forgot-password", { email });
    const [proof] = await testDb().db.select().from(proofs).where(eq(proofs.canonical, email)).orderBy(desc(proofs.createdAt)).limit(1);
    await thief.post(`/reset-password/${buildProofToken(proof!)}`, { password });
    await thief.post("/sign-in", { email, password });
    while ((await thief.post("/sign-in/verify", { code: "000000" })).status === 400) looked++;
  }
  expect(looked).toBe(10);
});
