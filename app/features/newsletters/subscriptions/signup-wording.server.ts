import { ensureWording, findWording, type Wording } from "~/features/consents/wordings.server";
import type { Ctx } from "~/lib/ctx";

/** What a portal asks until it publishes words of its own: by address alone, and in one's account. */
export const DEFAULT_WORDINGS = {
  "newsletter-signup":
    "Please email me the newsletters I have chosen. My address is used only to send what I asked for. Nothing is sent until I confirm by pressing the button in the email that comes first. I can leave at any time with the link in every issue.",
  "newsletter-account-signup":
    "Please email me the newsletters that I have ticked, at the address in my account. My membership does not depend on it. I can leave at any time: by unticking it here, which works at once, or with the link in every issue.",
} as const;
export type SignupWording = keyof typeof DEFAULT_WORDINGS;

/** What signing up means, in force now, as the forms show it. */
export async function getSignupWording(ctx: Ctx, slug: SignupWording): Promise<string> {
  return (await findWording(ctx, slug))?.body ?? DEFAULT_WORDINGS[slug];
}

/** The same with its version, for a consent to name. */
export const ensureSignupWording = (ctx: Ctx, slug: SignupWording): Promise<Wording> =>
  ensureWording(ctx, { slug, body: DEFAULT_WORDINGS[slug] });
