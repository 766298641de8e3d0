import { eq, like } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { rateLimits } from "#db/schema/platform";
import { askForAddress } from "~/features/accounts/addresses/add-address.server";
import { askForReset } from "~/features/accounts/passwords/ask-for-reset.server";
import { countMyRecoveryCodes, makeRecoveryCodes } from "~/features/accounts/second-factor/recovery-codes.server";
import { endSession, findSession, keepInSession, type SessionData, startSession } from "~/features/accounts/sign-in/sessions.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, ownerDb, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { type Answer, anAccount, aSite, type Browser, nextTestCode, PASSWORD, signIn } from "../../support/http";
import type { TestPerson } from "../../support/people";

const form = (path: string) => ({ path, values: { body: "Typed" } });
const adding = (path: string) => (data: SessionData) => ({ ...data, forms: [form(path), ...(data.forms ?? [])] });

type Sql = Parameters<Parameters<ReturnType<typeof testDb>["sql"]["begin"]>[1]>[0];
/** What was sent waits for the account, which changes before it goes on. */
async function whileHeld(personId: string, send: () => Promise<Answer>, change: (sql: Sql) => Promise<unknown>): Promise<Answer> {
  let sent: Promise<Answer> | null = null;
  await testDb().sql.begin(async (sql) => {
    await sql`select 1 from accounts where person_id = ${personId} for update`;
    sent = send();
    const waits = () => testDb().sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    while ((await waits()).length === 0) await new Promise((soon) => setTimeout(soon, 20));
    await change(sql);
  });
  return sent!;
}

test("B9: of recovery codes made twice at one moment, one set is good", async () => {
  const person = await anAccount({ roles: ["editor"] });
  await makeRecoveryCodes(ctxFor(person));

  const sets = await Promise.all([makeRecoveryCodes(ctxFor(person)), makeRecoveryCodes(ctxFor(person)), makeRecoveryCodes(ctxFor(person))]);

  expect(sets.map((codes) => codes?.length)).toEqual([8, 8, 8]);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
});

