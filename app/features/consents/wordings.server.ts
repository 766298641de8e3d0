import { desc, eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { wordings } from "#db/schema/consents";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";

export type Wording = { id: string; slug: string; version: number; body: string };

/** The wording in force. @throws NotFoundError */
export async function getWording(ctx: Ctx, slug: string): Promise<Wording> {
  const found = await findWording(ctx, slug);
  if (!found) throw new NotFoundError("wording");
  return found;
}

export async function findWording(ctx: Ctx, slug: string): Promise<Wording | null> {
  const [row] = await selectWordings(ctx, [slug]);
  return row ?? null;
}

/** Those in force of the named ones. */
export const selectWordings = (ctx: Ctx, slugs: readonly string[]) =>
  ctx.db
    .selectDistinctOn([wordings.slug], { id: wordings.id, slug: wordings.slug, version: wordings.version, body: wordings.body })
    .from(wordings)
    .where(inArray(wordings.slug, [...slugs]))
    .orderBy(wordings.slug, desc(wordings.version));

export async function findWordingById(ctx: Ctx, id: string): Promise<Wording | null> {
  const { slug, version, body } = wordings;
  const [row] = await ctx.db.select({ id: wordings.id, slug, version, body }).from(wordings).where(eq(wordings.id, id));
  return row ?? null;
}

/** The wording in force; where none was published yet, `body` becomes its first version. For acts that must name a version. */
export async function ensureWording(ctx: Ctx, { slug, body }: { slug: string; body: string }): Promise<Wording> {
  const found = await findWording(ctx, slug);
  if (found) return found;
  return inTransaction({ ...ctx, actor: { kind: "system", reason: "first-use" } }, async (ctx) => {
    // two first acts at once publish one version
    await lockByName(ctx, `wording:${slug}`);
    return (await findWording(ctx, slug)) ?? publishWording(ctx, { slug, body });
  });
}

/** Publishes the next version of a wording; the same text again changes nothing. */
export async function publishWording(ctx: Ctx, { slug, body }: { slug: string; body: string }): Promise<Wording> {
  return inTransaction(ctx, async (ctx) => {
    const current = await findWording(ctx, slug);
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
