import { desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { wordings } from "#db/schema/people";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";

export type Wording = { id: string; slug: string; version: number; body: string };

/** The wording in force. @throws NotFoundError */
export async function getWording(ctx: Ctx, slug: string): Promise<Wording> {
  const [row] = await ctx.db
    .select({ id: wordings.id, slug: wordings.slug, version: wordings.version, body: wordings.body })
    .from(wordings)
    .where(eq(wordings.slug, slug))
    .orderBy(desc(wordings.version))
    .limit(1);
  if (!row) throw new NotFoundError("wording");
  return row;
}

/** Publishes the next version of a wording; the same text again changes nothing. */
export async function publishWording(ctx: Ctx, { slug, body }: { slug: string; body: string }): Promise<Wording> {
  return inTransaction(ctx, async (ctx) => {
    const current = await getWording(ctx, slug).catch((error) => {
      if (error instanceof NotFoundError) return null;
      throw error;
    });
    if (current?.body === body) return current;
    const next = { id: uuidv7(), slug, version: (current?.version ?? 0) + 1, body };
    await ctx.db.insert(wordings).values({
      ...next,
      sha256: sha256(body),
      publishedAt: ctx.now,
      publishedBy: ctx.actor.kind === "person" ? personIdOf(ctx.actor) : null,
    });
    return next;
  });
}
