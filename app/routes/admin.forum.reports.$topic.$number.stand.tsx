import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { MODERATOR_ROLES } from "~/features/forum/moderation.policy";
import { reportedPath } from "~/features/forum/moderation-words";
import { letStand } from "~/features/forum/settle-reports.server";
import { postNumber, topicCode } from "~/features/forum/topic-address";
import { asConfidant } from "~/http/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, MODERATOR_ROLES, () =>
    redirectToNoun(reportedPath({ topic: { code: topicCode(params) }, number: postNumber(params) })),
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, MODERATOR_ROLES, async (ctx) => {
    await letStand(ctx, { topic: topicCode(params), number: postNumber(params) });
    return redirectTo("/admin/forum", { success: "It stands. Its author and who reported it are told." });
  });
}
