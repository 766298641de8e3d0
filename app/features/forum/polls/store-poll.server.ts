import { eq } from "drizzle-orm";
import { forumPolls, type NewPoll } from "#db/schema/forum/polls";
import type { Ctx } from "~/lib/ctx";
import { DAY, endOfItsDay, later } from "~/lib/dates";
import { RefusedTextError } from "~/lib/errors";
import { CLOSING_REFUSALS, closingOf } from "./poll.policy";
import type { PollInput } from "./poll.schema";

/** A poll that was typed, with the moment at which it closes. @throws RefusedTextError */
export function preparePoll(ctx: Ctx, poll: PollInput): NewPoll {
  const closesAt = closingOf(poll.closesAt, ctx.now);
  if (typeof closesAt === "string") throw new RefusedTextError("pollClosesOnDay", CLOSING_REFUSALS[closesAt]);
  return { ...poll, closesAt: closesAt.toISOString() };
}

/** The words of a poll by the fields in which they were typed: what readers see of it. */
export const pollTexts = (poll: Pick<NewPoll, "question" | "options"> | null | undefined): Record<string, string> =>
  poll ? { pollQuestion: poll.question, pollOptions: poll.options.join("\n") } : {};

type Asked = Pick<NewPoll, "question" | "options" | "most" | "shows"> | null | undefined;

/** Whether the same form was sent with the same poll; the day is not looked at, of which none means another one each time. */
export const isSamePoll = (one: Asked, other: Asked): boolean => asked(one) === asked(other);
const asked = (poll: Asked) => (poll ? JSON.stringify([poll.question, poll.options, poll.most, poll.shows]) : null);

/** Puts a poll under a post. One whose day came while it waited for a moderator is open for a week. */
export async function storePoll(ctx: Ctx, postId: string, { question, options, most, shows, closesAt }: NewPoll): Promise<void> {
  const day = new Date(closesAt);
  await ctx.db.insert(forumPolls).values({
    postId,
    question,
    options,
    most,
    shows,
    counts: options.map(() => 0),
    closesAt: day > ctx.now ? day : endOfItsDay(later(ctx.now, 7 * DAY)),
  });
}

/** A post's poll goes with its words, and the votes with it. */
export async function dropPoll(ctx: Ctx, postId: string): Promise<void> {
  await ctx.db.delete(forumPolls).where(eq(forumPolls.postId, postId));
}
