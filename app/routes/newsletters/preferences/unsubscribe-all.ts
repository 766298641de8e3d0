import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { leaveAllByLink } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { asLink } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "manage", params.token, () => redirectToNoun(`/newsletters/preferences/${params.token}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "manage", params.token, async (ctx) => {
    const path = `/newsletters/preferences/${params.token}`;
    const left = await leaveAllByLink(ctx, params.token ?? "");
    return redirectTo(left.ok ? `${path}/saved` : path);
  });
}
