import { queueMessage } from "~/features/mail/messages/queue-message.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Tells each address of an account what happens to it: whoever reads only one of them can still object. */
export async function tellAddresses(ctx: Ctx, told: { kind: string; personId: PersonId; args?: Record<string, string> }): Promise<void> {
  const { kind, personId, args = {} } = told;
  for (const { id } of await listHeldAddresses(ctx, personId))
    await queueMessage(ctx, { kind, class: "security", personId, addressId: id, args });
}
