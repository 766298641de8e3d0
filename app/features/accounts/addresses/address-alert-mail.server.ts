import { z } from "zod";
import { ABOUT_SAFETY } from "~/features/accounts/mail-words";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { findCanonical } from "~/features/people/addresses.server";
import { maskAddress } from "~/lib/address";
import type { Ctx } from "~/lib/ctx";

type Alert = {
  name: string;
  subject: string;
  /** The address that it is about, shortened; null where it has gone. */
  find?: (ctx: Ctx, about: string) => Promise<string | null>;
  happened: (address: string | null) => string;
  /** What to do where something is wrong with that. */
  objection?: (contactAddress: string) => string;
};

const NOT_YOU = (contactAddress: string) => `If it was not you, change your password at once and tell us at ${contactAddress}.`;

/** Declares what every address of the account is told when one of them changes. `about` is the id of that address. */
export const addressAlert = ({ name, subject, find = findMasked, happened, objection = NOT_YOU }: Alert) =>
  mailKind({
    name,
    class: "security",
    args: z.object({ about: z.uuid() }),
    load: async (ctx, { args }) => ({ address: await find(ctx, args.about) }),
    words: ({ address }, { name: site, contactAddress, baseUrl }) => ({
      subject: `${subject} at ${site}`,
      paragraphs: [happened(address), objection(contactAddress)],
      action: { label: "See the addresses of your account", url: `${baseUrl}/account/email` },
      why: ABOUT_SAFETY,
    }),
    samples: { "an address": { address: "m…r@surgery.example" }, "one that has gone": { address: null } },
  });

export const REMOVED_SINCE = "you removed since";

async function findMasked(ctx: Ctx, addressId: string): Promise<string | null> {
  const canonical = await findCanonical(ctx, addressId);
  return canonical && maskAddress(canonical);
}
