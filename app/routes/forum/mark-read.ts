import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { markTopicsRead } from "~/features/forum/topics/mark-topics-read.server";
import { ShownSchema } from "~/features/forum/topics/topic.schema";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

const UNREAD = "/forum/unread";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun(UNREAD));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ShownSchema);
    const wasAny = form.ok && (await markTopicsRead(ctx, form.data.until));
    return redirectTo(UNREAD, wasAny ? { success: "What stood here is marked as read." } : {});
  });
}
