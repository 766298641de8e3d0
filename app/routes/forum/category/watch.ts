import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { unmuteCategory, watchCategory } from "~/features/forum/watching/watch-category.server";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { type Presses, press, whence } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  "every-post": { does: (ctx, slug) => watchCategory(ctx, slug, "every-post"), says: "You will be told of every post in this category." },
  "first-posts": { does: (ctx, slug) => watchCategory(ctx, slug, "first-posts"), says: "You will be told of new topics in this category." },
  normal: {
    does: (ctx, slug) => watchCategory(ctx, slug, "normal"),
    says: "You are told of replies in topics that you write in or watch.",
  },
  mute: {
    does: (ctx, slug) => watchCategory(ctx, slug, "muted"),
    says: "This category is muted. Nothing in it is shown as new, but in topics that you write in or chose otherwise for.",
  },
  unmute: { does: unmuteCategory, says: "This category is no longer muted. What you chose before counts again." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/forum/${params.category}`));
}

export async function action({ request, params: { category = "" } }: ActionFunctionArgs) {
  return asSignedIn(request, (ctx) => press(ctx, request, PRESSES, { on: category, to: whence(request) ?? `/forum/${category}` }));
}
