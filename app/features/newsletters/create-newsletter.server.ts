import { uuidv7 } from "uuidv7";
import { newsletters } from "#db/schema/newsletters";
import { createList } from "~/features/consents/lists.server";
import { type Audience, createScope } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandSender } from "./issues/demand-sender";
import { slugBlocker } from "./newsletter.policy";

export type NewNewsletter = {
  slug: string;
  name: string;
  /** What is in it, in one or two sentences. */
  description: string;
  /** How often, in words. */
  frequency: string;
  /** Who may read, and so get, it. */
  audience: Audience;
  position?: number;
};

/** Makes a newsletter and the list of those who get it. @throws ForbiddenError, and an Error for a slug that is no address of its own */
export async function createNewsletter(ctx: Ctx, { audience, ...newsletter }: NewNewsletter): Promise<{ id: string; listId: string }> {
  demandSender(ctx);
  const wrong = slugBlocker(newsletter.slug);
  if (wrong) throw new Error(`${newsletter.slug}: ${wrong}`);

  return inTransaction(ctx, async (ctx) => {
    const listId = await createList(ctx, {
      slug: newsletter.slug,
      kind: "newsletter",
      purpose: `The newsletter ${newsletter.name}`,
      channel: "email",
      scopeId: await createScope(ctx, audience),
    });
    const id = uuidv7();
    await ctx.db.insert(newsletters).values({ id, listId, ...newsletter });
    return { id, listId };
  });
}
