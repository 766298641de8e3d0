import { getMyAccount, getMyProfile } from "~/features/accounts/accounts.queries.server";
import { countMyRecoveryCodes } from "~/features/accounts/recovery-codes.server";
import { isStaffRole } from "~/features/accounts/staff.policy";
import { enrolment, offeredSecret } from "~/features/accounts/totp.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import type { Session } from "./session.server";

/** The key offered in this session. */
export function offeredFactor({ stored }: Session): string {
  if (!stored?.personId) throw new NotFoundError("session");
  return offeredSecret(stored.family, stored.personId);
}

/** What the page of the second factor shows. */
export async function offerSecondFactor(ctx: Ctx, session: Session) {
  const account = await getMyAccount(ctx);
  const isStaff = account.roles.some(isStaffRole);
  if (account.hasSecondFactor) return { isOn: true as const, isStaff, codesLeft: await countMyRecoveryCodes(ctx) };
  const secret = offeredFactor(session);
  const [{ shortName }, { addresses }] = await Promise.all([getSettings(ctx), getMyProfile(ctx)]);
  return { isOn: false as const, isStaff, secret, ...enrolment(secret, shortName, addresses[0] ?? "") };
}
