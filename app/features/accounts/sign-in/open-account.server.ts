import { accounts } from "#db/schema/accounts";
import { hashPassword } from "~/features/accounts/passwords/password.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { encryptField } from "~/lib/tokens.server";

/** Gives a person a way to sign in, with any proven address of theirs. False when they have one. */
export async function openAccount(ctx: Ctx, account: { personId: PersonId; password: string; totpSecret?: string }): Promise<boolean> {
  const opened = await ctx.db
    .insert(accounts)
    .values({
      personId: account.personId,
      passwordHash: await hashPassword(account.password, account.personId),
      passwordAt: ctx.now,
      totpSecret: account.totpSecret ? encryptField(account.totpSecret) : null,
      state: "active",
      sessionsValidFrom: ctx.now,
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ personId: accounts.personId });
  if (opened.length === 1) await recordEntry(ctx, { class: "security", action: "account.opened", subjectId: account.personId });
  return opened.length === 1;
}
