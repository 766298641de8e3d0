import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Prose } from "~/components/ui/prose";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import { PreviewSchema } from "~/features/forum/posts/reply.schema";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { fragment } from "~/http/fragment.server";
import { badRequest, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun("/forum"));
}

/** What is typed, as readers would get it, for the page on which it is written. It stores nothing. */
export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, PreviewSchema);
    if (!form.ok) return badRequest(form);
    await countAttempt("draft", ctx.actor.personId);
    return fragment(request, <Prose html={(await renderWithFiles(ctx, form.data.body)).html} />);
  });
}
