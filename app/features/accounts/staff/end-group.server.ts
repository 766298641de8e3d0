import { uuidv7 } from "uuidv7";
import { queueMails } from "~/features/mail/messages/queue-mail.server";
import { closeGroup } from "~/features/permissions/arrange-groups.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { roleChangedMail } from "./role-changed.mail.server";

/** As many mails as one statement writes. */
const BATCH = 500;

/** Ends a group and tells everybody who was in it. Gives how many. @throws ForbiddenError, NotFoundError */
export async function endGroup(ctx: Ctx, slug: string): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const { id: groupId, left } = await closeGroup(ctx, slug);
    const cause = `role:${uuidv7()}`;
    for (let from = 0; from < left.length; from += BATCH)
      await queueMails(ctx, left.slice(from, from + BATCH), roleChangedMail, { change: "ended", groupId }, { cause });
    return left.length;
  });
}
