import { LEFT_OUT } from "~/features/forum/watching/watching-mail.server";
import { replyAddress } from "~/features/mail/incoming/reply-address.server";
import type { MailMessage } from "~/features/mail/messages/mail-kind.server";
import { loadActor } from "~/features/people/actor.queries.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { findAnsweredPlace } from "./answered-place.queries.server";

/** Where answers to a mail go, and who can read them. Staff who look at the mail are told neither. */
export type MailAnswer = { to: string; readers: string } | { to?: undefined };

/** How a mail about a topic is answered by mail; null where that is switched off, or what its reader answers would not be posted now. */
export async function findMailAnswer(
  ctx: Ctx,
  { id, personId, isLook }: Pick<MailMessage<unknown>, "id" | "personId" | "isLook">,
  topicId: string,
): Promise<MailAnswer | null> {
  if (isLook) return {};
  if (!env().replyAddress || !personId) return null;
  const place = await findAnsweredPlace({ ...ctx, actor: await loadActor(ctx.db, personId, ctx.now) }, topicId);
  const to = place && !place.blocker && replyAddress(id, place.readers);
  return to ? { to, readers: place.readers } : null;
}

/** What stands in a mail of how to answer it. */
export function answerWords(answer: MailAnswer | null, contactAddress: string): string {
  if (!answer) return `To answer, use the button: what you write back to this email goes to ${contactAddress} and not into the forum.`;
  return answer.to === undefined
    ? `How to answer this email: ${LEFT_OUT}`
    : `To answer, reply to this email. What you write above its first line is posted in the forum under your name, for ${answer.readers} to read. Files are not taken.`;
}

/** For the samples of mails. */
export const SAMPLE_ANSWER: MailAnswer = { to: "reply+a-sample@forum.example", readers: "all members of the network" };
