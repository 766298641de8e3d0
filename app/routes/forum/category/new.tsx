import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { getCategoryToWriteIn } from "~/features/forum/categories/categories.queries.server";
import { newTopicAction, TopicForm } from "~/features/forum/components/topic-form";
import { heldPath, heldSuccess } from "~/features/forum/held/held.policy";
import { typedPoll } from "~/features/forum/polls/poll.schema";
import { authorName } from "~/features/forum/posts/author";
import { untoldWord } from "~/features/forum/posts/mentions";
import { previewPost } from "~/features/forum/posts/preview-post.server";
import { findSimilar } from "~/features/forum/topics/similar-topics.queries.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { REPLY_REFUSALS } from "~/features/forum/topics/topic.policy";
import { NewTopicSchema } from "~/features/forum/topics/topic.schema";
import { topicPath } from "~/features/forum/topics/topic-address";
import { asMember } from "~/http/access/access.server";
import { findExchange } from "~/http/exchange.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { looked } from "~/http/forms/look.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, sentBefore } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asMember(request, async (ctx, { name }) => {
    const category = await getCategoryToWriteIn(ctx, params.category ?? "");
    await offerDraft(ctx, newTopicAction(category.slug));
    // of a form that comes back: what was asked before, as the page says while a title is typed
    const title = findExchange()?.typed?.title;
    const similar = typeof title === "string" ? await findSimilar(ctx, title) : null;
    return page({ category, name: authorName(name), submissionId: uuidv7(), similar });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const form = await parseForm(request, NewTopicSchema);
    if (!form.ok) return badRequest(form);

    if (form.data.look) {
      const { body, title } = form.data;
      return looked(ctx, form, async () => ({ ...(await previewPost(ctx, body, { category: params.category ?? "" })), title }));
    }
    await countAttempt("writing", ctx.actor.personId);
    const started = await startTopic(ctx, { ...form.data, poll: typedPoll(form.data), category: params.category ?? "" });
    if (!started.ok && started.reason === "sent-before") return sentBefore(form, { text: started.text, href: started.path });
    if (!started.ok && started.reason === "held") return redirectTo(heldPath(started.held), heldSuccess(started));
    if (!started.ok) return badRequest(form.refused(REPLY_REFUSALS[started.reason]));

    return redirectTo(topicPath(started.topic), untoldWord(started.untold));
  });
}

export const meta = title("Start a topic", "Forum");

export default function NewTopic() {
  const { category, submissionId, name, similar } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum", { title: category.name, href: `/forum/${category.slug}` }]} />
      <PageTitle form={form}>Start a topic in {category.name}</PageTitle>
      <p>
        <a href="/forum/new">Choose another category</a>
      </p>
      <TopicForm category={category} submissionId={submissionId} name={name} similar={similar} form={form} />
    </>
  );
}
