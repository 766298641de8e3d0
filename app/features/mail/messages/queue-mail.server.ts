import { and, eq, inArray, isNotNull, ne, not, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { messages } from "#db/schema/mail/messages";
import { wake } from "#jobs/outbox.server";
import type { MailClass } from "~/features/mail/types";
import { listMailAddresses } from "~/features/people/joined-address.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, HOUR } from "~/lib/dates";
import { addressHashes } from "~/lib/tokens.server";
import type { MailKind } from "./mail-kind.server";
import { messageIdOf, newVerp } from "./message-ids.server";

/** How long a message is tried before it is given up: a code is of no use tomorrow, a receipt is owed. */
const LIVES = { security: 4 * HOUR, service: 2 * DAY, rights: 7 * DAY } as const;

type Recipient = {
  personId?: PersonId | null;
  /** One of the person's addresses; left out: their primary one. */
  addressId?: string;
  /** The claim to an address that nobody has proven yet: it is stored beside the arguments, as `proofId`. */
  toProof?: { id: string; canonical: string };
};

/** Of several that one mail tells of. */
export type Gathering = {
  /** The argument that lists them. */
  list: string;
  /** The cause of a mail of its own, where the one that gathers has begun to leave. */
  late: string;
  /** It left out what it had gathered, which was not to be told then. */
  again?: boolean;
};

type Timing = {
  /** What caused it, e.g. `reply:<post id>`: of one kind, a person gets one message per cause. */
  cause?: string;
  /** Milliseconds before it may leave; none: at once. */
  waits?: number;
  /** Milliseconds for which it is tried from then on. */
  livesFor?: number;
  /** Whether who gets it, and who does not, would tell staff what they are not to know. */
  veiled?: boolean;
  gathering?: Gathering;
};

/** Of a kind with two classes, this mail's. */
type ChosenClass<Class> = Class extends readonly MailClass[] ? { class: Class[number] } : { class?: never };

/**
 * Queues one mail in the caller's transaction; the worker sends it after commit. Null when this person was already written to for this
 * cause. A person without an e-mail address gets a message that says so, skipped at once.
 */
export async function queueMail<Args extends Record<string, unknown>, Class extends MailKind["class"]>(
  ctx: Ctx,
  kind: MailKind<Args, Class>,
  args: NoInfer<Args>,
  mail: Recipient & Timing & ChosenClass<NoInfer<Class>>,
): Promise<string | null> {
  const { personId = null, toProof, ...timing } = mail;
  const to = toProof ? toClaim(toProof) : await findAddress(ctx, kind, mail);
  const stored = toProof ? { ...args, proofId: toProof.id } : args;
  const ofClass = mail.class ?? (kind.class as MailClass);
  const [queued] = await insertMessages(ctx, { ...timing, kind: kind.name, class: ofClass, args: stored }, [{ personId, to }]);
  return queued ?? null;
}

/**
 * Queues one mail to the primary address of each of these people, as `queueMail` does, and gives the ids of those that are new. With
 * `gathering` a mail with this cause that waits yet tells of this as well, and its id is given too.
 */
export async function queueMails<Args extends Record<string, unknown>>(
  ctx: Ctx,
  people: PersonId[],
  kind: MailKind<Args, MailClass>,
  args: NoInfer<Args>,
  timing: Timing,
): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await listMailAddresses(ctx, people);
  const found = new Map(rows.map(({ personId, ...to }) => [personId, to]));
  const recipientsOf = (people: PersonId[]) => people.map((personId) => ({ personId, to: found.get(personId) ?? null }));
  const mail = { ...timing, kind: kind.name, class: kind.class as MailClass, args };
  await veilGathered(ctx, mail);
  const queued = await insertMessages(ctx, mail, recipientsOf(people));
  const { gathering } = timing;
  if (!gathering || queued.length === people.length) return queued;
  const late = await listLate(ctx, mail, people);
  return [...queued, ...(await insertMessages(ctx, { ...mail, cause: gathering.late, gathering: undefined }, recipientsOf(late)))];
}

