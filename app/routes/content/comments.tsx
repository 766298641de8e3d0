import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { pageAddress } from "~/features/content/pages/page-path";
import { findPage, getPage } from "~/features/content/pages/pages.queries.server";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { showComments } from "~/features/forum/comments/show-comments.server";
import { CommentForm, commentAction } from "~/features/forum/components/comment-form";
import { heldPath, heldSuccess } from "~/features/forum/held/held.policy";
import { untoldWord } from "~/features/forum/posts/mentions";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { ReplySchema } from "~/features/forum/posts/reply.schema";
import { COMMENT_REFUSALS } from "~/features/forum/topics/topic.policy";
import { commentsPath, postPath, readQuoting } from "~/features/forum/topics/topic-address";
import { asAnyone, asMember } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { looked } from "~/http/forms/look.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo, redirectToNoun, sentBefore } from "~/http/responses.server";
import type { Ctx } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, { name }) => {
    redirectToNoun(commentsPath(params["*"] ?? ""));
    const found = await getCommentedPage(ctx, params["*"]);
    await offerDraft(ctx, commentAction(found.path));
    return page({
      title: found.title,
      comments: await showComments(ctx, { page: found, number: 1, name, asked: readQuoting(request.url) }),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const form = await parseForm(request, ReplySchema);
    if (!form.ok) return badRequest(form);

    if (form.data.look)
      return looked(ctx, form, async () => {
        const { path } = await getCommentedPage(ctx, params["*"]);
        return previewPost(ctx, form.data.body, { page: path });
      });
    await countAttempt("writing", ctx.actor.personId);
    const found = await getCommentedPage(ctx, params["*"]);
    const { body, ...sent } = form.data;
    const comment = await commentOnPage(ctx, { page: found, bodyMarkdown: body, ...sent });
    if (!comment.ok && comment.reason === "sent-before") return sentBefore(form, { text: comment.text, href: comment.path });
    if (!comment.ok && comment.reason === "held") return redirectTo(heldPath(comment.held), heldSuccess(comment));
    if (!comment.ok) return badRequest(form.refused(COMMENT_REFUSALS[comment.reason]));

    return redirectTo(postPath(comment.post), untoldWord(comment.untold));
  });
}

/** Where it stands now. The home page takes no comments. */
async function getCommentedPage(ctx: Ctx, path = "") {
  const found = path ? await getPage(ctx, path) : notFound();
  if ("movedTo" in found) return (await findPage(ctx, found.movedTo)) ?? notFound();
  return "page" in found ? found.page : notFound();
}

export const meta = title("Comment");

/** What a refused comment comes back to: the form alone, with what was typed. */
export default function Comment() {
  const { title, comments } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={pageAddress(comments.path)}>{`Back to ${quoted(title)}`}</BackLink>
      <PageTitle form={form}>{title}</PageTitle>
      <CommentForm {...comments} blocker={null} form={form} />
    </>
  );
}
