import type { Ctx } from "~/lib/ctx";
import { type Account, getMyAccount } from "./accounts.queries.server";
import { verifyPassword } from "./password.server";

/** One's own account, where the password given is right: asked again before what a thief of the session would do first. */
export async function askPassword(ctx: Ctx, password: string): Promise<Account | null> {
  const account = await getMyAccount(ctx);
  const { isRight } = await verifyPassword(account.passwordHash, password);
  return isRight ? account : null;
}
