import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { messages } from "#db/schema/mail/messages";
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
  const [queued] = await insertMessages(ctx, mail, [{ personId: mail.personId ?? null, to }]);
  return queued ?? null;
}

/** Queues one mail to the primary address of each of these people, as `queueMessage` does, and gives the ids of those that are new. */
export async function queueMessages(
  ctx: Ctx,
  people: PersonId[],
  mail: Omit<QueuedMail, "personId" | "addressId" | "toProof">,
): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await selectRecipients(ctx, inArray(addresses.personId, people), isPrimaryAddress());
  const found = new Map(rows.map(({ personId, ...to }) => [personId, to]));
  return insertMessages(
    ctx,
    mail,
    people.map((personId) => ({ personId, to: found.get(personId) ?? null })),
  );
}

async function insertMessages(
  ctx: Ctx,
  mail: QueuedMail,
  recipients: { personId: PersonId | null; to: Recipient | null }[],
): Promise<string[]> {
  const waits = mail.waits ?? 0;
  const livesFor = waits + (mail.livesFor ?? LIVES[mail.class]);
  const queued = await ctx.db
    .insert(messages)
    .values(
      recipients.map(({ personId, to }) => {
        const id = uuidv7();
        return {
          id,
          kind: mail.kind,
          class: mail.class,
          personId,
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
        };
      }),
    )
    .onConflictDoNothing()
    .returning({ id: messages.id, state: messages.state });
  if (waits === 0 && queued.some(({ state }) => state === "pending")) await wake(ctx, "mail.drain");
  return queued.map(({ id }) => id);
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
  const which = mail.addressId ? eq(addresses.id, mail.addressId) : isPrimaryAddress();
  const [found] = await selectRecipients(ctx, eq(addresses.personId, mail.personId), which);
  if (!found) return null;
  const { personId: _, ...to } = found;
  return to;
}

const isPrimaryAddress = () => and(addresses.isPrimary, isNull(addresses.releasedAt));

const selectRecipients = (ctx: Ctx, whose: SQL, which: SQL | undefined) =>
  ctx.db
    .select({ personId: addresses.personId, addressId: addresses.id, toEmail: addresses.canonical, toHashes: addresses.hashes })
    .from(addresses)
    .where(and(whose, eq(addresses.channel, "email"), which));
