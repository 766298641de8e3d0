import { and, count, eq, inArray, isNotNull, isNull, ne, not, or, sql } from "drizzle-orm";
import { drafts, forgottenPlaces, placeOfForm } from "#db/schema/drafts";
import { type Ctx, type PersonCtx, type PersonId, personIdOf } from "~/lib/ctx";
import { later } from "~/lib/dates";
import { NotFoundError, SubmissionTakenError } from "~/lib/errors";
import { inTransaction, lockByName, shareByName } from "~/lib/transaction.server";
import { type DraftBlocker, draftBlocker, draftKind, isEmptyDraft } from "./draft.policy";

export type DraftInput = {
  /** Where the form is sent to. */
  path: string;
  /** The form's submission id. */
  id: string;
  values: Record<string, string | string[]>;
};

export type SaveDraftResult = { ok: true; savedAt: Date | null } | { ok: false; reason: DraftBlocker };

/**
 * Keeps what the actor has typed so far into a form; of two windows the latest wins. Once the form was sent or its draft discarded, nothing
 * is kept of it any more. An emptied form keeps no draft, and takes none of another window away.
 * @throws NotFoundError for a form that keeps none
 */
export async function saveDraft(ctx: PersonCtx, { path, id, values }: DraftInput): Promise<SaveDraftResult> {
  const { personId } = ctx.actor;
  if (!draftKind(path)) throw new NotFoundError("form");
  return inTransaction(ctx, async (ctx) => {
    await lockDrafts(ctx, personId);
    const mine = eq(drafts.personId, personId);
    const [same] = await ctx.db
      .select({ closedAt: drafts.closedAt })
      .from(drafts)
      .where(and(mine, eq(drafts.id, id)));
    if (same?.closedAt || (await isForgotten(ctx, path, id))) return { ok: false, reason: "closed" };

    const open = isNull(drafts.closedAt);
    const [others] = await ctx.db
      .select({ count: count() })
      .from(drafts)
      .where(and(mine, open, ne(drafts.path, path)));
    const reason = draftBlocker(values, others?.count ?? 0);
    if (reason) return { ok: false, reason };

    const isEmpty = isEmptyDraft(values);
    const replaced = isEmpty ? eq(drafts.id, id) : or(eq(drafts.path, path), eq(drafts.id, id));
    await ctx.db.delete(drafts).where(and(mine, open, replaced));
    if (isEmpty) return { ok: true, savedAt: null };
    await ctx.db.insert(drafts).values({ personId, id, path, values, savedAt: ctx.now });
    return { ok: true, savedAt: ctx.now };
  });
}

/**
 * Called where a form's text is stored, in that transaction: its draft is gone with it, and a save on its way finds it closed.
 * `madeAt`: where what it made stands, for `findMade`.
 */
export async function closeDraft(ctx: Ctx, id: string | undefined, madeAt = ""): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (!personId || !id) return;
  const closed = { values: {}, closedAt: ctx.now, path: madeAt };
  const row = { personId, id, savedAt: ctx.now, ...closed };
  // sent together; the database answers one after the other
  await Promise.all([
    lockDrafts(ctx, personId),
    ctx.db
      .insert(drafts)
      .values(row)
      .onConflictDoUpdate({ target: [drafts.personId, drafts.id], set: closed }),
  ]);
}

/** Closes what the actor keeps of a form, from whichever window. */
export async function closeDraftsOf(ctx: Ctx, path: string): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return;
  await lockDrafts(ctx, personId);
  await ctx.db
    .update(drafts)
    .set({ values: {}, closedAt: ctx.now, path: "" })
    .where(and(eq(drafts.personId, personId), eq(drafts.path, path), isNull(drafts.closedAt)));
}

/**
 * What the actor's form made when it was sent before, within a day: the end of its address, `below` this one. Their other saves and sends
 * wait meanwhile. @throws {SubmissionTakenError} where a form of another kind had this number
 */
