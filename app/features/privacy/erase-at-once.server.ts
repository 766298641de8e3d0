import { eq } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { findPersonByRefOrAddress } from "~/features/people/find-person.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { erase } from "./carry-out-erasures.server";
import { type FreezeResult, freezePerson, type Posts, type Receipt } from "./freeze-person.server";

/** How often, and how many milliseconds apart, the command line looks whether the receipt has left. */
const LOOKS = 20;
const BETWEEN_LOOKS = 500;

export type EraseAtOnceResult =
  | { ok: true; receipt: Receipt; receiptMail: "none" | "sent" | "waiting"; erased: boolean }
  | Extract<FreezeResult, { ok: false }>;

/**
 * Erases one person from the command line, by reference or address: freezes them, has the receipt sent by `drain`, and erases.
 * Where the receipt cannot leave now, the worker erases once it has, or after 24 hours.
 * @throws NotFoundError
 */
export async function eraseAtOnce(
  ctx: Ctx,
  given: string,
  posts: Posts,
  drain: (ctx: Ctx) => Promise<unknown>,
): Promise<EraseAtOnceResult> {
  const person = await findPersonByRefOrAddress(ctx, given);
  if (!person) throw new NotFoundError("person");
  const frozen = await freezePerson(ctx, person.personId, posts);
  if (!frozen.ok) return frozen;
  const sent = frozen.messageId === null || (await untilSent(ctx, frozen.messageId, drain));
  // a worker may have been faster, which is as good
  if (sent) await erase(ctx, frozen.erasureId);
  return { ok: true, receipt: frozen.receipt, receiptMail: frozen.messageId ? (sent ? "sent" : "waiting") : "none", erased: sent };
}

/** A worker may have taken the receipt in the same moment: then it is waited for. */
async function untilSent(ctx: Ctx, messageId: string, drain: (ctx: Ctx) => Promise<unknown>): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    await drain(ctx);
    if (await isFinal(ctx, messageId)) return true;
    await new Promise((done) => setTimeout(done, BETWEEN_LOOKS));
  }
  return false;
}

async function isFinal(ctx: Ctx, messageId: string): Promise<boolean> {
  const [message] = await ctx.db.select({ finalAt: messages.finalAt }).from(messages).where(eq(messages.id, messageId));
  return message?.finalAt != null;
}
