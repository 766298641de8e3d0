import { queueMessage } from "~/features/mail/queue-message.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Tells each address of an account what happens to its addresses: whoever reads only the old one can still object. */
export async function tellAddresses(
  ctx: Ctx,
  told: { kind: string; personId: PersonId; addresses: readonly { id: string }[]; about: string },
): Promise<void> {
  for (const address of told.addresses) {
    await queueMessage(ctx, {
      kind: told.kind,
      class: "security",
      personId: told.personId,
      addressId: address.id,
      args: { about: told.about },
    });
  }
}
