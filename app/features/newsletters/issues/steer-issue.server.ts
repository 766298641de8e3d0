import { pauseMailing, resumeMailing, type SteerResult, stopMailing } from "~/features/mail/mailings/steer-mailing.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { getIssue } from "./issues.queries.server";

export const pauseIssue = (ctx: Ctx, code: string) => steer(ctx, code, pauseMailing);
export const resumeIssue = (ctx: Ctx, code: string) => steer(ctx, code, resumeMailing);
export const stopIssue = (ctx: Ctx, code: string) => steer(ctx, code, stopMailing);

/** What a sender may read, a sender may steer; whether they may at all, and whether there is still something to steer, the mail room decides. */
async function steer(ctx: Ctx, code: string, act: (ctx: Ctx, mailingId: string) => Promise<SteerResult>): Promise<SteerResult> {
  const { mailingId } = await getIssue(ctx, code);
  if (!mailingId) throw new NotFoundError("mailing");
  return act(ctx, mailingId);
}