test.each<[string, (person: TestPerson) => Promise<unknown>]>([
  ["a new password", ({ email }) => askForReset(systemCtxFor(), email)],
  ["a further address", (person) => askForAddress(ctxFor(person), `more-${person.email}`)],
])("the mail with a link to %s is there from the moment on at which the link works: they commit together", async (_what, ask) => {
  const person = await anAccount();
  await ask(person);

  const committed = await testDb().sql`
    select m.xmin::text = p.xmin::text as together from proofs p left join messages m on m.args ->> 'proofId' = p.id::text
    where p.person_id = ${person.personId}`;
  expect(committed).toEqual([{ together: true }]);
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

test("a new password that was on its way while another tab signed out is not stored, and that is said", async () => {
  const [site, { email, personId }] = [await aSite(), await anAccount()];
  const browser = site.browser();
  await signIn(browser, email);
  const changed = await whileHeld(
    personId,
    () => browser.post("/account/password", { newPassword: "seven striped umbrellas" }),
    (sql) => sql`update sessions set revoked_at = now() - interval '1 second' where person_id = ${personId}`,
  );

  expect([changed.status, changed.location]).toEqual([303, "/sign-in?next=%2Faccount%2Fpassword&ended=yes"]);
  expect((await browser.get(changed.location!)).html).toContain("You were signed out just as you sent this, so it was not done");
  expect((await signIn(site.browser(), email)).status).toBe(303);
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

test("between password and code an account that changes asks for the password again, says why, and spends no code", async () => {
  const [site, person] = [await aSite(), await anAccount({ roles: ["editor"] })];
  const [code] = (await makeRecoveryCodes(ctxFor(person)))!;
  for (const [page, typed] of [
    ["verify", { code: nextTestCode() }],
    ["recovery", { recoveryCode: code! }],
  ] as const) {
    const browser = site.browser();
    await browser.post("/sign-in", { email: person.email, password: PASSWORD });
    await endAllSessions(systemCtxFor(), person.personId);

    const refused = await browser.post(`/sign-in/${page}`, { ...typed, next: "/account" });
    expect([page, refused.status, refused.location]).toEqual([page, 303, "/sign-in?next=%2Faccount"]);
    expect((await browser.get(refused.location!)).html).toContain("your account has changed since");
    expect((await browser.get("/sign-in/verify")).location).toContain("/sign-in?next=");
  }
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
});

test("B4: so does one that changes while the code or the password is looked at, and no guess is counted", async () => {
  const [site, member, person] = [await aSite(), await anAccount(), await anAccount({ roles: ["editor"] })];
  const change = (personId: string) => (sql: Sql) => sql`update accounts set sessions_valid_from = now() where person_id = ${personId}`;
  const [code] = (await makeRecoveryCodes(ctxFor(person)))!;
  const browser = site.browser();
  await browser.post("/sign-in", { email: person.email, password: PASSWORD });

  await testDb().db.delete(rateLimits);
  const withCode = await whileHeld(
    person.personId,
    () => browser.post("/sign-in/recovery", { recoveryCode: code! }),
    change(person.personId),
  );
  expect([withCode.status, withCode.location]).toEqual([303, "/sign-in?next=%2F"]);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
  const counted = await testDb().db.select().from(rateLimits).where(like(rateLimits.key, "second-factor:%"));
  expect(counted.filter(({ points }) => points > 0)).toEqual([]);

  const { email, personId } = member;
  const withPassword = await whileHeld(personId, () => site.browser().post("/sign-in", { email, password: PASSWORD }), change(personId));
  expect(withPassword.status).toBe(400);
  expect(withPassword.html).toContain("Your account was changed at this moment");
  // the password was right all the same
  const entries = await testDb().db.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.subjectId, personId));
  expect(entries.map(({ action }) => action)).toContain("sign-in.password-right");
});

const toBeRemembered = ({ email }: TestPerson) => ({ email, password: PASSWORD, remember: "yes" });

test.each<[string, (person: TestPerson, browsers: Browser[]) => Promise<[path: string, fields: Record<string, string>[]]>]>([
  [
    "again, each in place of a session of its own,",
    async ({ email }, browsers) => {
      for (const browser of browsers) await signIn(browser, email);
      return ["/sign-in", browsers.map(() => ({ email, password: PASSWORD }))];
    },
  ],
  ["for the first time, to be remembered,", async (person, browsers) => ["/sign-in", browsers.map(() => toBeRemembered(person))]],
  [
    "by recovery codes, to be remembered,",
    async (person, browsers) => {
      await testDb().sql`update accounts set totp_secret = 'sealed' where person_id = ${person.personId}`;
      const codes = (await makeRecoveryCodes(ctxFor(person)))!;
      for (const browser of browsers) await browser.post("/sign-in", toBeRemembered(person));
      return ["/sign-in/recovery", browsers.map((_each, index) => ({ recoveryCode: codes[index]! }))];
    },
  ],
])("two browsers that sign in %s at once do not wait for each other", async (_how, prepare) => {
  const [site, person] = [await aSite(), await anAccount()];
  const browsers = [site.browser(), site.browser()];
  const [path, fields] = await prepare(person, browsers);
  let sent: Promise<Answer[]> | null = null;
  await testDb().sql.begin(async (sql) => {
    await sql`select 1 from accounts where person_id = ${person.personId} for update`;
    sent = Promise.all(browsers.map((browser, index) => browser.post(path, fields[index]!)));
    const waiting = () => testDb().sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    while ((await waiting()).length < 2) await new Promise((soon) => setTimeout(soon, 20));
  });

  const [one, other] = (await sent)! as [Answer, Answer];
  expect([one.status, other.status]).toEqual([303, 303]);
  // one that waited for the other and was begun anew asks more
  expect(one.queries).toBe(other.queries);
});

test.each([
  ["is undone", "22000", 9, { status: 500, cookies: [], of: 0 }],
  ["is begun anew", "40P01", 1, { status: 303, cookies: ["known", "remember", "session"], of: 1 }],
])("a sign-in that %s last of all changes the browser's cookies only by what stands", async (_what, code, times, expected) => {
  const [site, ada, bea] = [await aSite(), await anAccount(), await anAccount()];
  const browser = site.browser();
  await signIn(browser, ada.email);
  await ownerDb().sql.unsafe(`
    create sequence tried;
    create function fail_late() returns trigger language plpgsql security definer as $$ begin
      if nextval('tried') <= ${times} then raise exception 'no' using errcode = '${code}'; end if;
      return new;
    end $$;
    create trigger fail_late before insert on sessions for each row when (new.kind = 'remember') execute function fail_late()`);
  const { status, headers } = await browser.post("/sign-in", { email: bea.email, password: PASSWORD, remember: "yes" });
  await ownerDb().sql.unsafe("drop trigger fail_late on sessions; drop function fail_late; drop sequence tried");

  const cookies = headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
  expect({ status, cookies: cookies.sort() }).toEqual({ status: expected.status, cookies: expected.cookies });
  expect((await browser.get("/account/email")).html).toContain([ada, bea][expected.of]!.email);
});
