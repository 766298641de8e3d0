import { and, eq } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx, PersonId } from "~/lib/ctx";

export type Mailed = { kind: string; personId: PersonId; args: unknown; cause: string | null; createdAt: Date };

/**
 * What a mail was about, and whose it is now, for a link in it that needs no sign-in. Null once the mail is kept no more, and where nobody
 * is there whom it was sent to.
 */
export async function findMailed(ctx: Ctx, messageId: string): Promise<Mailed | null> {
  const reader = joinedPerson("reader");
  const [mailed] = await ctx.db
    .select({ kind: messages.kind, personId: reader.id, args: messages.args, cause: messages.cause, createdAt: messages.createdAt })
    .from(messages)
    .innerJoin(...reader.nowOf(messages.personId))
    .where(and(eq(messages.id, messageId), reader.isThere));
  return mailed ?? null;
}
