import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { countMyRecoveryCodes, makeRecoveryCodes } from "~/features/accounts/second-factor/recovery-codes.server";
import { endSession, findSession, keepInSession, type SessionData, startSession } from "~/features/accounts/sign-in/sessions.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { type Answer, anAccount, aSite, signIn } from "../../support/http";

const form = (path: string) => ({ path, values: { body: "Typed" } });
const adding = (path: string) => (data: SessionData) => ({ ...data, forms: [form(path), ...(data.forms ?? [])] });

test("B9: of recovery codes made twice at one moment, one set is good", async () => {
  const person = await anAccount({ roles: ["editor"] });
  await makeRecoveryCodes(ctxFor(person));

  const sets = await Promise.all([makeRecoveryCodes(ctxFor(person)), makeRecoveryCodes(ctxFor(person)), makeRecoveryCodes(ctxFor(person))]);

  expect(sets.map((codes) => codes?.length)).toEqual([8, 8, 8]);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
});

test("two forms kept at one moment are both kept", async () => {
  const ctx = systemCtxFor();
  const { cookie } = await startSession(ctx, { personId: null });
  const { id } = (await findSession(ctx, cookie))!;

  await Promise.all(["/a", "/b", "/c"].map((path) => keepInSession(ctx, id, adding(path))));

  const kept = (await findSession(ctx, cookie))!.data.forms!;
  expect(kept.map(({ path }) => path).sort()).toEqual(["/a", "/b", "/c"]);
});

test("a session that was ended meanwhile keeps nothing more", async () => {
  const ctx = systemCtxFor();
  const { cookie } = await startSession(ctx, { personId: null });
  const { id } = (await findSession(ctx, cookie))!;
  await endSession(ctx, id);

  expect(await keepInSession(ctx, id, adding("/a"))).toEqual({});
});

test("a new password that was stored while another tab signed out is said to be stored", async () => {
  const [site, { email, personId }] = [await aSite(), await anAccount()];
  const browser = site.browser();
  await signIn(browser, email);
  let changing: Promise<Answer> | null = null;
  await testDb().sql.begin(async (sql) => {
    await sql`select 1 from accounts where person_id = ${personId} for update`;
    changing = browser.post("/account/password", { newPassword: "seven striped umbrellas" });
    const waits = () => testDb().sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    while ((await waits()).length === 0) await new Promise((soon) => setTimeout(soon, 20));
    await sql`update sessions set revoked_at = now() - interval '1 second' where person_id = ${personId}`;
  });
  const changed = await changing!;

  expect([changed.status, changed.location]).toEqual([303, "/sign-in?next=%2Faccount"]);
  expect((await browser.get(changed.location!)).html).toContain("Your password is changed. You were signed out, also here: sign in again.");
  expect((await signIn(site.browser(), email, { password: "seven striped umbrellas" })).status).toBe(303);
});

test("who signs in while they are erased is in the way of nobody, and is out", async () => {
  const person = await anAccount();
  const { freezing, cookie } = await inTransaction(systemCtxFor(), async (ctx) => {
    await ctx.db.select().from(accounts).where(eq(accounts.personId, person.personId)).for("share");
    const freezing = freezePerson(systemCtxFor(), person.personId, "keep");
    while (!(await somebodyWaits()));
    return { freezing, ...(await startSession(ctx, { personId: person.personId })) };
  });

  expect(await freezing).toMatchObject({ ok: true });
  expect(await findSession(systemCtxFor(), cookie)).toBeNull();
});
