import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { getMyAccount } from "~/features/accounts/accounts.queries.server";
import { SecondFactorOff, SecondFactorOn } from "~/features/accounts/components/second-factor";
import { countMyRecoveryCodes } from "~/features/accounts/second-factor/recovery-codes.server";
import { asPasswordHolder } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asPasswordHolder(request, async (ctx, { isStaff }) => {
    const { hasSecondFactor } = await getMyAccount(ctx);
    return page({ isStaff, hasSecondFactor, codesLeft: hasSecondFactor ? await countMyRecoveryCodes(ctx) : 0 });
  });
}

export const meta = title("Second factor", "Your account");

export default function SecurityPage() {
  const { hasSecondFactor, isStaff, codesLeft } = useLoaderData<typeof loader>();
  return hasSecondFactor ? <SecondFactorOn isStaff={isStaff} codesLeft={codesLeft} /> : <SecondFactorOff isStaff={isStaff} />;
}
