import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { keptFor } from "~/features/forum/moderation/kept-for.server";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { takeBackEarlierText } from "~/features/forum/posts/take-back-earlier-text.server";
import { earlierTextMoment, earlierTextPath, historyPath, postNumber, topicCode } from "~/features/forum/topics/topic-address";
import { asSignedIn } from "~/http/access/access.server";
import { notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const at = earlierTextMoment(params);
    const { post, revisions } = await getPostHistory(ctx, address);
    const earlier = revisions.find(({ replacedAt }) => replacedAt.getTime() === at.getTime());
    if (!(earlier?.bodyHtml || earlier?.title) || !isAuthor(ctx.actor, post)) notFound();
    const { title, bodyHtml } = earlier;
    return page({
      address,
      at,
      title,
      bodyHtml,
      keptFor: (title ? post.retitledBy : post.editedBy) === "moderator" ? await keptFor(ctx) : null,
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    await takeBackEarlierText(ctx, { ...address, replacedAt: earlierTextMoment(params) });
    return redirectTo(historyPath(address), { success: "It is deleted." });
  });
}

export const meta = title("Take an earlier text back", "Forum");

export default function TakeBack() {
  const { address, at, title, bodyHtml, keptFor } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage
      title={title ? "Take this earlier title back?" : "Take this earlier text back?"}
      action={earlierTextPath(address, at)}
      button="Delete it"
      back={historyPath(address)}
    >
      <p>
        It is deleted for everybody, moderators too, and cannot be brought back. That your post was edited still shows. A copy of your data
        that you made in the last seven days still has it.
        {keptFor ? ` What a moderator replaced in it is kept for ${keptFor}, for you and for moderators.` : null}
      </p>
      <InsetText>{title ? <p>{title}</p> : <Prose html={bodyHtml} />}</InsetText>
    </ConfirmPage>
  );
}
