import { and, eq } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";
import { classifications } from "#db/classified";
import { accounts } from "#db/schema/accounts";
import { persons, proofs } from "#db/schema/people";
import { privacyErasures } from "#db/schema/privacy";
import { endAllSessions } from "~/features/accounts/sign-in/sign-ins.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { findPrimaryAddress } from "~/features/people/persons.server";
import { isUnanswered } from "~/features/people/proofs.server";
import { isLastAdministrator } from "~/features/permissions/administrators.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { HOUR, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { erasureReceiptMail } from "./erasure-receipt.mail.server";
import type { FreezeBlocker } from "./freeze.policy";
import { countHeld } from "./held.queries.server";

/** A receipt that cannot be delivered delays the erasure by this at most. */
const RECEIPT_WAIT = 24 * HOUR;

export type Posts = "keep" | "delete";
export type ErasurePlan = { title: string; table: string; rows: number; does: "delete" | "clear" | "keep" | "room"; why: string | null }[];
/** Counts and dates, never identity: it stays as the proof. */
export type Receipt = { reference: string; posts: Posts; why: ErasureCause; plan: ErasurePlan };
/** Somebody asked for it, or nothing of theirs has been going on here for as long as records are kept. */
type ErasureCause = "asked" | "ended";
export type FreezeResult =
  | { ok: true; erasureId: string; receipt: Receipt; messageId: string | null }
  | { ok: false; reason: FreezeBlocker };

/**
 * What an erasure does with each kind of what may be held: for those who erase. What is held of one person, and how much, would tell what
 * they wrote without their name.
 */
export const erasedKinds = () =>
  classifications().flatMap(({ table, title, subjects, erasure }) =>
    erasure && subjects.length > 0 ? [{ title, table: getTableConfig(table).name, does: erasure.rows }] : [],
  );

/** What an erasure would do now, table by table, for oneself before one leaves. @throws ForbiddenError */
export async function planErasure(ctx: Ctx, personId: PersonId): Promise<ErasurePlan> {
  demandPermission(ctx, "erase-people", personId);
  const held = await countHeld(ctx, personId);
  return held.flatMap(({ classification: { table, title, erasure }, rows }) =>
    erasure ? [{ title, table: getTableConfig(table).name, rows, does: erasure.rows, why: "why" in erasure ? erasure.why : null }] : [],
  );
}

/**
 * The first of an erasure's two transactions: the account is closed, sessions and links are dead, nothing more is done with the data,
 * and the receipt is on its way. Twice is once.
 * @throws ForbiddenError, NotFoundError
 */
export async function freezePerson(ctx: Ctx, personId: PersonId, posts: Posts, why: ErasureCause = "asked"): Promise<FreezeResult> {
  demandPermission(ctx, "erase-people");
  return inTransaction(ctx, async (ctx) => {
    const [person] = await ctx.db
      .select({ ref: persons.ref, erasedAt: persons.erasedAt })
      .from(persons)
      .where(eq(persons.id, personId))
      // their turn; a stronger lock would hold up whoever writes a row that names them, and waits for none of it
      .for("no key update");
    if (!person) throw new NotFoundError("person");
    if (person.erasedAt) return { ok: false, reason: "already-erased" };
    const [known] = await ctx.db.select({ id: privacyErasures.id }).from(privacyErasures).where(eq(privacyErasures.personId, personId));
    if (known) return { ok: false, reason: "under-way" };
    if (await isLastAdministrator(ctx, personId)) return { ok: false, reason: "last-administrator" };

    const receipt: Receipt = { reference: person.ref, posts, why, plan: await planErasure(ctx, personId) };
    await closeAccountAndLinks(ctx, personId);

    const erasureId = uuidv7();
    await ctx.db
      .insert(privacyErasures)
      .values({ id: erasureId, personId, posts, frozenAt: ctx.now, dueAt: later(ctx.now, RECEIPT_WAIT), receipt });
    const address = await findPrimaryAddress(ctx, personId);
    const messageId = address
      ? await queueMail(ctx, erasureReceiptMail, { erasureId }, { personId, addressId: address.id, cause: `erasure:${erasureId}` })
      : null;
    if (messageId) await ctx.db.update(privacyErasures).set({ messageId }).where(eq(privacyErasures.id, erasureId));
    await recordEntry(ctx, {
      class: "act",
      action: "person.frozen",
      objectKind: "erasure",
      objectId: erasureId,
      subjectId: personId,
      purpose: "erasure",
    });
    return { ok: true, erasureId, receipt, messageId };
  });
}

/** Nobody signs in any more, no link works, and nothing more is done with the data. */
async function closeAccountAndLinks(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db.update(accounts).set({ state: "closed" }).where(eq(accounts.personId, personId));
  await endAllSessions(ctx, personId);
  await ctx.db
    .update(proofs)
    .set({ supersededAt: ctx.now })
    .where(and(eq(proofs.personId, personId), isUnanswered));
  await ctx.db.update(persons).set({ restrictedAt: ctx.now, restrictedWhy: "erasure under way" }).where(eq(persons.id, personId));
}
