import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { rateLimits } from "#db/schema/platform";
import { makeRecoveryCodes } from "~/features/accounts/second-factor/recovery-codes.server";
import { rememberDevice } from "~/features/accounts/sign-in/remember.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { changeSettings } from "~/features/settings/change-settings.server";
import { demandsOf, OWN_ACTS, type OwnAct, STAFF_ACTS, type StaffAct } from "~/http/access/acts";
import type { Role } from "~/lib/ctx";
import { encryptField } from "~/lib/tokens.server";
import { ATTEMPTS, aMemberWithFactor, anActor, codeOf, signedInBefore, type WeightyAct } from "../support/acts";
import { ctxFor, systemCtxFor, testDb } from "../support/context";
import { databaseState } from "../support/database-state";
import { anAccount, aSite, type Browser, PASSWORD, type Site, signIn, TOTP_SECRET } from "../support/http";
import type { TestPerson } from "../support/people";
import { accessLine, everyRoute } from "../support/routes";

let site: Site;
beforeAll(async () => {
  // without these no notice is published
  await changeSettings(systemCtxFor(), { controllerName: "The Practice Network Ltd", dpoName: "Dana Price" });
  site = await aSite();
});
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

const isWeighty = (act: string): act is WeightyAct => demandsOf(act as OwnAct | StaffAct).length > 0;
const OWN = Object.keys(OWN_ACTS).filter(isWeighty);
const STAFF = Object.keys(STAFF_ACTS).filter(isWeighty);

/** All that an act could change; what was tried is written down. */
async function allButTheLedger() {
  return Object.fromEntries(Object.entries(await databaseState()).filter(([table]) => !table.startsWith("audit_")));
}
const isAsked = (location: string | null) => location?.startsWith("/sign-in/confirm?") ?? false;

test.each([...OWN, ...STAFF])("B48: %s happens with all that it demands, and with nothing less", async (act) => {
  const demands = demandsOf(act);
  const by = await anActor(act);
  const { path, fields, reason } = await ATTEMPTS[act](by);
  const browser = await signedInBefore(site, by);
  const attempt = async (without?: string) => {
    if (fields === null) return browser.get(path);
    const { [without ?? ""]: _left, ...rest } = typeof fields === "function" ? await fields() : fields;
    return browser.post(path, rest);
  };
  const confirm = (password: string, code: string) => browser.post("/sign-in/confirm", { password, code });
  let before = await allButTheLedger();

  if (demands.includes("password")) {
    expect(isAsked((await attempt()).location)).toBe(true);
    expect((await confirm("not the right one", codeOf(TOTP_SECRET, 1))).status).toBe(400);
    expect(isAsked((await attempt()).location)).toBe(true);
    if (act !== "set-up-factor") {
      expect((await confirm(PASSWORD, "")).status).toBe(400);
      expect((await confirm(PASSWORD, "123456")).status).toBe(400);
      expect(isAsked((await attempt()).location)).toBe(true);
    }
    expect(await allButTheLedger()).toEqual(before);
    expect((await confirm(PASSWORD, codeOf(TOTP_SECRET, 2))).status).toBe(303);
    before = await allButTheLedger();
  }
  expect(reason !== undefined).toBe(demands.includes("reason"));
  if (reason) {
    expect((await attempt(reason)).status).toBe(400);
    expect(await allButTheLedger()).toEqual(before);
  }

  const done = await attempt();

  expect([done.status, isAsked(done.location)]).toEqual([done.location ? 303 : 200, false]);
  if (!LEAVES_NO_ROW.includes(act)) expect(await allButTheLedger()).not.toEqual(before);
});

/** Looks, which are entries of the ledger, and a file. */
const LEAVES_NO_ROW: readonly (OwnAct | StaffAct)[] = ["copy-own-data", "copy-record", "read-mail", "see-audience", "open-record"];

/** Where each act answers: the page that is shown under it, or else an empty form. */
const doors = [...OWN, ...STAFF].map((act) => {
  const routes = everyRoute();
  const shown = routes.find(({ source }) => accessLine(source, "loader")?.act === act);
  const sent = routes.find(({ source }) => accessLine(source, "action")?.act === act);
  return { act, path: (shown ?? sent)!.path, isShown: shown !== undefined };
});

/** The acts, of those that demand a proof, that this browser may take now. */
async function openTo(browser: Browser, acts: readonly (OwnAct | StaffAct)[]): Promise<string[]> {
  const open: string[] = [];
  for (const { act, path, isShown } of doors) {
    if (!acts.includes(act) || !demandsOf(act).includes("password")) continue;
    const { location, status } = isShown ? await browser.get(path) : await browser.post(path, {});
    expect([act, status === 403 || location?.startsWith("/sign-in?")]).not.toEqual([act, true]);
    if (!isAsked(location)) open.push(act);
  }
  return open;
}

type Knows = { password?: true; code?: true; recoveryCode?: true };
const everything = (acts: readonly (OwnAct | StaffAct)[]) => acts.filter((act) => demandsOf(act).includes("password"));

