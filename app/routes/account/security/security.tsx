import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { getMyAccount } from "~/features/accounts/accounts.queries.server";
import { SecondFactorOff, SecondFactorOn } from "~/features/accounts/components/second-factor";
import { countMyRecoveryCodes } from "~/features/accounts/second-factor/recovery-codes.server";
import { asPasswordHolder } from "~/http/access/access.server";
import { nextOf } from "~/http/access/next-path";
import { whatIsKept } from "~/http/forms/kept-form.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asPasswordHolder(request, async (ctx, session) => {
    const { isStaff, owes } = session;
    const { hasSecondFactor } = await getMyAccount(ctx);
    return page({
      isStaff,
      hasSecondFactor,
      codesLeft: hasSecondFactor ? await countMyRecoveryCodes(ctx) : 0,
      next: owes ? nextOf(request) : null,
      keeping: owes ? await whatIsKept(request, session) : null,
    });
  });
}

export const meta = title("Second factor", "Your account");

export default function SecurityPage() {
  const { hasSecondFactor, codesLeft, ...off } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      {hasSecondFactor ? <SecondFactorOn isStaff={off.isStaff} codesLeft={codesLeft} /> : <SecondFactorOff {...off} />}
    </>
  );
}
