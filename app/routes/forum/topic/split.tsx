import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkboxes } from "~/components/forms/checkboxes";
import { PatientDetails } from "~/components/forms/patient-details";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { Pagination } from "~/components/ui/pagination";
import { ReasonField } from "~/features/forum/components/reason-field";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { withoutHoles } from "~/features/forum/posts/quotes";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { SPLIT_REFUSALS } from "~/features/forum/topics/topic.policy";
import { SplitSchema } from "~/features/forum/topics/topic.schema";
import { pageNumber, topicAddress, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";
import { openingOf } from "~/lib/opening.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const shown = await getTopicPage(ctx, topicCode(params), pageNumber(request.url));
    const { topic, posts, pages } = shown;
    if (topic.page !== null || topic.mergedInto || shown.page > pages) notFound();
    const replies = posts.filter(({ number, removedBy, isHidden }) => number > 1 && !removedBy && !isHidden);
    return page({
      path: topicAddress(topic.code),
      title: topic.title,
      back: topicPath(topic, shown.page),
      reasons: await listReasons(ctx),
      page: shown.page,
      pages,
      choices: replies.map(({ number, author, bodyHtml }) => ({
        value: String(number),
        label: `Post ${number} by ${author.name}`,
        hint: openingOf(withoutHoles(bodyHtml)),
      })),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "move-topic", async (ctx) => {
    const form = await parseForm(request, SplitSchema);
    if (!form.ok) return badRequest(form);

    const split = await splitTopic(ctx, { ...form.data, topic: topicCode(params) });
    if (!split.ok) return badRequest(form.refused(SPLIT_REFUSALS[split.reason], split.reason === "why-missing" ? "why" : "posts"));
    return redirectTo(topicPath({ ...split.topic, page: null }), { success: "The posts are in a topic of their own." });
  });
}

export const meta = title("Move posts to a new topic", "Forum");

export default function SplitTopic() {
  const { path, title, back, page, pages, choices, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  const action = `${path}/split${page > 1 ? `?page=${page}` : ""}`;
  return (
    <ConfirmPage
      title={`Move posts of ${quoted(title)} to a new topic`}
      action={action}
      button="Move posts"
      back={back}
      form={form}
      warns={false}
    >
      <p>
        The new topic is in the same category and has the same readers. Where the posts stood, their numbers lead to where they are. Who
        wrote the first of them is told, with your reason, and can appeal; the others, that their posts moved. It can be undone.
      </p>
      <Checkboxes name="posts" label="Posts to move" choices={choices} form={form} />
      <Pagination page={page} pages={pages} href={(number) => `${path}/split?page=${number}`} label="Pages of this topic" />
      <TextField name="title" label="Title of the new topic" form={form} />
      <ReasonField reasons={reasons} form={form} />
      <PatientDetails form={form} />
    </ConfirmPage>
  );
}
