import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { ReasonField } from "~/features/forum/components/reason-field";
import { keptFor } from "~/features/forum/moderation/kept-for.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { RemovalSchema } from "~/features/forum/moderation/removal.schema";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { isAuthor, REMOVAL_REFUSALS, removalBlocker } from "~/features/forum/posts/post.policy";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asSignedIn } from "~/http/access/access.server";
import { demandLook } from "~/http/access/look.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const post = await getPost(ctx, address);
    const blocker = removalBlocker(ctx.actor, post);
    if (!blocker && post.isHidden) await demandLook(request, ctx, { kind: "post", ...post });
    const isFirst = post.number === 1 && post.topic.page === null;
    return page({
      address,
      back: postPath(post),
      blocker,
      author: post.author.name,
      bodyHtml: blocker ? "" : post.bodyHtml,
      isFirst,
      isModerated: post.editedBy === "moderator" || (isFirst && post.retitledBy === "moderator"),
      isOwn: isAuthor(ctx.actor, post),
      keptFor: await keptFor(ctx),
      reasons: await listReasons(ctx),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, RemovalSchema);
    if (!form.ok) return badRequest(form);

    const address = { topic: topicCode(params), number: postNumber(params) };
    const removed = await removePost(ctx, { ...form.data, ...address });
    if (removed.ok && removed.left) return redirectTo(`/forum/${removed.left}`, { success: "The topic is removed." });
    if (removed.ok) return redirectTo(postPath(removed.post), { success: "The post is removed." });

    if (removed.reason === "why-missing") return badRequest(form.refused("Say why you remove somebody else’s post", "why"));
    return badRequest(form.refused(REMOVAL_REFUSALS[removed.reason]));
  });
}

export const meta = title("Remove a post", "Forum");

export default function RemovePost() {
  const { address, back, blocker, author, bodyHtml, isFirst, isModerated, isOwn, keptFor, reasons } = useLoaderData<typeof loader>();
  const action = `/forum/topics/${address.topic}/posts/${address.number}/remove`;
  const form = useForm();
  if (blocker) {
    return (
      <>
        <BackLink href={back} />
        <PageTitle form={form}>Remove a post</PageTitle>
        <InsetText>{REMOVAL_REFUSALS[blocker]}</InsetText>
      </>
    );
  }
  return (
    <ConfirmPage
      title={isOwn ? "Remove your post?" : `Remove the post of ${author}?`}
      action={action}
      button="Remove post"
      back={back}
      form={form}
    >
      <p>
        {isOwn
          ? "Its text and earlier texts are deleted now and cannot be brought back. A note that you removed it stays in its place. A copy of your data that you made in the last seven days still has it."
          : `Nobody else can read it any more. A note that a moderator removed it stays in its place. Its author is told at once, with your reason, and can appeal. The text is kept for ${keptFor}, for them and for moderators.`}
        {isFirst ? ` The topic’s title goes with it${isOwn ? "; where nobody has replied, the whole topic does" : ""}.` : null}
        {isOwn && isModerated ? ` What a moderator replaced in it is kept for ${keptFor}, for you and for moderators.` : null}
      </p>
      <InsetText>
        <Prose html={bodyHtml} />
      </InsetText>
      {isOwn ? null : <ReasonField reasons={reasons} form={form} />}
    </ConfirmPage>
  );
}
