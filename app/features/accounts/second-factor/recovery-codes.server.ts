import { randomBytes } from "node:crypto";
import { and, count, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { accountRecoveryCodes } from "#db/schema/accounts";
import { getMyAccount } from "~/features/accounts/accounts.queries.server";
import { tellAddresses } from "~/features/accounts/addresses/tell-addresses.server";
import { lockSignIns } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { recoveryCodeUsedMail } from "./recovery-code-used.mail.server";
import { recoveryCodesMadeMail } from "./recovery-codes-made.mail.server";

/** Enough for years of lost phones, few enough to print. */
const CODES = 8;
/** Crockford's alphabet: nothing that is read as something else. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** 80 bits: not to be found from its hash. */
const SIGNS = 16;

/**
 * Makes new recovery codes in place of one's own old ones. They are shown once: only their hashes
 * stay. Null where there is no second factor.
 */
export async function makeRecoveryCodes(ctx: PersonCtx): Promise<string[] | null> {
  const { personId, hasSecondFactor } = await getMyAccount(ctx);
  if (!hasSecondFactor) return null;
  return inTransaction(ctx, async (ctx) => {
    const codes = await writeRecoveryCodes(ctx, personId);
    await tellAddresses(ctx, personId, recoveryCodesMadeMail, {});
    return codes;
  });
}

/** The same in the caller's transaction, which says why. */
export async function writeRecoveryCodes(ctx: Ctx, personId: PersonId): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  // of two makings at once the later one sees what the earlier one wrote, and takes it away
  await lockSignIns(ctx, personId);
  await dropRecoveryCodes(ctx, personId);
  await ctx.db
    .insert(accountRecoveryCodes)
    .values(codes.map((code) => ({ id: uuidv7(), personId, codeHash: hashOf(code), createdAt: ctx.now })));
  await recordEntry(ctx, { class: "security", action: "recovery-codes.made", subjectId: personId });
  return codes;
}

/** Uses up a recovery code in place of the second factor's. Each works once, and its owner is told at every address. */
export async function spendRecoveryCode(ctx: Ctx, personId: PersonId, code: string, device: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [spent] = await ctx.db
      .update(accountRecoveryCodes)
      .set({ usedAt: ctx.now })
      .where(
        and(
          eq(accountRecoveryCodes.personId, personId),
          eq(accountRecoveryCodes.codeHash, hashOf(code)),
          isNull(accountRecoveryCodes.usedAt),
        ),
      )
      .returning({ id: accountRecoveryCodes.id });
    await recordEntry(ctx, {
      class: "security",
      action: spent ? "sign-in.recovery-code-right" : "sign-in.recovery-code-refused",
      subjectId: personId,
      detail: { device },
    });
    if (!spent) return false;
    await tellAddresses(ctx, personId, recoveryCodeUsedMail, { left: String(await countLeft(ctx, personId)) });
    return true;
  });
}

/** How many of one's own codes are still good. */
export const countMyRecoveryCodes = (ctx: PersonCtx): Promise<number> => countLeft(ctx, ctx.actor.personId);

/** Without a second factor there is nothing to stand in for. */
export async function dropRecoveryCodes(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db.delete(accountRecoveryCodes).where(eq(accountRecoveryCodes.personId, personId));
}

async function countLeft(ctx: Ctx, personId: PersonId): Promise<number> {
  const [row] = await ctx.db
    .select({ left: count() })
    .from(accountRecoveryCodes)
    .where(and(eq(accountRecoveryCodes.personId, personId), isNull(accountRecoveryCodes.usedAt)));
  return row?.left ?? 0;
}

/** Four groups of four: “k7mq-2xhd-9tzb-r4ew”. */
function newCode(): string {
  const signs = Array.from(randomBytes(SIGNS), (byte) => ALPHABET[byte % 32]).join("");
  return signs.match(/.{4}/g)!.join("-");
}

/** However it was typed: capitals, spaces, no hyphens, and the letters that look like figures. */
const hashOf = (code: string) => sha256(code.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1"));
