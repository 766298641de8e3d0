import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { putFirstStepsAway } from "~/features/forum/first-steps/first-steps.server";
import { asSignedIn } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const HOME = "/";
const PRESSES: Presses = { "put-away": { does: putFirstStepsAway, says: "The first steps are put away." } };

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun(HOME));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, (ctx) => press(ctx, request, PRESSES, { on: "", to: HOME }));
}
