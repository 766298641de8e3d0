import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { messages } from "#db/schema/mail";
import { addresses } from "#db/schema/people";
import { wake } from "#jobs/outbox.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, HOUR } from "~/lib/dates";
import { addressHashes } from "~/lib/tokens.server";
import type { MailKind } from "./kinds.server";
import { messageIdOf, newVerp } from "./message-ids.server";

/** How long a message is tried before it is given up: a code is of no use tomorrow, a receipt is owed. */
const LIVES = { security: 4 * HOUR, service: 2 * DAY, rights: 7 * DAY } as const;

export type QueuedMail = {
  kind: MailKind["name"];
  class: MailKind["class"];
  personId?: PersonId | null;
  /** One of the person's addresses; left out: their primary one. */
  addressId?: string;
  /** The claim to an address that nobody has proven yet; it becomes `args.proofId`. */
  toProof?: { id: string; canonical: string };
  /** Ids only. */
  args: Record<string, string>;
  /** What caused it, e.g. `reply:<post id>`: of one kind, a person gets one message per cause. */
  cause?: string;
  /** Milliseconds before it may leave; none: at once. */
  waits?: number;
  /** Milliseconds for which it is tried from then on. */
  livesFor?: number;
};

/**
 * Queues one mail in the caller's transaction; the worker sends it after commit. Null when this person was already written to for this cause.
 * A person without an e-mail address gets a message that says so, skipped at once.
 */
export async function queueMessage(ctx: Ctx, mail: QueuedMail): Promise<string | null> {
  const to = mail.toProof ? proofRecipient(mail.toProof) : await findRecipient(ctx, mail);
  const id = uuidv7();
  const waits = mail.waits ?? 0;
  const livesFor = waits + (mail.livesFor ?? LIVES[mail.class]);
  const [queued] = await ctx.db
    .insert(messages)
    .values({
      id,
      kind: mail.kind,
      class: mail.class,
      personId: mail.personId ?? null,
      ...to,
      args: mail.toProof ? { ...mail.args, proofId: mail.toProof.id } : mail.args,
      cause: mail.cause ?? null,
      messageId: messageIdOf(id),
      verp: newVerp(),
      ...(to
        ? { state: "pending" as const, nextAt: fromNow(waits) }
        : { state: "skipped" as const, reason: "no-address", finalAt: ctx.now }),
      expiresAt: fromNow(livesFor),
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  if (queued && to && waits === 0) await wake(ctx, "mail.drain");
  return queued?.id ?? null;
}

/** Due work compares database time with database time. */
const fromNow = (milliseconds: number) => sql`now() + make_interval(secs => ${milliseconds / 1000})` as unknown as Date;

type Recipient = { addressId: string | null; toEmail: string; toHashes: Buffer[] };

const proofRecipient = ({ canonical }: { canonical: string }): Recipient => ({
  addressId: null,
  toEmail: canonical,
  toHashes: addressHashes(canonical),
});

async function findRecipient(ctx: Ctx, mail: QueuedMail): Promise<Recipient | null> {
  if (!mail.personId) throw new Error(`a ${mail.kind} mail needs a person or a proof`);
  const which = mail.addressId ? eq(addresses.id, mail.addressId) : and(addresses.isPrimary, isNull(addresses.releasedAt));
  const [address] = await ctx.db
    .select({ addressId: addresses.id, toEmail: addresses.canonical, toHashes: addresses.hashes })
    .from(addresses)
    .where(and(eq(addresses.personId, mail.personId), eq(addresses.channel, "email"), which));
  return address ?? null;
}
