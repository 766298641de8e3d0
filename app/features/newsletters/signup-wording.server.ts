import { sql } from "drizzle-orm";
import { getWording, publishWording, type Wording } from "~/features/people/wordings.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

const SLUG = "newsletter-signup";

/** What a portal asks until it publishes words of its own. */
export const DEFAULT_SIGNUP_WORDING =
  "Send me the newsletters I have chosen by email. Each one has a link to stop it, and I can stop at any time. My email address is used for nothing else.";

/** What signing up means, in force now, as the forms show it. */
export async function getSignupWording(ctx: Ctx): Promise<string> {
  return (await findSignupWording(ctx))?.body ?? DEFAULT_SIGNUP_WORDING;
}

/** The same with its version, for a consent to name: the default is published by the first act that needs it. */
export async function ensureSignupWording(ctx: Ctx): Promise<Wording> {
  const found = await findSignupWording(ctx);
  if (found) return found;
  return inTransaction({ ...ctx, actor: { kind: "system", reason: "first-signup" } }, async (ctx) => {
    // two first sign-ups at once publish one version
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('wording:newsletter-signup', 0))`);
    return (await findSignupWording(ctx)) ?? publishWording(ctx, { slug: SLUG, body: DEFAULT_SIGNUP_WORDING });
  });
}

async function findSignupWording(ctx: Ctx): Promise<Wording | null> {
  try {
    return await getWording(ctx, SLUG);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
