import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { expireSessions, findSession, startSession } from "~/features/accounts/sign-in/sessions.server";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { countQueries, systemCtxFor, testDb } from "../../support/context";
import { anAccount, aSite, type Site, signIn } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const NOW = new Date("2030-01-01T12:00:00Z");

test("a session gives its person with roles and groups in one statement", async () => {
  const { personId } = await anAccount({ fullName: "Ada Marsh", displayName: "Ada", roles: ["moderator"], groups: ["leads"] });
  const { cookie } = await startSession(systemCtxFor(NOW), { personId, device: "Firefox on Linux" });

  let found: Awaited<ReturnType<typeof findSession>> = null;
  const statements = await countQueries(async () => {
    found = await findSession(systemCtxFor(NOW), cookie);
  });

  expect(statements).toHaveLength(1);
  expect(found).toMatchObject({ personId, name: "Ada", hasSecondFactor: true, groups: [expect.any(String)] });
  expect(found!.roles.sort()).toEqual(["member", "moderator"]);
});

test("its use is written at most once a minute", async () => {
  const { email, personId } = await anAccount();
  const browser = site.browser();
  await signIn(browser, email);
  const seen = async () => (await testDb().db.select({ at: sessions.seenAt }).from(sessions).where(eq(sessions.personId, personId)))[0]!.at;
  const first = await seen();
  await browser.get("/account");
  expect(await seen()).toEqual(first);

  await testDb().db.update(sessions).set({ seenAt: sql`seen_at - interval '61 seconds'` }).where(eq(sessions.personId, personId));
  await browser.get("/account");
  expect((await seen()).getTime()).toBeGreaterThanOrEqual(first.getTime());
});

test("one sees one's own sign-ins, ends one of them, and all but this", async () => {
  const { email } = await anAccount();
  const firefox = site.browser({ "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0" });
  const [phone, tablet] = [site.browser({ "User-Agent": "iPhone Safari/604.1" }), site.browser()];
  for (const browser of [firefox, phone, tablet]) await signIn(browser, email, { remember: browser === phone });

  const { html } = await firefox.get("/account/sessions");
  expect(html).toContain("Firefox on Linux");
  expect(html).toContain("Safari on iPhone");
  const ids = [...html.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id!);
  expect(ids).toHaveLength(2);

  const phoneRow = html.slice(html.indexOf("Safari on iPhone"));
  const phoneId = /name="session" value="([^"]+)"/.exec(phoneRow)![1]!;
  await firefox.post("/account/sessions/end", { session: phoneId });
  expect((await phone.get("/account")).status).toBe(303);
  expect(phone.cookies.has("remember")).toBe(false);
  expect((await tablet.get("/account")).status).toBe(200);

  await firefox.post("/account/sessions/end-others", {});
  expect((await tablet.get("/account")).status).toBe(303);
  expect((await firefox.get("/account")).status).toBe(200);
});

test("sessions are deleted a week after their end, those of nobody at once", async () => {
  const { personId } = await anAccount();
  const ctx = systemCtxFor(NOW);
  const { cookie } = await startSession(ctx, { personId });
  await startSession(ctx, { personId: null });
  const left = () =>
    testDb()
      .db.select({ personId: sessions.personId })
      .from(sessions)
      .where(sql`${sessions.createdAt} = ${NOW.toISOString()}::timestamptz`);

  await expireSessions(systemCtxFor(later(NOW, 2 * HOUR + MINUTE)));
  expect(await left()).toContainEqual({ personId });
  expect(await left()).not.toContainEqual({ personId: null });
  expect(await findSession(systemCtxFor(later(NOW, 2 * HOUR + MINUTE)), cookie)).toBeNull();

  await expireSessions(systemCtxFor(later(NOW, 8 * DAY)));
  expect(await left()).not.toContainEqual({ personId });
});
