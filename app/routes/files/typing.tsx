import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { addedWords, takeUpload } from "~/http/forms/upload.server";
import { fragment } from "~/http/fragment.server";
import { redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/${params["*"] ?? ""}`));
}

/** Adds a picture or file while somebody writes: gives the words to say, and what to put into the text. */
export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const taken = await takeUpload(ctx, request);
    if (taken.ok) return fragment(request, <span data-markdown={taken.markdown}>{addedWords(taken.file)}</span>);
    const sentence = Object.values(taken.errors)[0] ?? taken.summary;
    return new Response(sentence, { status: 400, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
}
