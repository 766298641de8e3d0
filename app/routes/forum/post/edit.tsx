import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { Looked } from "~/components/forms/preview";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { ChangeForm, StandsNow } from "~/features/forum/components/change-form";
import { MessageField } from "~/features/forum/components/message-field";
import { SanctionNote } from "~/features/forum/components/sanction-note";
import { keptFor } from "~/features/forum/moderation/kept-for.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { EditSchema } from "~/features/forum/posts/edit.schema";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { untoldWord } from "~/features/forum/posts/mentions";
import { EDIT_REFUSALS, editBlocker, isAuthor, mayReadEarlier } from "~/features/forum/posts/post.policy";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { unfoldText } from "~/features/forum/posts/quotes";
import { postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asSignedIn } from "~/http/access/access.server";
import { demandLook } from "~/http/access/look.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { looked } from "~/http/forms/look.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const post = await getPost(ctx, address);
    const blocker = editBlocker(ctx.actor, post, ctx.now);
    if (!blocker && post.isHidden) await demandLook(request, ctx, { kind: "post", ...post });
    // what is hidden from other readers stands in no list of whoever may not read it tomorrow
    if (!blocker && (!post.isHidden || isAuthor(ctx.actor, post))) await offerDraft(ctx, editAddress(address));
    return page({
      address,
      back: postPath(post),
      blocker,
      sanction: post.sanction,
      body: blocker ? "" : unfoldText(post.bodyMarkdown, post),
      basedOn: blocker ? "" : editVersion(post),
      submissionId: uuidv7(),
      keptFor: isAuthor(ctx.actor, post) ? null : await keptFor(ctx),
      reasons: await listReasons(ctx),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const post = await getPost(ctx, address);
    // a conflict shows what stands now
    if (post.isHidden && mayReadEarlier(ctx.actor, post)) await demandLook(request, ctx, { kind: "post", ...post });
    const form = await parseForm(request, EditSchema);
    if (!form.ok) return badRequest(form);

    const blocker = editBlocker(ctx.actor, post, ctx.now);
    if (blocker) return badRequest(form.refused(EDIT_REFUSALS[blocker]));
    if (form.data.look) return looked(ctx, form, () => previewPost(ctx, form.data.body, address));
    await countAttempt("writing", ctx.actor.personId);
    const edited = await editPost(ctx, { ...form.data, ...address });
    if (edited.ok) return redirectTo(postPath(edited.post), untoldWord(edited.untold, "Saved"));

    if (edited.reason === "why-missing") return badRequest(form.refused("Say why you change somebody else’s post", "why"));
    if (edited.reason === "changed") return conflict(form.refused(CHANGED), { changedTo: edited.now }, { seen: edited.version });
    return badRequest(form.refused(EDIT_REFUSALS[edited.reason]));
  });
}

const editAddress = ({ topic, number }: { topic: string; number: number }) => `/forum/topics/${topic}/posts/${number}/edit`;

const CHANGED = "This post was changed after you opened it. Compare both texts, then save yours or cancel.";

export const meta = title("Edit a post", "Forum");

export default function EditPost() {
  const { address, blocker, sanction, body, ...shown } = useLoaderData<typeof loader>();
  const changed = useActionData<{ changedTo?: string }>();
  const form = useForm();
  return (
    <>
      <BackLink href={shown.back} />
      <PageTitle form={form}>{shown.keptFor === null ? "Edit your post" : `Edit post ${address.number}`}</PageTitle>
      {blocker ? (
        <>
          <InsetText>{EDIT_REFUSALS[blocker]}</InsetText>
          {sanction ? <SanctionNote sanction={sanction} /> : null}
        </>
      ) : (
        <>
          <Looked form={form} />
          <ChangeForm
            {...shown}
            action={editAddress(address)}
            what="text"
            field={<MessageField label="Message" place={address} form={form} initial={body} />}
            form={form}
            changed={changed?.changedTo === undefined ? null : <StandsNow text={changed.changedTo} />}
          />
        </>
      )}
    </>
  );
}
