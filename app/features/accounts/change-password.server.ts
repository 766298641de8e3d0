import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accounts } from "#db/schema/accounts";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMessage } from "~/features/mail/queue-message.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { getMyAccount, listOwnWords } from "./accounts.queries.server";
import type { PasswordProblem } from "./password.policy";
import { hashPassword, verifyPassword } from "./password.server";
import { passwordProblem } from "./password-problem.server";
import { endAllSessions } from "./sessions.server";

export type PasswordChange = { ok: true } | { ok: false; reason: "wrong-password" | PasswordProblem };

/** A new password for one's own account. Every session ends; the caller starts a new one here. */
export async function changePassword(ctx: Ctx, input: { current: string; next: string }): Promise<PasswordChange> {
  const account = await getMyAccount(ctx);
  const { isRight } = await verifyPassword(account.passwordHash, input.current);
  if (!isRight) return { ok: false, reason: "wrong-password" };

  const reason = await passwordProblem(input.next, await listOwnWords(ctx, account.personId));
  if (reason) return { ok: false, reason };

  await setPassword(ctx, account.personId, await hashPassword(input.next), "password.changed");
  return { ok: true };
}

/** Stores a new password, ends everything that the old one opened, and tells its owner by mail. */
export async function setPassword(ctx: Ctx, personId: PersonId, passwordHash: string, action: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.update(accounts).set({ passwordHash, passwordAt: ctx.now }).where(eq(accounts.personId, personId));
    await endAllSessions(ctx, personId);
    await recordEntry(ctx, { class: "security", action, subjectId: personId });
    await queueMessage(ctx, { kind: "password-changed", class: "security", personId, args: {}, cause: `password:${uuidv7()}` });
  });
}
