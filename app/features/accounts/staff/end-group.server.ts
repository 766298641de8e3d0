import { uuidv7 } from "uuidv7";
import { queueMails } from "~/features/mail/messages/queue-mail.server";
import { closeGroup } from "~/features/permissions/arrange-groups.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { roleChangedMail } from "./role-changed.mail.server";

/** As many mails as one statement writes. */
const BATCH = 500;

/** Ends a group and tells everybody who was in it or was to be. Gives how many. @throws ForbiddenError, NotFoundError */
export async function endGroup(ctx: Ctx, slug: string): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const { id: groupId, left, awaited } = await closeGroup(ctx, slug);
    const cause = `role:${uuidv7()}`;
    for (const [change, people] of [
      ["ended", left],
      ["ended-before", awaited],
    ] as const)
      for (let from = 0; from < people.length; from += BATCH)
        await queueMails(ctx, people.slice(from, from + BATCH), roleChangedMail, { change, groupId }, { cause });
    return left.length + awaited.length;
  });
}
