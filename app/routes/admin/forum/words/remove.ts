import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { removeWatchedWords } from "~/features/forum/words/watched-words.server";
import { asConfidant } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const HERE = "/admin/forum/words";

const PRESSES: Presses = {
  remove: { does: removeWatchedWords, says: "It is watched for no more." },
};

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => redirectToNoun(HERE));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "watch-words", (ctx) => press(ctx, request, PRESSES, { on: code, to: HERE }));
}
