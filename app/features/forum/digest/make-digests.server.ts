import { asc, lte, sql } from "drizzle-orm";
import { forumDigests } from "#db/schema/forum/watching";
import { visitedSince } from "~/features/accounts/sign-in/visited-since.server";
import { queueMails } from "~/features/mail/messages/queue-mail.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { nextDigest } from "./choose-digest.server";
import { digestMail } from "./digest.mail.server";

/** As many as one transaction makes. */
export const DIGEST_BATCH = 200;

/** Of so many digests in a row without a visit, daily ones become weekly, and weekly ones end. */
export const SILENT = { daily: 28, weekly: 8 } as const;

/**
 * Makes a digest for everybody whose is due: a message each, which says when it leaves what is new then. A batch in each transaction, which
 * moves its rows on: workers make different ones, and of one that dies in the middle none is made or all are. However long no worker ran,
 * it is one digest, of all that time.
 */
export async function makeDigests(ctx: Ctx): Promise<void> {
  while (await makeBatch(ctx)) {}
}

async function makeBatch(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const reader = joinedPerson("reader");
    const { personId, every, hour, silent, toldUntil, nextAt } = forumDigests;
    const due = await ctx.db
      .select({ personId, every, hour, silent, toldUntil, isUsable: reader.isUsable, hasVisited: visitedSince(personId, toldUntil) })
      .from(forumDigests)
      .innerJoin(...reader.of(personId))
      .where(lte(nextAt, ctx.now))
      .orderBy(asc(nextAt))
      .limit(DIGEST_BATCH)
      .for("update", { of: forumDigests, skipLocked: true });
    const steps = due.map(stepOf);
    for (const rows of groupedBy(steps, ({ since, turn }) => `${since.getTime()} ${turn}`)) await mail(ctx, rows);
    for (const rows of groupedBy(steps, (step) => `${step.every} ${step.hour} ${step.silent} ${step.turn}`)) await moveOn(ctx, rows);
    return due.length === DIGEST_BATCH;
  });
}

type Due = {
  personId: PersonId;
  every: "daily" | "weekly";
  hour: number;
  silent: number;
  toldUntil: Date;
  isUsable: boolean;
  hasVisited: boolean;
};

/** What becomes of one that is due: `turn` is what the digest says of it. */
function stepOf({ personId, hour, toldUntil, isUsable, ...due }: Due) {
  const silent = due.hasVisited ? 0 : due.silent + 1;
  const isLong = silent >= SILENT[due.every];
  const turn = !isLong ? null : due.every === "daily" ? ("weekly" as const) : ("last" as const);
  const every = turn === "weekly" ? ("weekly" as const) : due.every;
  return { personId, hour, since: toldUntil, isUsable, turn, every, silent: turn === "weekly" ? 0 : silent };
}

type Step = ReturnType<typeof stepOf>;

async function mail(ctx: Ctx, rows: Step[]): Promise<void> {
  const [{ since, turn }] = rows as [Step];
  const people = rows.filter(({ isUsable }) => isUsable).map(({ personId }) => personId);
  const period = { since: since.toISOString(), until: ctx.now.toISOString() };
  await queueMails(ctx, people, digestMail, { ...period, ...(turn ? { turn } : {}) }, { cause: `digest:${period.since}` });
}

async function moveOn(ctx: Ctx, rows: Step[]): Promise<void> {
  const [{ every, hour, silent, turn }] = rows as [Step];
  const nextAt = turn === "last" ? null : nextDigest(ctx.now, { every, hour });
  const people = sql.param(rows.map(({ personId }) => personId));
  await ctx.db
    .update(forumDigests)
    .set({ every, silent, nextAt, toldUntil: ctx.now })
    .where(sql`${forumDigests.personId} = any(${people}::uuid[])`);
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}
