import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { getMyContact } from "~/features/accounts/details/contact.queries.server";
import { stopDigest } from "~/features/forum/digest/choose-digest.server";
import { myNotificationChoices } from "~/features/mail/notifications/notification-choices.server";
import { leaveAllInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { askTogether } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { nameChoices, saveMyChoices } from "./notification-choices.server";

/**
 * Nothing is sent any more that one can choose: newsletters and all else that was agreed to end, and notifications stand on the site alone.
 * What is sent about the account, its security and one's rights goes on.
 */
export async function stopAll(ctx: PersonCtx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await leaveAllInAccount(ctx);
    await stopDigest(ctx, ctx.actor.personId);
    const { purposes } = await getMyContact(ctx);
    const shown = purposes.flatMap(({ choices }) => choices.filter(({ isOn }) => isOn).map(({ slug }) => slug));
    await chooseContact(ctx, { list: [], shown });
    const { choiceOf } = await askTogether(ctx.db, { choiceOf: myNotificationChoices(ctx) });
    await saveMyChoices(
      ctx,
      Object.fromEntries(nameChoices(choiceOf).map(({ name, inbox }) => [name, inbox ? (["inbox"] as const).slice() : []])),
    );
  });
}
