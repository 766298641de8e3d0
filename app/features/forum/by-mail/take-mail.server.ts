import { and, eq, gt } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { ReplySchema } from "~/features/forum/posts/reply.schema";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import type { Envelope } from "~/features/mail/incoming/is-automatic";
import { type IncomingMail, readMail } from "~/features/mail/incoming/read-mail.server";
import { type ReplyToken, readReplyAddress } from "~/features/mail/incoming/reply-address.server";
import { findMailed, type Mailed } from "~/features/mail/messages/find-mailed.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { findHolder, takeTurnOfLiving } from "~/features/people/persons.server";
import { isStaffRole } from "~/features/permissions/permissions";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import {
  ForbiddenError,
  GoneError,
  NotFoundError,
  PatientDetailsError,
  RefusedTextError,
  TooManyError,
  WatchedWordsError,
} from "~/lib/errors";
import { consume, WRITING } from "~/lib/rate-limits.server";
import { sha256 } from "~/lib/tokens.server";
import { inTransaction, lockByName } from "~/lib/transaction.server";
import { findAnsweredPlace, findAnsweredTopic } from "./answered-place.queries.server";
import type { MailedBlocker, MailedOutcome } from "./mailed.policy";
import { mailedReplyMail } from "./mailed-reply.mail.server";

/** How long a mail of ours can be answered. */
const ANSWERED_FOR = 30 * DAY;

/**
 * What became of a mail. `taken`: it is posted, or its writer is told why not. `ignored`: a program sent it. `later`: it has to be brought
 * again, as one person writes too much, was told too lately, or was erased or merged that moment. The rest: nobody here is told,
 * whoever brought it says so.
 */
export type MailTaken = "taken" | "ignored" | "later" | "no-such-address" | "not-allowed" | "unreadable";

/**
 * Takes one mail that came in, whatever brought it, as a reply where it answers a mail of the forum. It is posted by the command of the
 * site's own form, under its sender's name, once for each Message-ID.
 */
export async function takeMail(ctx: Ctx, raw: Uint8Array, envelope: Envelope): Promise<MailTaken> {
  const mail = await readMail(raw, envelope);
  if (mail?.isAutomatic) return "ignored";
  const token = readReplyAddress(envelope.recipient);
  if (!token) return "no-such-address";
  if (!mail) return "unreadable";
  const mailed = await findMailed(ctx, token.messageId);
  if (!mailed) return "no-such-address";
  const sender = mail.from ? await findHolder(ctx, mail.from) : null;
  // one answer for all others, and nothing of theirs is touched: a sender is typed by whoever sends, and may be anybody
  if (!sender?.hasAccount || sender.personId !== mailed.personId) return "not-allowed";
  const answer = { ...sender, mail, token, mailed, hash: sha256(Buffer.concat([mail.hash, Buffer.from(token.messageId)])) };
  try {
    await consume(WRITING, sender.personId);
    return await settle(ctx, answer, postReply);
  } catch (error) {
    if (error instanceof TooManyError) return "later";
    const outcome = blockerOf(error);
    if (!outcome) throw error;
    // what it had begun to store is undone
    return settle(ctx, answer, async () => ({ outcome }));
  }
}

type Answer = { personId: PersonId; addressId: string; mail: IncomingMail; token: ReplyToken; mailed: Mailed; hash: Buffer };
type Settled = { outcome: MailedOutcome; topicId?: string | null };

/** What the command throws to its form. */
function blockerOf(error: unknown): MailedBlocker | null {
  if (error instanceof PatientDetailsError) return "patient-details";
  if (error instanceof WatchedWordsError) return "watched-words";
  if (error instanceof RefusedTextError) return "refused-text";
  return error instanceof NotFoundError || error instanceof GoneError || error instanceof ForbiddenError ? "gone" : null;
}

