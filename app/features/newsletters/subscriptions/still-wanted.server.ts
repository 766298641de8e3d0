import { askAgain, askedTogether, listAsked } from "~/features/consents/ask-again.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { ensureWording } from "~/features/consents/wordings.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { STILL_WANTED } from "./still-asked.queries.server";
import { stillWantedMail } from "./still-wanted.mail.server";

/** Asks for old permissions again: one mail per person and mailbox for all that is due, whatever it is (ISO-8). */
export async function askWhatIsStillWanted(ctx: Ctx): Promise<void> {
  await askAgain(ctx, async (ctx, asked) => {
    for (const key of new Set(asked.map(askedTogether))) {
      const [first] = asked.filter((one) => askedTogether(one) === key);
      const { id, personId, addressId, channel } = first!;
      const to = channel === "email" ? { personId, addressId } : { personId };
      await queueMail(ctx, stillWantedMail, { subscriptionId: id }, { ...to, cause: `still-wanted:${id}:${ctx.now.toISOString()}` });
    }
  });
}

/** “Yes”: for two more years; “no”: they end, and are not written to again. False when there was nothing to answer any more. */
export async function answerStillWanted(ctx: Ctx, subscriptionId: string, answer: "keep" | "stop"): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const asked = await listAsked(ctx, subscriptionId);
    const wording = answer === "keep" && asked.length > 0 ? await ensureWording(ctx, STILL_WANTED) : null;
    let isAnswered = false;
    for (const { personId, listId } of asked) {
      const by: Ctx = { ...ctx, actor: { kind: "link", purpose: "still-wanted", subject: subscriptionId, personId } };
      const change = wording ? { action: "reconfirmed" as const, wordingId: wording.id } : { action: "withdrawn" as const };
      const changed = await changeSubscription(by, { personId, listId, ...change, source: "asked-again" });
      isAnswered ||= changed.ok;
    }
    return isAnswered;
  });
}