const MEMBER = { acts: OWN, make: () => anAccount() };
const WITH_FACTOR = { acts: OWN, make: aMemberWithFactor };
const ALL_OF_STAFF = {
  acts: [...OWN.filter((act) => act !== "remove-factor"), ...STAFF],
  make: () => anAccount({ roles: STAFF_ROLES as Role[], secondFactorAt: new Date() }),
};

test.each([
  { whose: "a member without a second factor", ...MEMBER, knows: {}, takes: "nothing" },
  { whose: "a member without a second factor", ...MEMBER, knows: { code: true }, takes: "nothing" },
  { whose: "a member without a second factor", ...MEMBER, knows: { password: true }, takes: "everything" },
  { whose: "a member with one", ...WITH_FACTOR, knows: {}, takes: "nothing" },
  { whose: "a member with one", ...WITH_FACTOR, knows: { password: true }, takes: "nothing" },
  { whose: "a member with one", ...WITH_FACTOR, knows: { code: true }, takes: "nothing" },
  { whose: "a member with one", ...WITH_FACTOR, knows: { recoveryCode: true }, takes: "nothing" },
  { whose: "a member with one", ...WITH_FACTOR, knows: { password: true, recoveryCode: true }, takes: "the factor" },
  { whose: "a member with one", ...WITH_FACTOR, knows: { password: true, code: true }, takes: "everything" },
  { whose: "staff", ...ALL_OF_STAFF, knows: {}, takes: "nothing" },
  { whose: "staff", ...ALL_OF_STAFF, knows: { password: true }, takes: "nothing" },
  { whose: "staff", ...ALL_OF_STAFF, knows: { code: true }, takes: "nothing" },
  { whose: "staff", ...ALL_OF_STAFF, knows: { password: true, recoveryCode: true }, takes: "the factor" },
  { whose: "staff", ...ALL_OF_STAFF, knows: { password: true, code: true }, takes: "everything" },
] as const)("B48: who steals the session of $whose and knows $knows takes $takes", async ({ make, acts, knows, takes }) => {
  const holder = await make();
  const thief = await signedInBefore(site, holder);

  await bringAll(thief, holder, knows);

  const expected = { nothing: [], "the factor": ["replace-factor"], everything: everything(acts) }[takes];
  expect((await openTo(thief, acts)).sort()).toEqual([...expected].sort());
});

/** Every page that takes a proof gets what the thief knows, with something wrong for the rest. */
async function bringAll(thief: Browser, holder: TestPerson, knows: Knows): Promise<void> {
  const password = knows.password ? PASSWORD : "not the right one";
  const [made] = knows.recoveryCode ? ((await makeRecoveryCodes(ctxFor(holder))) ?? []) : [];
  const recoveryCode = made ?? "0000-0000-0000-0000";
  const code = knows.code ? codeOf(TOTP_SECRET, 1) : "123456";
  for (const one of [code, "", recoveryCode]) await thief.post("/sign-in/confirm", { password, code: one });
  await thief.post("/sign-in/verify", { code });
  await thief.post("/sign-in/recovery", { recoveryCode });
  await thief.post("/account/security/lost", { currentPassword: password, recoveryCode });
}

test("B48: a sign-in by a remembered device earns nothing", async () => {
  const { personId } = await anAccount();
  const { cookie } = (await rememberDevice(systemCtxFor(), { personId, family: crypto.randomUUID(), device: "test" }))!;
  const thief = site.browser();
  thief.cookies.set("remember", cookie);

  expect((await thief.get("/account")).status).toBe(200);
  expect(await openTo(thief, OWN)).toEqual([]);
});

test("B48: whoever signed in with password and code is not asked again within five minutes", async () => {
  const { email } = await anAccount({ roles: STAFF_ROLES as Role[] });
  const browser = site.browser();
  await signIn(browser, email);

  expect((await openTo(browser, ALL_OF_STAFF.acts)).sort()).toEqual(everything(ALL_OF_STAFF.acts).sort());
});

test("B48: the password alone does not count once there is a second factor", async () => {
  const { email, personId } = await anAccount();
  const [browser, other] = [site.browser(), site.browser()];
  await signIn(browser, email);
  await signIn(other, email);
  const key = /key into the app: <code>([A-Z2-7 ]+)/.exec((await browser.get("/account/security/set-up")).html)![1]!.replaceAll(" ", "");

  // set up elsewhere, at the same moment
  await testDb()
    .db.update(accounts)
    .set({ totpSecret: encryptField(TOTP_SECRET) })
    .where(eq(accounts.personId, personId));
  expect(await openTo(other, OWN)).toEqual([]);
  await testDb().db.update(accounts).set({ totpSecret: null }).where(eq(accounts.personId, personId));

  expect((await browser.post("/account/security/set-up", { code: codeOf(key) })).status).toBe(200);
  expect(await openTo(browser, OWN)).toEqual([]);
});
