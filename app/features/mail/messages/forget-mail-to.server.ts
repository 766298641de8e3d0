import { and, eq, inArray, isNotNull, isNull, not, sql } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { proofExists } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";

/**
 * Deletes the links that wait to be sent to an address whose proofs are gone: nobody is to get them any more. Other mail
 * follows the person to their primary address by itself. What went there to nobody who was known is nobody's from now on.
 */
export async function forgetMailTo(ctx: Ctx, canonical: string): Promise<void> {
  const wentThere = eq(messages.toEmail, canonical);
  await ctx.db
    .delete(messages)
    .where(
      and(
        wentThere,
        isNull(messages.mailingId),
        inArray(messages.state, ["pending", "deferred"]),
        sql`${messages.args} ? 'proofId'`,
        not(proofExists(sql`(${messages.args} ->> 'proofId')::uuid`)),
      ),
    );
  await ctx.db
    .update(messages)
    .set({ toEmail: null, toHashes: null })
    .where(and(wentThere, isNull(messages.personId), isNotNull(messages.finalAt)));
}
