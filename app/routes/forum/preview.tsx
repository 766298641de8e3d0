import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Previewed } from "~/components/forms/preview";
import { readPlace } from "~/features/forum/posts/preview-place";
import { previewPost } from "~/features/forum/posts/preview-post.server";
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
    const { searchParams } = new URL(request.url);
    const preview = await previewPost(ctx, form.data.body, readPlace(searchParams));
    return fragment(request, <Previewed preview={preview} />);
  });
}
