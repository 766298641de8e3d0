import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { DRAFT_REFUSALS, savedWords } from "~/features/drafts/draft.policy";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { keepDraft } from "~/http/forms/drafts.server";
import { fragment } from "~/http/fragment.server";
import { redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun("/account/drafts"));
}

/** Saves a form while somebody writes, for the page on which they do. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const path = `/${params["*"] ?? ""}`;
    const { saved } = await keepDraft(request, ctx, path);
    if (saved.ok) return fragment(request, <span>{saved.savedAt ? savedWords(path, saved.savedAt) : ""}</span>);
    return new Response(DRAFT_REFUSALS[saved.reason], { status: 409, headers: { "Content-Type": "text/html; charset=utf-8" } });
  });
}
