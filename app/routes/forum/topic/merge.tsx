import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { ReasonField } from "~/features/forum/components/reason-field";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { MERGE_REFUSALS } from "~/features/forum/topics/topic.policy";
import { MergeSchema } from "~/features/forum/topics/topic.schema";
import { topicAddress, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { whoReads } from "~/features/forum/who-reads";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const topic = await getTopic(ctx, topicCode(params));
    if (topic.page !== null || topic.mergedInto) notFound();
    return page({
      path: topicAddress(topic.code),
      title: topic.title,
      readBy: whoReads(topic.readers),
      back: topicPath(topic),
      reasons: await listReasons(ctx),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "move-topic", async (ctx) => {
    const form = await parseForm(request, MergeSchema);
    if (!form.ok) return badRequest(form);

    const merged = await mergeTopic(ctx, { ...form.data, topic: topicCode(params) });
    if (!merged.ok) return badRequest(form.refused(MERGE_REFUSALS[merged.reason], merged.reason === "why-missing" ? "why" : "into"));
    return redirectTo(topicAddress(merged.into.code), { success: "The topic is merged. Its posts are at the end of this one." });
  });
}

export const meta = title("Merge a topic", "Forum");

export default function MergeTopic() {
  const { path, title, readBy, back, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Merge ${quoted(title)} into another topic`}
      action={`${path}/merge`}
      button="Merge topic"
      back={back}
      form={form}
      warns={false}
    >
      <p>
        Its posts are at the end of the other topic then, which no more people may read than this one (read by {readBy}). Its address and
        the numbers of its posts lead there. Who began it is told, with your reason, and can appeal; who wrote in it, that their posts
        moved. It can be undone.
      </p>
      <TextField name="into" label="Address of the other topic" hint="Copy it from the browser." form={form} spellCheck={false} />
      <ReasonField reasons={reasons} form={form} />
    </ConfirmPage>
  );
}
