import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { unmuteTag, watchTag } from "~/features/forum/watching/watch-tag.server";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { type Presses, press, whence } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  "every-post": { does: (ctx, slug) => watchTag(ctx, slug, "every-post"), says: "You will be told of every post in topics with this tag." },
  "first-posts": { does: (ctx, slug) => watchTag(ctx, slug, "first-posts"), says: "You will be told of new topics with this tag." },
  normal: { does: (ctx, slug) => watchTag(ctx, slug, "normal"), says: "What you chose for categories and topics counts." },
  mute: {
    does: (ctx, slug) => watchTag(ctx, slug, "muted"),
    says: "This tag is muted. No topic with it is shown as new, but those that you write in or chose otherwise for.",
  },
  unmute: { does: unmuteTag, says: "This tag is no longer muted. What you chose before counts again." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/tags/${params.tag}`));
}

export async function action({ request, params: { tag = "" } }: ActionFunctionArgs) {
  return asSignedIn(request, (ctx) => press(ctx, request, PRESSES, { on: tag, to: whence(request) ?? `/forum/tags/${tag}` }));
}
