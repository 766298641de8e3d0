import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { messages } from "#db/schema/mail/messages";
import { grants } from "#db/schema/permissions";
import { handOverAddress } from "~/features/accounts/addresses/hand-over-address.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { findSession, startSession } from "~/features/accounts/sign-in/sessions.server";
import { accountStateMail } from "~/features/accounts/staff/account-state.mail.server";
import { giveRole } from "~/features/accounts/staff/change-role.server";
import { reinstateAccount, suspendAccount } from "~/features/accounts/staff/suspend-account.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { aMember, type TestPerson } from "../../support/people";

type Roles = NonNullable<Parameters<typeof aMember>[0]>["roles"];

async function anAccountHolder(roles: Roles = []) {
  const person = await aMember({ roles });
  await openAccount(systemCtxFor(), { personId: person.personId, password: "eleven calm badgers" });
  const { cookie } = await startSession(systemCtxFor(), { personId: person.personId });
  return { ...person, cookie };
}

const officer = () => aMember({ roles: ["contacts-officer"] });
const stateOf = async (personId: string) => (await testDb().db.select().from(accounts).where(eq(accounts.personId, personId)))[0]?.state;

test("B7: who is suspended is signed out at that moment everywhere, and told so", async () => {
  const [by, person] = [await officer(), await anAccountHolder()];
  expect(await findSession(systemCtxFor(), person.cookie)).not.toBeNull();

  expect(await suspendAccount(ctxFor(by), { personId: person.personId, reason: "abuse" })).toEqual({ ok: true });

  expect(await findSession(systemCtxFor(), person.cookie)).toBeNull();
  expect(await testDb().db.select().from(messages).where(eq(messages.personId, person.personId))).toMatchObject([
    { kind: "account-state", class: "security", args: { change: "suspended" } },
  ]);
});

test("a mail that was held up says nothing that is untrue by then", async () => {
  const [by, person] = [await officer(), await anAccountHolder()];
  const goesOut = async () => {
    const queued = await testDb().db.select().from(messages).where(eq(messages.personId, person.personId)).orderBy(messages.id);
    const built = await Promise.all(queued.map((message) => accountStateMail.build(systemCtxFor(), message)));
    return built.map((mail) => !("skip" in mail));
  };
  await suspendAccount(ctxFor(by), { personId: person.personId, reason: "abuse" });
  expect(await goesOut()).toEqual([true]);
  await reinstateAccount(ctxFor(by), { personId: person.personId, reason: "cleared" });
  expect(await goesOut()).toEqual([false, true]);
});

test("B7: an old session does not come back with the account", async () => {
  const [by, person] = [await officer(), await anAccountHolder()];
  await suspendAccount(ctxFor(by), { personId: person.personId, reason: "abuse" });

  expect(await reinstateAccount(ctxFor(by), { personId: person.personId, reason: "mistake" })).toEqual({ ok: true });

  expect(await stateOf(person.personId)).toBe("active");
  expect(await findSession(systemCtxFor(), person.cookie)).toBeNull();
  expect(await reinstateAccount(ctxFor(by), { personId: person.personId, reason: "again" })).toEqual({
    ok: false,
    reason: "not-suspended",
  });
});

test("B26: a contacts officer suspends no other staff, nobody themselves, and no other role anybody", async () => {
  const [by, editor] = [await anAccountHolder(["contacts-officer"]), await anAccountHolder(["editor"])];
  expect(await suspendAccount(ctxFor(by), { personId: editor.personId, reason: "x" })).toEqual({ ok: false, reason: "holds-staff-role" });
  expect(await suspendAccount(ctxFor(by), { personId: by.personId, reason: "x" })).toEqual({ ok: false, reason: "yourself" });
  const member = await anAccountHolder();
  for (const role of ["editor", "moderator", "steering-group", "data-protection-officer"] as const)
    await expect(suspendAccount(ctxFor(await aMember({ roles: [role] })), { personId: member.personId, reason: "x" })).rejects.toThrow(
      ForbiddenError,
    );
  expect(await stateOf(editor.personId)).toBe("active");
  expect(await stateOf(member.personId)).toBe("active");
});

test("B26: whom an administrator suspended as staff, no contacts officer lets in again", async () => {
  const [by, admin, editor] = [await officer(), await aMember({ roles: ["administrator"] }), await anAccountHolder(["editor"])];
  await suspendAccount(ctxFor(admin), { personId: editor.personId, reason: "abuse" });

  expect(await reinstateAccount(ctxFor(by), { personId: editor.personId, reason: "x" })).toEqual({ ok: false, reason: "holds-staff-role" });
  expect(await stateOf(editor.personId)).toBe("suspended");
  expect(await reinstateAccount(ctxFor(admin), { personId: editor.personId, reason: "cleared" })).toEqual({ ok: true });
});

test("B26: the last administrator is not suspended", async () => {
  for (const { personId } of await testDb().db.select({ personId: grants.personId }).from(grants).where(eq(grants.role, "administrator")))
    await revokeGrant(systemCtxFor(), { personId, role: "administrator" });
  const last = await anAccountHolder(["administrator"]);

  expect(await suspendAccount(systemCtxFor(), { personId: last.personId, reason: "x" })).toEqual({
    ok: false,
    reason: "last-administrator",
  });
});

test.each<[string, (by: TestPerson, person: TestPerson) => Promise<{ ok: boolean }>]>([
  ["suspends", (by, { personId }) => suspendAccount(ctxFor(by), { personId, reason: "abuse" })],
  ["lets in again", (by, { personId }) => reinstateAccount(ctxFor(by), { personId, reason: "abuse" })],
  [
    "hands over the address of",
    (by, { personId, email: canonical }) => handOverAddress(ctxFor(by), { personId, canonical, reason: "a successor" }),
  ],
])("B26: a contacts officer never %s somebody who is made staff at that moment", async (_what, act) => {
  const [administrator, by, person] = [await aMember({ roles: ["administrator"] }), await officer(), await anAccountHolder()];
  const { acting } = await inTransaction(ctxFor(administrator), async (ctx) => {
    await giveRole(ctx, { personId: person.personId, given: "role:editor" });
    const acting = act(by, person);
    while (!(await somebodyWaits()) && !(await Promise.race([acting, sleep(20)])));
    return { acting };
  });
  expect(await acting).toEqual({ ok: false, reason: "holds-staff-role" });
});
