import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { confirmCancellation } from "~/features/newsletters/subscriptions/answer-hold.server";
import { asLink } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "hold", params.token, () => redirectToNoun(`/newsletters/cancel/${params.token}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "hold", params.token, async (ctx) => {
    const answered = await confirmCancellation(ctx, params.token ?? "");
    return redirectTo(answered.ok ? "/newsletters/cancelled" : `/newsletters/cancel/${params.token}`);
  });
}
