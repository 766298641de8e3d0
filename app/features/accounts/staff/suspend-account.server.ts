import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accounts } from "#db/schema/accounts";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { takeTurn } from "~/features/people/persons.server";
import { spendProofsOf } from "~/features/people/proofs.server";
import { isLastAdministrator } from "~/features/permissions/administrators.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { accountStateMail } from "./account-state.mail.server";
import { type SuspendBlocker, staffBlocker } from "./suspend.policy";

export type SuspendResult = { ok: true } | { ok: false; reason: SuspendBlocker };

/** Stops a person from signing in, and ends every session at once. Their data stays as it is. @throws ForbiddenError, NotFoundError */
export async function suspendAccount(ctx: Ctx, input: { personId: PersonId; reason: string }): Promise<SuspendResult> {
  return inTransaction(ctx, async (ctx) => {
    const account = await getAccount(ctx, input.personId);
    if (personIdOf(ctx.actor) === input.personId) return { ok: false, reason: "yourself" };
    const reason = staffBlocker(ctx.actor, account);
    if (reason) return { ok: false, reason };
    if (await isLastAdministrator(ctx, input.personId)) return { ok: false, reason: "last-administrator" };
    // a link that was asked for before works no more after the account is reinstated
    await spendProofsOf(ctx, { personId: input.personId, purpose: "reset" });
    if (!(await changeState(ctx, input.personId, "active", "suspended"))) return { ok: false, reason: "not-active" };
    await endAllSessions(ctx, input.personId);
    await recordAndTell(ctx, input, "suspended");
    return { ok: true };
  });
}

/** Lets a person sign in again. @throws ForbiddenError, NotFoundError */
export async function reinstateAccount(ctx: Ctx, input: { personId: PersonId; reason: string }): Promise<SuspendResult> {
  return inTransaction(ctx, async (ctx) => {
    const reason = staffBlocker(ctx.actor, await getAccount(ctx, input.personId));
    if (reason) return { ok: false, reason };
    if (!(await changeState(ctx, input.personId, "suspended", "active"))) return { ok: false, reason: "not-suspended" };
    await recordAndTell(ctx, input, "reinstated");
    return { ok: true };
  });
}

/** As it stands in their turn: nobody becomes staff in between. */
async function getAccount(ctx: Ctx, personId: PersonId) {
  demandPermission(ctx, "suspend-members");
  await takeTurn(ctx, personId);
  const account = await findAccount(ctx, personId);
  if (!account) throw new NotFoundError("account");
  return account;
}

async function changeState(ctx: Ctx, personId: PersonId, from: "active" | "suspended", to: "active" | "suspended"): Promise<boolean> {
  const changed = await ctx.db
    .update(accounts)
    .set({ state: to })
    .where(and(eq(accounts.personId, personId), eq(accounts.state, from)))
    .returning({ personId: accounts.personId });
  return changed.length === 1;
}

async function recordAndTell(
  ctx: Ctx,
  { personId, reason }: { personId: PersonId; reason: string },
  change: "suspended" | "reinstated",
): Promise<void> {
  await recordEntry(ctx, { class: "security", action: `account.${change}`, subjectId: personId, detail: { reason } });
  await queueMail(ctx, accountStateMail, { change }, { personId, cause: `account-state:${uuidv7()}` });
}
