import type { Ctx } from "~/lib/ctx";

type Written = { authorId: string | null; writerId: string | null };

/** Who does something about what they wrote without their name is not named in the ledger. */
export const withoutName = (ctx: Ctx, { authorId, writerId }: Written): Ctx =>
  authorId === writerId ? ctx : { ...ctx, actor: { kind: "system", reason: "posted without a name" } };
