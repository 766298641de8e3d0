import type { Account } from "~/features/accounts/accounts.queries.server";
import { enrolment, offeredSecret } from "~/features/accounts/second-factor/totp.server";
import { listHeldAddresses } from "~/features/people/addresses.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import type { Session } from "./session.server";

/** The key offered to an app in this sign-in to one's account. */
export function offeredKey({ stored }: Session, { personId, sessionsValidFrom }: Account): string {
  if (!stored) throw new NotFoundError("session");
  return offeredSecret(stored.family, personId, sessionsValidFrom);
}

/** The key with what shows it. */
export async function offerKey(ctx: PersonCtx, session: Session, account: Account) {
  const secret = offeredKey(session, account);
  const [{ shortName }, [main]] = await Promise.all([getSettings(ctx), listHeldAddresses(ctx, account.personId)]);
  return { secret, ...enrolment(secret, shortName, main?.canonical ?? "") };
}
