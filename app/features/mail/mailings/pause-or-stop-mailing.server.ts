import { and, eq, inArray, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { wake } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandMailer } from "~/features/mail/messages/demand-mailer";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { LIST_LIFE } from "./fill-mailing.server";
import { afterAct, type MailingAct } from "./mailing.policy";
import { goingOn, skipWaiting } from "./mailing-states.server";

export type MailingActResult = { ok: true } | { ok: false; reason: "too-late" };

export const pauseMailing = (ctx: Ctx, id: string) => changeMailing(ctx, id, "pause");
export const resumeMailing = (ctx: Ctx, id: string) => changeMailing(ctx, id, "resume");
/** For good: whoever has not been written to yet is skipped. */
export const stopMailing = (ctx: Ctx, id: string) => changeMailing(ctx, id, "stop");

const WORDS = { pause: "mailing.paused", resume: "mailing.resumed", stop: "mailing.stopped" } as const;

async function changeMailing(ctx: Ctx, id: string, act: MailingAct): Promise<MailingActResult> {
  demandMailer(ctx);
  return inTransaction(ctx, async (ctx) => {
    const [mailing] = await ctx.db
      .select({ state: mailings.state, why: mailings.why, audience: mailings.audience })
      .from(mailings)
      .where(eq(mailings.id, id))
      .for("update");
    if (!mailing) throw new NotFoundError("mailing");
    const state = afterAct(mailing, act);
    if (!state) return { ok: false, reason: "too-late" };

    await ctx.db
      .update(mailings)
      .set(
        act === "resume"
          ? { state, why: null, releasedAt: sql`now()`, ...(state === "sending" ? goingOn(id) : {}) }
          : { state, why: "by-hand" },
      )
      .where(eq(mailings.id, id));
    if (act === "resume") await giveTime(ctx, id);
    if (state === "stopped") await skipWaiting(ctx, id);
    await recordEntry(ctx, { class: "act", action: WORDS[act], objectKind: "mailing", objectId: id });
    await wake(ctx, "mail.drain");
    return { ok: true };
  });
}

/** However long it was paused, nobody is left out for that. */
async function giveTime(ctx: Ctx, mailingId: string): Promise<void> {
  await ctx.db
    .update(messages)
    .set({ expiresAt: sql`greatest(${messages.expiresAt}, now() + ${LIST_LIFE}::interval)` })
    .where(and(eq(messages.mailingId, mailingId), inArray(messages.state, ["pending", "deferred"])));
}
