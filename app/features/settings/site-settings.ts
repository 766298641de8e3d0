import { z } from "zod";

const line = z.string().trim().min(1).max(200);

/** What the operator chooses about the site, each with what it is until then. */
export const SiteSettingsSchema = z.object({
  name: line.default("Practice Management Network"),
  shortName: line.default("PMN"),
  /** Where replies to mails and questions go. */
  contactAddress: z.email().default("hello@network.example"),
  postalAddress: line.default("Practice Management Network, 1 Example Street, Leeds LS1 1AA"),
  privacyContact: z.email().default("privacy@network.example"),
  /** The sender of mails: `Name <address>`. */
  mailFrom: line.default("Practice Management Network <news@network.example>"),
  /** Header, links and buttons; six hexadecimal digits. */
  accentColour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .default("#005a61"),
});

export type SiteSettings = z.output<typeof SiteSettingsSchema>;

export const SITE_DEFAULTS: SiteSettings = SiteSettingsSchema.parse({});
