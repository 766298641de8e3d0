import { and, eq, inArray, isNull, not, sql } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { proofExists } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";

/**
 * Deletes the links that wait to be sent to an address whose proofs are gone: nobody is to get them any more. Other mail
 * follows the person to their primary address by itself.
 */
export async function dropUnsentLinks(ctx: Ctx, canonical: string): Promise<void> {
  await ctx.db
    .delete(messages)
    .where(
      and(
        eq(messages.toEmail, canonical),
        isNull(messages.mailingId),
        inArray(messages.state, ["pending", "deferred"]),
        sql`${messages.args} ? 'proofId'`,
        not(proofExists(sql`(${messages.args} ->> 'proofId')::uuid`)),
      ),
    );
}
