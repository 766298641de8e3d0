import { and, desc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { wordingAcceptances, wordings } from "#db/schema/consents";
import { recordEntry } from "~/features/audit/record-entry.server";
import { takeTurn } from "~/features/people/persons.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { getWording } from "./wordings.server";

/** The acting person accepts the wording in force. @throws NotFoundError when none was published */
export async function acceptWording(ctx: Ctx, slug: string): Promise<void> {
  const personId = signedIn(ctx);
  await inTransaction(ctx, async (ctx) => {
    const wording = await getWording(ctx, slug);
    await ctx.db.insert(wordingAcceptances).values({ id: uuidv7(), personId, wordingId: wording.id, acceptedAt: ctx.now });
    await recordEntry(ctx, { class: "act", action: "wording.accepted", objectKind: "wording", objectId: wording.id, subjectId: personId });
  });
}

/** The acting person has read this version of a wording. Twice is once. @throws NotFoundError */
export async function acceptVersion(ctx: Ctx, slug: string, version: number): Promise<void> {
  const personId = signedIn(ctx);
  await inTransaction(ctx, async (ctx) => {
    const [wording] = await ctx.db
      .select({ id: wordings.id })
      .from(wordings)
      .where(and(eq(wordings.slug, slug), eq(wordings.version, version)));
    if (!wording) throw new NotFoundError("version");
    await takeTurn(ctx, personId);
    const mine = and(eq(wordingAcceptances.personId, personId), eq(wordingAcceptances.wordingId, wording.id));
    const [known] = await ctx.db.select({ id: wordingAcceptances.id }).from(wordingAcceptances).where(mine).limit(1);
    if (!known) await ctx.db.insert(wordingAcceptances).values({ id: uuidv7(), personId, wordingId: wording.id, acceptedAt: ctx.now });
  });
}

/** When a person last accepted the wording in force; null when never, or only an earlier version of it. */
export async function acceptedAt(ctx: Ctx, personId: PersonId, slug: string): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ acceptedAt: wordingAcceptances.acceptedAt })
    .from(wordingAcceptances)
    .innerJoin(wordings, eq(wordings.id, wordingAcceptances.wordingId))
    .where(
      and(
        eq(wordingAcceptances.personId, personId),
        eq(wordings.slug, slug),
        sql`${wordings.version} = (select max(latest.version) from ${wordings} as latest where latest.slug = ${slug})`,
      ),
    )
    .orderBy(desc(wordingAcceptances.acceptedAt))
    .limit(1);
  return row?.acceptedAt ?? null;
}

/** Nobody accepts anything by a mailed link. */
function signedIn(ctx: Ctx): PersonId {
  const personId = ctx.actor.kind === "person" ? personIdOf(ctx.actor) : null;
  if (!personId) throw new ForbiddenError("persons-only");
  return personId;
}
