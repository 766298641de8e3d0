import { recordEntry } from "~/features/audit/record-entry.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { endSignIns } from "./sign-ins.server";

/** Ends one of one's own sign-ins. False when it is not there, or somebody else's. */
export const endMySession = (ctx: PersonCtx, family: string) => end(ctx, { family });

/** Ends all of one's own sign-ins but this one. */
export const endMyOtherSessions = (ctx: PersonCtx, thisFamily: string) => end(ctx, { allBut: thisFamily });

async function end(ctx: PersonCtx, which: { family: string } | { allBut: string }): Promise<boolean> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    const ended = await endSignIns(ctx, personId, which);
    if (ended > 0) await recordEntry(ctx, { class: "security", action: "sessions.ended", subjectId: personId, detail: { count: ended } });
    return ended > 0;
  });
}
