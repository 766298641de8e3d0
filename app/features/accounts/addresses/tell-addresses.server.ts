import type { MailKind } from "~/features/mail/messages/mail-kind.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/**
 * Tells each address of an account what happens to it: whoever reads only one of them can still object.
 * @param told where one of them has just gone
 */
export async function tellAddresses<Args extends Record<string, unknown>>(
  ctx: Ctx,
  personId: PersonId,
  kind: MailKind<Args, "security" | "rights">,
  args: NoInfer<Args>,
  told?: readonly { id: string }[],
): Promise<void> {
  for (const { id } of told ?? (await listHeldAddresses(ctx, personId))) await queueMail(ctx, kind, args, { personId, addressId: id });
}