/** Once one that gathers tells of what is not to be known, none with its cause is in the log: whose tells nothing of it would be known. */
async function veilGathered(ctx: Ctx, { kind, cause, veiled, gathering }: QueuedMail): Promise<void> {
  if (!veiled || !gathering) return;
  await ctx.db
    .update(messages)
    .set({ isVeiled: true })
    .where(and(eq(messages.kind, kind), eq(messages.cause, cause!), not(messages.isVeiled)));
}

/** Those of these people to whom the mail that gathers has begun to leave without this. */
async function listLate(ctx: Ctx, { kind, cause, args, gathering }: QueuedMail, people: PersonId[]): Promise<PersonId[]> {
  const rows = await ctx.db
    .select({ personId: messages.personId })
    .from(messages)
    .where(
      and(
        eq(messages.kind, kind),
        eq(messages.cause, cause!),
        inArray(messages.personId, people),
        gathering!.again ? ne(messages.state, "pending") : not(isGathered(gathering!, sql`${JSON.stringify(args)}::jsonb`)),
      ),
    );
  return rows.flatMap(({ personId }) => (personId ? [personId] : []));
}

const isGathered = ({ list }: Gathering, args: SQL) => sql`(${messages.args} -> ${list}) @> (${args} -> ${list})`;

type QueuedMail = Timing & { kind: string; class: MailClass; args: Record<string, unknown> };

async function insertMessages(
  ctx: Ctx,
  mail: QueuedMail,
  recipients: { personId: PersonId | null; to: Address | null }[],
): Promise<string[]> {
  if (recipients.length === 0) return [];
  const waits = mail.waits ?? 0;
  const livesFor = waits + (mail.livesFor ?? LIVES[mail.class]);
  const insert = ctx.db.insert(messages).values(
    recipients.map(({ personId, to }) => {
      const id = uuidv7();
      return {
        id,
        kind: mail.kind,
        class: mail.class,
        personId,
        ...to,
        args: mail.args,
        cause: mail.cause ?? null,
        messageId: messageIdOf(id),
        verp: newVerp(),
        ...(to
          ? { state: "pending" as const, nextAt: fromNow(waits) }
          : { state: "skipped" as const, reason: "no-address", finalAt: ctx.now }),
        expiresAt: fromNow(livesFor),
        createdAt: ctx.now,
        isVeiled: mail.veiled ?? false,
      };
    }),
  );
  const { gathering } = mail;
  const gathered = sql`excluded.args`;
  const queued = await (gathering
    ? insert.onConflictDoUpdate({
        target: [messages.kind, messages.cause, messages.personId],
        targetWhere: isNotNull(messages.cause),
        set: {
          args: sql`jsonb_set(${messages.args}, array[${gathering.list}], (${messages.args} -> ${gathering.list}) || (${gathered} -> ${gathering.list}))`,
        },
        setWhere: and(eq(messages.state, "pending"), not(isGathered(gathering, gathered))),
      })
    : insert.onConflictDoNothing()
  ).returning({ id: messages.id, state: messages.state });
  if (waits === 0 && queued.some(({ state }) => state === "pending")) await wake(ctx, "mail.drain");
  return queued.map(({ id }) => id);
}

/** Due work compares database time with database time. */
const fromNow = (milliseconds: number) => sql`now() + make_interval(secs => ${milliseconds / 1000})` as unknown as Date;

type Address = { addressId: string | null; toEmail: string; toHashes: Buffer[] };

const toClaim = ({ canonical }: { canonical: string }): Address => ({
  addressId: null,
  toEmail: canonical,
  toHashes: addressHashes(canonical),
});

async function findAddress(ctx: Ctx, kind: MailKind, { personId, addressId }: Recipient): Promise<Address | null> {
  if (!personId) throw new Error(`a ${kind.name} mail needs a person or a proof`);
  const [found] = await listMailAddresses(ctx, [personId], addressId);
  if (!found) return null;
  const { personId: _, ...to } = found;
  return to;
}
