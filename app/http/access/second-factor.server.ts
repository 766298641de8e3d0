import { getMyAccount, getMyProfile } from "~/features/accounts/accounts.queries.server";
import { enrolment, offeredSecret } from "~/features/accounts/second-factor/totp.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import type { Session } from "./session.server";

/** The key offered to an app in this sign-in. */
export async function offeredKey(ctx: PersonCtx, { stored }: Session): Promise<string> {
  if (!stored) throw new NotFoundError("session");
  const { personId, sessionsValidFrom } = await getMyAccount(ctx);
  return offeredSecret(stored.family, personId, sessionsValidFrom);
}

/** The key with what shows it. */
export async function offerKey(ctx: PersonCtx, session: Session) {
  const secret = await offeredKey(ctx, session);
  const [{ shortName }, { addresses }] = await Promise.all([getSettings(ctx), getMyProfile(ctx)]);
  return { secret, ...enrolment(secret, shortName, addresses[0] ?? "") };
}
