import { leaveUnreached, sendAgain } from "~/features/mail/mailings/send-again.server";
import type { Unreached } from "~/features/mail/mailings/unreached.policy";
import { countReachedNow, countUnreached, lookAtUnreached } from "~/features/mail/mailings/unreached.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { getIssue } from "./issues.queries.server";

/** What a sender may read, a sender may decide about; the rest is the mail room's. What was taken out is nobody's to be sent any more. */
async function mailingOf(ctx: Ctx, code: string): Promise<string> {
  const { mailingId, takenOutAt } = await getIssue(ctx, code);
  if (!mailingId || takenOutAt) throw new NotFoundError("mailing");
  return mailingId;
}

export const getUnreached = async (ctx: Ctx, code: string) => countUnreached(ctx, await mailingOf(ctx, code));

export const lookAtUnreachedOf = async (ctx: Ctx, code: string, group: Unreached, after: string | null) =>
  lookAtUnreached(ctx, await mailingOf(ctx, code), group, after);

export const countAgain = async (ctx: Ctx, code: string, group: Unreached) => countReachedNow(ctx, await mailingOf(ctx, code), group);

export const sendIssueAgain = async (ctx: Ctx, code: string, asked: Parameters<typeof sendAgain>[2]) =>
  sendAgain(ctx, await mailingOf(ctx, code), asked);

export const leaveIssueUnreached = async (ctx: Ctx, code: string, asked: Parameters<typeof leaveUnreached>[2]) =>
  leaveUnreached(ctx, await mailingOf(ctx, code), asked);
