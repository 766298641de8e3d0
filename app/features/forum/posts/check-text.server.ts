import type { Ctx, PersonId } from "~/lib/ctx";
import type { Beside } from "./quotes";
import { type CheckedMentions, checkMentions } from "./store-mentions.server";
import { checkQuotes } from "./store-quotes.server";

/** `post`: which one is edited, and what it quotes and whom it mentions by now; `writerId`: whose it is, where that is not the actor. */
type Typed = {
  topicId: string;
  scopeId: string;
  number: number;
  body: string;
  post?: ({ id: string; writerId: PersonId | null } & Beside) | null;
  writerId?: PersonId;
};

/** A typed text as it is kept: with what it quotes and whom it mentions beside it. @throws RefusedTextError */
export async function checkText(ctx: Ctx, typed: Typed): Promise<Awaited<ReturnType<typeof checkQuotes>> & CheckedMentions> {
  const { text: body, quotes } = await checkQuotes(ctx, typed);
  return { quotes, ...(await checkMentions(ctx, { ...typed, body })) };
}