export async function findMade(ctx: Ctx, id: string | undefined, below: string): Promise<string | null> {
  const personId = personIdOf(ctx.actor);
  if (!personId || !id) return null;
  await lockDrafts(ctx, personId);
  const [sent] = await ctx.db
    .select({ madeAt: drafts.path })
    .from(drafts)
    .where(and(eq(drafts.personId, personId), eq(drafts.id, id), isNotNull(drafts.closedAt)));
  if (!sent?.madeAt) return null;
  if (!sent.madeAt.startsWith(below)) throw new SubmissionTakenError();
  return sent.madeAt.slice(below.length);
}

/**
 * Closes everybody's drafts of the forms right below these addresses, where what they may repeat is gone for good: a window that still
 * holds it saves it no more, whether it had saved it before or not. Last in a transaction, as `closeDraft` is.
 */
export async function forgetDraftsBelow(ctx: Ctx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  await lockByName(ctx, SAVING);
  const at = later(ctx.now, STILL_OPENING).toISOString();
  await ctx.db.execute(sql`insert into ${forgottenPlaces} (place, at)
    select distinct place, ${at}::timestamptz from unnest(${sql.param([...addresses])}::text[]) as given (place)
    on conflict (place) do update set at = excluded.at`);
  await ctx.db
    .update(drafts)
    .set({ values: {}, closedAt: ctx.now, path: "" })
    .where(and(isNull(drafts.closedAt), inArray(placeOfForm(drafts.path), [...addresses])));
}

/** What is being forgotten waits for saves on their way, and they for it. */
const SAVING = "saving-drafts";
/** A page that is being made at this moment may still have what goes. */
const STILL_OPENING = 10_000;

/** Whether this form was opened before something that it may repeat went for good. */
async function isForgotten(ctx: Ctx, path: string, id: string): Promise<boolean> {
  await shareByName(ctx, SAVING);
  const { place, at } = forgottenPlaces;
  const [gone] = await ctx.db
    .select({ at })
    .from(forgottenPlaces)
    .where(sql`${place} = ${placeOfForm(sql`${path}::text`)}`);
  return gone !== undefined && openedAt(id) <= gone.at;
}

/** The number of a form says when it was made (RFC 9562, version 7). */
const openedAt = (id: string) => new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));

/** Has everybody's drafts of the forms at and below an address go along with what they are about, unless somebody has one there already. */
export async function moveDrafts(ctx: Ctx, from: string, to: string): Promise<void> {
  const moved = sql`${to}::text || substr(${drafts.path}, ${from.length + 1})`;
  const isTaken = sql`exists (select from ${drafts} taken where taken.person_id = ${drafts.personId} and taken.path = ${moved} and taken.closed_at is null)`;
  await ctx.db
    .update(drafts)
    .set({ path: moved })
    .where(and(isNull(drafts.closedAt), or(eq(drafts.path, from), sql`starts_with(${drafts.path}, ${`${from}/`})`), not(isTaken)));
}

/** The same of the forms right below many addresses, of which hardly one has a draft. */
export async function moveDraftsOf(ctx: Ctx, moves: readonly { from: string; to: string }[]): Promise<void> {
  const place = placeOfForm(drafts.path);
  const found = await ctx.db
    .selectDistinct({ place })
    .from(drafts)
    .where(and(isNull(drafts.closedAt), sql`${place} = any(${sql.param(moves.map(({ from }) => from))}::text[])`));
  const begun = new Set(found.map((each) => each.place));
  for (const { from, to } of moves) if (begun.has(from)) await moveDrafts(ctx, from, to);
}

/** @throws NotFoundError */
export async function discardDraft(ctx: PersonCtx, id: string): Promise<void> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (ctx) => {
    await lockDrafts(ctx, personId);
    const [found] = await ctx.db
      .update(drafts)
      .set({ values: {}, closedAt: ctx.now, path: "" })
      .where(and(eq(drafts.personId, personId), eq(drafts.id, id), isNull(drafts.closedAt)))
      .returning({ id: drafts.id });
    if (!found) throw new NotFoundError("draft");
  });
}

/** A person's saves, sends and discards come one after the other. */
const lockDrafts = (ctx: Ctx, personId: PersonId) => lockByName(ctx, `drafts:${personId}`);
