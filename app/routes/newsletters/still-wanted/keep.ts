import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readUnsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { answerStillWanted } from "~/features/newsletters/subscriptions/still-wanted.server";
import { asAnyone } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/newsletters/still-wanted/${params.token}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const id = readUnsubscribeToken("still-wanted", params.token ?? "");
    const isAnswered = id !== null && (await answerStillWanted(ctx, id, "keep"));
    return redirectTo(isAnswered ? "/newsletters/kept" : `/newsletters/still-wanted/${params.token}`);
  });
}
