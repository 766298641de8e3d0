import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Prose } from "~/components/ui/prose";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { PreviewSchema } from "~/features/forum/posts/reply.schema";
import { postNumber } from "~/features/forum/topics/topic-address";
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
    const topic = searchParams.get("topic") ?? "";
    const number = searchParams.has("post") ? postNumber({ number: searchParams.get("post")! }) : null;
    const { html, problem } = await previewPost(ctx, { ...form.data, topic, number });
    return fragment(
      request,
      <>
        {problem ? <p className="nhsuk-error-message">{problem}</p> : null}
        <Prose html={html} />
      </>,
    );
  });
}
