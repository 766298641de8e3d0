import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { ChangeForm } from "~/features/forum/components/change-form";
import { SanctionNote } from "~/features/forum/components/sanction-note";
import { keptFor } from "~/features/forum/moderation/kept-for.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { isAuthor, TITLE_REFUSALS } from "~/features/forum/posts/post.policy";
import { retitleTopic, titleVersion } from "~/features/forum/topics/retitle-topic.server";
import { TitleSchema } from "~/features/forum/topics/topic.schema";
import { topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopicToRetitle } from "~/features/forum/topics/topics.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { demandLook } from "~/http/access/look.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const { blocker, ...topic } = await getTopicToRetitle(ctx, topicCode(params));
    if (!blocker && topic.isHidden) await demandLook(request, ctx, { kind: "topic", ...topic });
    return page({
      action: `/forum/topics/${topic.code}/title`,
      back: `/forum/topics/${topic.code}`,
      blocker,
      sanction: topic.sanction,
      title: blocker ? "" : topic.title,
      basedOn: blocker ? "" : titleVersion(topic),
      keptFor: isAuthor(ctx.actor, topic) ? null : await keptFor(ctx),
      reasons: await listReasons(ctx),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const { blocker, ...topic } = await getTopicToRetitle(ctx, topicCode(params));
    // a conflict shows what stands now
    if (!blocker && topic.isHidden) await demandLook(request, ctx, { kind: "topic", ...topic });
    const form = await parseForm(request, TitleSchema);
    if (!form.ok) return badRequest(form);

    const changed = await retitleTopic(ctx, { ...form.data, topic: topicCode(params) });
    if (changed.ok) return redirectTo(topicPath(changed.topic), { success: "The title is changed." });

    if (changed.reason === "why-missing") return badRequest(form.refused("Say why you change somebody else’s title", "why"));
    if (changed.reason === "changed") return conflict(form.refused(CHANGED), { changedTo: changed.now }, { seen: changed.version });
    return badRequest(form.refused(TITLE_REFUSALS[changed.reason]));
  });
}

const CHANGED = "This title was changed after you opened the page. Compare both, then save yours or cancel.";

export const meta = title("Change a title", "Forum");

export default function ChangeTitle() {
  const { blocker, sanction, title: before, ...shown } = useLoaderData<typeof loader>();
  const changed = useActionData<{ changedTo?: string }>();
  const form = useForm();
  return (
    <>
      <BackLink href={shown.back} />
      <PageTitle form={form}>Change the title</PageTitle>
      {blocker ? (
        <>
          <InsetText>{TITLE_REFUSALS[blocker]}</InsetText>
          {sanction ? <SanctionNote sanction={sanction} /> : null}
        </>
      ) : (
        <ChangeForm
          {...shown}
          what="title"
          field={
            <TextField
              name="title"
              label="Title"
              hint="The topic’s address follows it, and the old address leads here."
              initial={before}
              form={form}
            />
          }
          form={form}
          changed={changed?.changedTo === undefined ? null : <p>The title now: {changed.changedTo}</p>}
        />
      )}
    </>
  );
}
