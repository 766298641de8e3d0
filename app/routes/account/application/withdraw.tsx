import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { isUndecided } from "~/features/membership/applications/application.policy";
import { findMyApplication, withdrawApplication } from "~/features/membership/applications/my-application.server";
import { asSignedIn } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const application = await findMyApplication(ctx);
    if (!application || !isUndecided(application.state)) throw await redirectTo("/account/application");
    return page(null);
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const withdrawn = await withdrawApplication(ctx);
    return redirectTo("/account/application", withdrawn.ok ? { success: "Your application is taken back." } : {});
  });
}

export const meta = title("Take your application back", "Your account");

export default function WithdrawPage() {
  return (
    <ConfirmPage
      title="Take your application back?"
      action="/account/application/withdraw"
      button="Take it back"
      back="/account/application"
    >
      <p>Nobody decides about it then. Your account stays, and you can apply again at any time.</p>
    </ConfirmPage>
  );
}
