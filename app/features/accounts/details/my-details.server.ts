import { eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts";
import { recordEntry } from "~/features/audit/record-entry.server";
import { listInterests } from "~/features/people/interests.queries.server";
import { refOf } from "~/features/people/persons.server";
import { type Details, type SaveDetailsResult, saveDetails, selectDetails } from "~/features/people/save-details.server";
import { askTogether, firstOf, foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** One's own details as the form begins with them, the interests that it offers, and the reference of one's page. @throws NotFoundError */
export async function getMyDetails(ctx: PersonCtx) {
  const { details, ...rest } = await askTogether(ctx.db, {
    details: firstOf(selectDetails(ctx, ctx.actor.personId)),
    offered: foundBy(listInterests(ctx)),
    ref: refOf(ctx.actor.personId),
  });
  if (!details) throw new NotFoundError("person");
  return { details, ...rest };
}

/** Stores what somebody says about themselves; who saves it says that it is right. */
export async function saveMyDetails(ctx: PersonCtx, details: Partial<Details>): Promise<SaveDetailsResult> {
  return inTransaction(ctx, async (ctx) => {
    const saved = await saveDetails(ctx, { personId: ctx.actor.personId, details });
    if (saved.ok) await markChecked(ctx);
    return saved;
  });
}

/** Somebody says that all that is known about them is still right (PMN-29). */
export async function confirmMyDetails(ctx: PersonCtx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await markChecked(ctx);
    await recordEntry(ctx, { class: "act", action: "profile.confirmed", subjectId: ctx.actor.personId });
  });
}

const markChecked = (ctx: PersonCtx) =>
  ctx.db.update(accounts).set({ detailsCheckedAt: ctx.now, detailsAskedAt: null }).where(eq(accounts.personId, ctx.actor.personId));
