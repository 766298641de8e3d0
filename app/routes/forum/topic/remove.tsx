import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { ReasonField } from "~/features/forum/components/reason-field";
import { keptFor } from "~/features/forum/moderation/kept-for.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { RemovalSchema } from "~/features/forum/moderation/removal.schema";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const topic = await getTopic(ctx, topicCode(params));
    if (topic.page !== null) notFound();
    const { code, title, lastPostNumber } = topic;
    return page({
      code,
      title,
      back: topicPath(topic),
      posts: lastPostNumber,
      keptFor: await keptFor(ctx),
      reasons: await listReasons(ctx),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "remove-topic", async (ctx) => {
    const form = await parseForm(request, RemovalSchema);
    if (!form.ok) return badRequest(form);

    const removed = await removeTopic(ctx, { ...form.data, topic: topicCode(params) });
    if (!removed.ok) return badRequest(form.refused("Say why you remove this topic", "why"));
    return redirectTo(`/forum/${removed.category ?? ""}`, {
      success: "The topic is removed, and whoever wrote in it is told if they are still here.",
    });
  });
}

export const meta = title("Remove a topic", "Forum");

export default function RemoveTopic() {
  const { code, title, back, posts, keptFor, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title={`Remove ${quoted(title)}?`} action={`/forum/topics/${code}/remove`} button="Remove topic" back={back} form={form}>
      <p>
        {posts === 1 ? "Its post" : "All its posts"} can be read by nobody any more, and its title leaves lists and addresses. Its author is
        told at once, with your reason, and can appeal. Who else wrote in it is told that it went, without your reason. It can be put back
        for {keptFor}; then it is deleted.
      </p>
      <ReasonField reasons={reasons} form={form} />
    </ConfirmPage>
  );
}
