import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { TextArea } from "~/components/forms/text-area";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { InsetText } from "~/components/ui/inset-text";
import { MemberName } from "~/features/forum/components/member-name";
import { learnWriter } from "~/features/forum/moderation/learn-writer.server";
import { LEARNING_REFUSALS, learningBlocker } from "~/features/forum/moderation/moderation.policy";
import { LearnWriterSchema } from "~/features/forum/moderation/moderation.schema";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const post = await getPost(ctx, address);
    return page({ address, back: postPath(post), label: post.author.name, blocker: learningBlocker(post.author) });
  });
}

// The answer shows the name itself: an address that shows it again would be a look without a reason.
export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "learn-writer", async (ctx) => {
    const form = await parseForm(request, LearnWriterSchema);
    if (!form.ok) return badRequest(form);
    const learned = await learnWriter(ctx, { topic: topicCode(params), number: postNumber(params), ...form.data });
    if (learned.ok) return page({ writer: learned.writer });
    return badRequest(form.refused(LEARNING_REFUSALS[learned.reason]));
  });
}

export const meta = title("Who wrote a post", "Forum");

export default function Writer() {
  const { address, back, label, blocker } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const writer = answer && "writer" in answer ? answer.writer : null;
  const form = useForm();
  return (
    <>
      <BackLink href={back} />
      <PageTitle form={form} caption={`Post ${address.number}, by ${label}`}>
        Who wrote this
      </PageTitle>
      {writer ? (
        <>
          <InsetText>
            <MemberName who={writer} />
          </InsetText>
          <p>They are told that a moderator found this out, and your reason. Everybody else still sees the post without their name.</p>
        </>
      ) : blocker ? (
        <InsetText>{LEARNING_REFUSALS[blocker]}</InsetText>
      ) : (
        <Form action={`/forum/topics/${address.topic}/posts/${address.number}/writer`}>
          <p>Whoever wrote this chose to post without their name. Find out only where you have to act and cannot without it.</p>
          <TextArea
            name="why"
            label="Why do you need to know?"
            hint="Its writer is told at once, and gets these words."
            rows={4}
            form={form}
          />
          <ButtonRow>
            <Button>Show me who wrote it</Button>
            <a href={back}>Cancel</a>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}
