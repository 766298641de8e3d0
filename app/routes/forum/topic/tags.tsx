import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { TagsField } from "~/features/forum/components/tags-field";
import { TAG_TOPIC_REFUSALS } from "~/features/forum/tags/tag.policy";
import { TopicTagsSchema } from "~/features/forum/tags/tag.schema";
import { tagTopic } from "~/features/forum/tags/tag-topic.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { topicAddress, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopicToRetitle } from "~/features/forum/topics/topics.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const { blocker, code, tags } = await getTopicToRetitle(ctx, topicCode(params));
    return page({ code, blocker, chosen: tags.map(({ slug }) => slug), tags: await listTags(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, TopicTagsSchema);
    if (!form.ok) return badRequest(form);

    const tagged = await tagTopic(ctx, { ...form.data, topic: topicCode(params) });
    if (!tagged.ok) return badRequest(form.refused(TAG_TOPIC_REFUSALS[tagged.reason]));
    return redirectTo(topicPath(tagged.topic), { success: "The tags are saved." });
  });
}

export const meta = title("Change the tags", "Forum");

export default function ChangeTags() {
  const { code, blocker, chosen, tags } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={topicAddress(code)} />
      <PageTitle form={form}>Change the tags</PageTitle>
      {blocker ? (
        <InsetText>{TAG_TOPIC_REFUSALS[blocker]}</InsetText>
      ) : tags.length === 0 ? (
        <EmptyState text="There are no tags yet. Moderators make them." />
      ) : (
        <Form action={`${topicAddress(code)}/tags`}>
          <TagsField tags={tags} initial={chosen} open form={form} />
          <ButtonRow>
            <Button>Save tags</Button>
            <a href={topicAddress(code)}>Cancel</a>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}
