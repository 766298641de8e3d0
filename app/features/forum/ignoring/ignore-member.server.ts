import { and, eq, inArray } from "drizzle-orm";
import { forumIgnores } from "#db/schema/forum/ignores";
import { getMember } from "~/features/accounts/member-page.queries.server";
import { recordsByRef } from "~/features/people/joined-person.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { type IgnoreBlocker, ignoreBlocker } from "./ignore.policy";

type Ignored = { ok: true; name: string } | { ok: false; reason: IgnoreBlocker };

/** The actor reads and hears of a member no more, who does not learn of it. @throws NotFoundError for somebody who has no page for them */
export async function ignoreMember(ctx: PersonCtx, ref: string): Promise<Ignored> {
  return inTransaction(ctx, async (ctx) => {
    const member = await getMember(ctx, ref);
    const { personId } = ctx.actor;
    const reason = ignoreBlocker(member, await ctx.db.$count(forumIgnores, eq(forumIgnores.personId, personId)));
    if (reason) return { ok: false, reason };

    await ctx.db.insert(forumIgnores).values({ personId, ignoredId: member.personId, ignoredAt: ctx.now }).onConflictDoNothing();
    return { ok: true, name: member.name };
  });
}

/** The actor reads and hears of somebody again, also where they have no page by now. */
export async function stopIgnoring(ctx: PersonCtx, ref: string): Promise<void> {
  const { personId, ignoredId } = forumIgnores;
  await inTransaction(ctx, (ctx) =>
    ctx.db.delete(forumIgnores).where(and(eq(personId, ctx.actor.personId), inArray(ignoredId, recordsByRef(ctx, ref)))),
  );
}
