import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { takeUpMails } from "~/features/forum/watching/stop-link.server";
import { asAnyone } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/stop-mails/${params.token}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    await takeUpMails(ctx, params.token ?? "");
    return redirectTo(`/forum/stop-mails/${params.token}`);
  });
}
