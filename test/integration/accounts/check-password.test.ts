import { setTimeout as sleep } from "node:timers/promises";
import argon2 from "argon2";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { changePassword } from "~/features/accounts/passwords/change-password.server";
import { checkPassword } from "~/features/accounts/passwords/check-password.server";
import { PASSWORD_PARAMETERS } from "~/features/accounts/passwords/password.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { startSession } from "~/features/accounts/sign-in/sessions.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { later } from "~/lib/dates";
import { ConflictError } from "~/lib/errors";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aMember, visitor } from "../../support/people";

const PASSWORD = "eleven calm badgers";

/** Somebody whose hash was made with weaker parameters than today's: signing in makes it anew. */
async function anOldAccount() {
  const person = await aMember();
  await openAccount(systemCtxFor(), { personId: person.personId, password: PASSWORD });
  const passwordHash = await argon2.hash(PASSWORD, { ...PASSWORD_PARAMETERS, memoryCost: 8192 });
  await testDb().db.update(accounts).set({ passwordHash }).where(eq(accounts.personId, person.personId));
  return person;
}

test("B7: who was let in by a password gets no session once that password was changed, or everything signed out", async () => {
  const person = await aMember();
  const { personId, email } = person;
  await openAccount(systemCtxFor(), { personId, password: PASSWORD });
  const check = () => checkPassword(ctxFor(visitor), { address: email, password: PASSWORD, device: "Test" });
  const start = (checked: Awaited<ReturnType<typeof check>>) =>
    startSession(systemCtxFor(), { personId, standing: checked.ok ? checked.standing : "" });
  await start(await check());

  const before = await check();
  await endAllSessions(systemCtxFor(later(new Date(), 1000)), personId);
  await expect(start(before)).rejects.toThrow(ConflictError);

  const after = await check();
  await start(after);
  await changePassword(ctxFor(person), "seven striped umbrellas");
  await expect(start(after)).rejects.toThrow(ConflictError);
});

test("signing in with the old password does not undo the new one that is stored at that moment", async () => {
  const { personId, email } = await anOldAccount();
  const chosen = await argon2.hash("seven loud herons", PASSWORD_PARAMETERS);
  const { checking } = await ownerDb().sql.begin(async (sql) => {
    await sql`update accounts set password_hash = ${chosen} where person_id = ${personId}`;
    const checking = checkPassword(ctxFor(visitor), { address: email, password: PASSWORD, device: "Test" });
    while ((await sql`select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`).length === 0) await sleep(20);
    return { checking };
  });
  await checking;

  const [account] = await testDb().db.select().from(accounts).where(eq(accounts.personId, personId));
  expect(account?.passwordHash).toBe(chosen);
});
