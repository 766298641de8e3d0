import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { ReplyForm, replyAction } from "~/features/forum/components/reply-form";
import { heldPath, heldSuccess } from "~/features/forum/held/held.policy";
import { typedPoll } from "~/features/forum/polls/poll.schema";
import { authorName } from "~/features/forum/posts/author";
import { untoldWord } from "~/features/forum/posts/mentions";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { REPLY_REFUSALS } from "~/features/forum/topics/topic.policy";
import { TopicReplySchema } from "~/features/forum/topics/topic.schema";
import { postPath, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { asAnyone, asMember } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { looked } from "~/http/forms/look.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun, sentBefore } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, { name }) => {
    redirectToNoun(`/forum/topics/${topicCode(params)}#reply`);
    await offerDraft(ctx, replyAction(topicCode(params)));
    return page({ topic: await getTopic(ctx, topicCode(params)), name: authorName(name), submissionId: uuidv7() });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const form = await parseForm(request, TopicReplySchema);
    if (!form.ok) return badRequest(form);

    if (form.data.look) return looked(ctx, form, () => previewPost(ctx, form.data.body, { topic: topicCode(params) }));
    await countAttempt("writing", ctx.actor.personId);
    const reply = await replyToTopic(ctx, { ...form.data, poll: typedPoll(form.data), topic: topicCode(params) });
    if (!reply.ok && reply.reason === "sent-before") return sentBefore(form, { text: reply.text, href: reply.path });
    if (!reply.ok && reply.reason === "held") return redirectTo(heldPath(reply.held), heldSuccess(reply));
    if (!reply.ok) return badRequest(form.refused(REPLY_REFUSALS[reply.reason]));

    return redirectTo(postPath(reply.post), untoldWord(reply.untold));
  });
}

export const meta = title("Reply", "Forum");

/** What a refused reply comes back to: the form alone, with what was typed. */
export default function Reply() {
  const { topic, name, submissionId } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={topicPath(topic)}>{`Back to ${quoted(topic.title)}`}</BackLink>
      <PageTitle form={form}>{topic.title}</PageTitle>
      <ReplyForm topic={topic} blocker={null} submissionId={submissionId} name={name} form={form} />
    </>
  );
}
