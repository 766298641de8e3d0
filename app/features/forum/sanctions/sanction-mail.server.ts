import { and, type SQL, sql } from "drizzle-orm";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { idOfCause, wordEach } from "~/features/forum/watching/causes";
import type { MailMessage } from "~/features/mail/messages/mail-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { recordsOf } from "~/features/people/persons.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";

export const ABOUT_SANCTION =
  "You get this email because a moderator made a decision about what you may do in the forum. It is sent to everybody whom it concerns.";

export type ToldSanction = Awaited<ReturnType<typeof selectTold>>[number];

/** A sanction upon the message's person. */
export async function findToldSanction(ctx: Ctx, { personId, args }: MailMessage<{ sanctionId: string }>): Promise<ToldSanction | null> {
  const [sanction] = personId ? await selectTold(ctx, personId, [args.sanctionId]) : [];
  return sanction ?? null;
}

/** Sanctions upon oneself, for the inbox. */
export function wordSanctions(
  ctx: Ctx,
  causes: string[],
  word: (sanction: ToldSanction, cause: string) => NotificationWords | null,
): SQL<Map<string, NotificationWords>> {
  return foundBy(selectTold(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (found) => wordEach(causes, found, word));
}

function selectTold(ctx: Ctx, personId: PersonId | null, ids: string[]) {
  const { id, code, kind, reason, endsAt, decision, decisionWhy, endedAs, endedWhy } = forumSanctions;
  return ctx.db
    .select({ id, code, kind, reason, endsAt, decision, decisionWhy, endedAs, endedWhy })
    .from(forumSanctions)
    .where(and(isOneOf(id, ids), sql`${forumSanctions.personId} = any(${recordsOf(sql`${personId}::uuid`)})`));
}

export const SAMPLE_SANCTION: ToldSanction = {
  id: "0190f3a0-0000-7000-8000-000000000001",
  code: "3hd8w2kq7p",
  kind: "read-only",
  reason: "Three posts this week called colleagues by names. We asked you twice to stop.",
  endsAt: new Date("2026-12-05T23:59:59.999Z"),
  decision: null,
  decisionWhy: null,
  endedAs: null,
  endedWhy: null,
};
