import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { heldPath } from "~/features/forum/held/held.policy";
import { takeBackHeld } from "~/features/forum/held/own-held.server";
import { asSignedIn } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun(heldPath(params.code ?? "")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) =>
    redirectTo("/forum/held", { success: TAKEN_BACK[(await takeBackHeld(ctx, params.code ?? "")) ?? "decided"] }),
  );
}

const TAKEN_BACK = {
  post: "It is deleted, and nobody will see it.",
  appeal: "You took your appeal back. The post stays declined.",
  decided: "It does not wait any more: a moderator has decided, or you took it back before.",
};
