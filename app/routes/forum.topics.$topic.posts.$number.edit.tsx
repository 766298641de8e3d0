import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { editBlockerText } from "~/features/forum/blocker-text";
import { EditForm } from "~/features/forum/components/edit-form";
import { EditSchema } from "~/features/forum/edit.schema";
import { editPost, editVersion } from "~/features/forum/edit-post.server";
import { keptFor } from "~/features/forum/kept-for.server";
import { editBlocker, isAuthor } from "~/features/forum/post.policy";
import { getPost } from "~/features/forum/posts.queries.server";
import { postNumber, postPath, topicCode } from "~/features/forum/topic-address";
import { asMember } from "~/http/access.server";
import { parseForm } from "~/http/forms.server";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { useForm } from "~/http/use-form";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const post = await getPost(ctx, address);
    const blocker = editBlocker(ctx.actor, post, ctx.now);
    return page({
      address,
      back: postPath(post),
      blocker,
      body: blocker ? "" : post.bodyMarkdown,
      basedOn: editVersion(post),
      keptFor: isAuthor(ctx.actor, post) ? null : await keptFor(ctx),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const form = await parseForm(request, EditSchema);
    if (!form.ok) return badRequest(form);

    const address = { topic: topicCode(params), number: postNumber(params) };
    const edited = await editPost(ctx, { ...form.data, ...address });
    if (edited.ok) return redirectTo(postPath(edited.post));

    if (edited.reason === "why-missing") return badRequest(form.refused("Say why you change somebody else’s post", "why"));
    if (edited.reason === "changed") return page({ ...form.refused(CHANGED), changedTo: edited.now }, { status: 409 });
    return badRequest(form.refused(editBlockerText[edited.reason]));
  });
}

const CHANGED = "This post was changed after you opened it. Compare both texts, then save yours or cancel.";

export const meta = title("Edit a post", "Forum");

export default function EditPost() {
  const { address, back, blocker, body, basedOn, keptFor } = useLoaderData<typeof loader>();
  const changed = useActionData<{ changedTo?: string }>();
  const action = `/forum/topics/${address.topic}/posts/${address.number}/edit`;
  const form = useForm();
  return (
    <>
      <BackLink href={back} />
      <PageTitle form={form}>{keptFor === null ? "Edit your post" : `Edit post ${address.number}`}</PageTitle>
      {blocker ? (
        <InsetText>{editBlockerText[blocker]}</InsetText>
      ) : (
        <EditForm action={action} back={back} body={body} keptFor={keptFor} basedOn={basedOn} form={form} changedTo={changed?.changedTo} />
      )}
    </>
  );
}
