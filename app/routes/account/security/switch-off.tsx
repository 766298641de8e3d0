import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { removeSecondFactor } from "~/features/accounts/second-factor/second-factor.server";
import { asHolder } from "~/http/access/access.server";
import { goOnTo } from "~/http/access/sign-in.server";
import { page, redirectTo } from "~/http/responses.server";
import { ForbiddenError } from "~/lib/errors";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "remove-factor", (_ctx, { isStaff }) => {
    if (isStaff) throw new ForbiddenError("staff-need-second-factor");
    return page(null);
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "remove-factor", async (ctx) => {
    const removed = await removeSecondFactor(ctx);
    const done = "Your second factor is off.";
    return removed ? goOnTo(ctx, "/account/security", done, { secondFactorAt: null }) : redirectTo("/account/security", { success: done });
  });
}

export const meta = title("Switch off the second factor", "Your account");

export default function SwitchOffPage() {
  return (
    <ConfirmPage title="Switch off your second factor?" action="/account/security/switch-off" button="Switch off" back="/account/security">
      <p>
        From then on your password alone signs you in, and so does a stolen one. Your recovery codes no longer work. All your addresses are
        told, and you are signed out everywhere else.
      </p>
    </ConfirmPage>
  );
}
