import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { followSubject } from "~/features/accounts/details/follow-subject.server";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  follow: {
    does: (ctx, slug) => followSubject(ctx, slug, true),
    says: "This is one of your interests now. What is new about it is offered to you first.",
  },
  unfollow: { does: (ctx, slug) => followSubject(ctx, slug, false), says: "This is no longer one of your interests." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/subjects/${params.slug}`));
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asSignedIn(request, (ctx) => press(ctx, request, PRESSES, { on: slug, to: `/subjects/${slug}` }));
}
