import { z } from "zod";
import { AddressField } from "~/features/people/address.schema";

const Slugs = z.array(z.string().max(100)).max(50);

/** Asking by address alone. A newsletter's own page names itself. */
export const SubscribeSchema = z.object({
  email: AddressField,
  newsletter: Slugs.min(1, "Choose at least one newsletter"),
});

export const ManageSchema = z.object({ email: AddressField });

/** `shown`: what was ticked when the page was made, so that only what the person changed is changed. */
export const ChoicesSchema = z.object({ newsletter: Slugs, shown: Slugs });

/** The one body that RFC 8058 knows. */
export const OneClickSchema = z.object({
  "List-Unsubscribe": z.literal("One-Click", {
    error: "This address takes the unsubscribe button of an email program. Use the form on this page.",
  }),
});
