import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { DiscardSchema } from "~/features/drafts/draft.schema";
import { discardDraft } from "~/features/drafts/save-draft.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { safePath } from "~/http/access/next-path";
import { parseForm } from "~/http/forms/forms.server";
import { notFound, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun("/account/drafts"));
}

/** From the list, or from the form whose draft it is (`next`). */
export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "discard-draft", async (ctx) => {
    const form = await parseForm(request, DiscardSchema);
    if (!form.ok) return notFound();

    await discardDraft(ctx, form.data.draft);
    const next = safePath(new URL(request.url).searchParams.get("next"), "/account/drafts");
    return redirectTo(next, { success: "The draft is discarded." });
  });
}