/** Decides about a mail that was not taken before, and keeps what came of it; its writer is told where it is more, or less, than a post. */
function settle(ctx: Ctx, answer: Answer, decide: (ctx: Ctx, answer: Answer) => Promise<Settled>): Promise<MailTaken> {
  const { personId, addressId, mail, token, hash } = answer;
  return inTransaction<MailTaken, Ctx>(ctx, async (ctx) => {
    // what keeps them from writing comes before this or after it, and so does the same mail
    if (!(await isStillThere(ctx, personId))) return "later";
    await lockByName(ctx, `answers:${token.messageId}`);
    if ((await ctx.db.$count(forumMailedReplies, eq(forumMailedReplies.hash, hash))) > 0) return "taken";

    const { outcome, topicId = null } = await decide(ctx, answer);
    const isRefused = outcome !== "posted" && outcome !== "held";
    const isToTell = outcome !== "posted" || mail.hasFiles;
    // nothing was stored yet, and what was written is not lost where it is brought again
    if (isRefused && (await wasToldLately(ctx, token.messageId))) return "later";

    const id = uuidv7();
    await ctx.db.insert(forumMailedReplies).values({
      id,
      personId,
      hash,
      answeredId: token.messageId,
      topicId,
      outcome,
      hasFiles: mail.hasFiles,
      body: isRefused ? mail.words : "",
      takenAt: ctx.now,
      toldAt: isToTell ? ctx.now : null,
    });
    if (isToTell)
      await queueMail(ctx, mailedReplyMail, { mailedId: id }, { personId, addressId, cause: `mailed-reply:${id}`, veiled: true });
    return "taken";
  });
}

/** Takes their turn. Who was erased or merged meanwhile is somebody else, or nobody, when the mail is brought again. */
const isStillThere = (ctx: Ctx, personId: PersonId): Promise<boolean> =>
  takeTurnOfLiving(ctx, personId).then(
    () => true,
    (error) => {
      if (error instanceof NotFoundError) return false;
      throw error;
    },
  );

/** That nothing was posted is told once an hour at most of each mail of ours, whatever answers it. */
const wasToldLately = async (ctx: Ctx, answeredId: string): Promise<boolean> =>
  (await ctx.db.$count(
    forumMailedReplies,
    and(eq(forumMailedReplies.answeredId, answeredId), gt(forumMailedReplies.toldAt, later(ctx.now, -HOUR))),
  )) > 0;

/** Posts what somebody answered. A mail alone gives nobody the powers of staff. */
async function postReply(ctx: Ctx, { personId, mail, token, mailed, hash }: Answer): Promise<Settled> {
  if (mailed.createdAt < later(ctx.now, -ANSWERED_FOR)) return { outcome: "too-old" };

  const account = await findAccount(ctx, personId);
  const actor = await loadActor(ctx.db, personId, ctx.now);
  if (account?.state !== "active" || actor.kind !== "person") return { outcome: "not-a-member" };
  const asWriter: Ctx = { ...ctx, actor: { ...actor, roles: actor.roles.filter((role) => !isStaffRole(role)) } };

  const topicId = await findAnsweredTopic(ctx, mailed);
  const place = topicId ? await findAnsweredPlace(asWriter, topicId) : null;
  if (!topicId || !place) return { outcome: "gone" };
  if (place.blocker) return { outcome: place.blocker, topicId };
  if (!token.isShown(place.readers)) return { outcome: "other-readers", topicId };

  const form = ReplySchema.safeParse({ body: mail.words, submissionId: submissionOf(hash), readers: place.readers });
  if (!form.success) return { outcome: mail.words ? "too-long" : "empty", topicId };
  const reply = await replyToTopic(asWriter, { ...form.data, topic: place.topic.code, byMail: true });
  // sent before: it stands since longer than mails are remembered
  if (reply.ok || reply.reason === "sent-before") return { outcome: "posted", topicId };
  return { outcome: reply.reason as MailedOutcome, topicId };
}

/** The number that a form has, so that two copies of one mail are one post also where it is brought by two at once. */
const submissionOf = (hash: Buffer) => hash.toString("hex").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
