import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { confirmCancellation, keepSubscription } from "~/features/newsletters/subscriptions/answer-hold.server";
import { asLink } from "~/http/access/access.server";
import { lastWord } from "~/http/forms/press.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "hold", params.token, () => redirectToNoun(`/newsletters/cancel/${params.token}`));
}

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  return asLink(request, "hold", token, async (ctx) => {
    const keeps = lastWord(request) === "keep";
    const answered = await (keeps ? keepSubscription : confirmCancellation)(ctx, token);
    const page = keeps ? "kept" : "cancelled";
    return redirectTo(answered.ok ? `/newsletters/${page}` : `/newsletters/cancel/${token}`);
  });
}
