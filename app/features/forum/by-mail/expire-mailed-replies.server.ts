import { and, inArray, lt, ne, sql } from "drizzle-orm";
import { daysOf } from "#db/retention";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { messageHasEnded, messageOfCause } from "~/features/mail/messages/joined-message.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { mailedReplyMail } from "./mailed-reply.mail.server";

/** Forgets mails whose copies come no more, and words once the mail that gives them back has left, or is not tried any more. */
export async function expireMailedReplies(ctx: Ctx): Promise<void> {
  const { id, body, takenAt } = forumMailedReplies;
  await ctx.db.delete(forumMailedReplies).where(lt(takenAt, later(ctx.now, -daysOf("mailed-replies") * DAY)));
  const given = ctx.db
    .select({ id })
    .from(forumMailedReplies)
    .innerJoin(...messageOfCause(mailedReplyMail.name, sql`'mailed-reply:' || ${id}`))
    .where(and(ne(body, ""), messageHasEnded));
  await ctx.db.update(forumMailedReplies).set({ body: "" }).where(inArray(id, given));
}
