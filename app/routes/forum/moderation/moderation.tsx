import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { AppealForm } from "~/features/forum/components/appeal-form";
import { ModerationRecord } from "~/features/forum/components/moderation-record";
import { APPEAL_REFUSALS } from "~/features/forum/moderation/moderation.policy";
import { didWords, moderationPath, staffModerationPath } from "~/features/forum/moderation/moderation-words";
import { readModeration } from "~/features/forum/moderation/read-moderation.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { asSignedIn } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

/** For the author of the post. Moderators are led to theirs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const act = await readModeration(ctx, params.code ?? "");
    return act.isOwn ? page(act) : redirect(staffModerationPath(act.code));
  });
}

export const meta = title("What a moderator did", "Forum");

export default function Moderation() {
  const act = useLoaderData<typeof loader>();
  const path = moderationPath(act.code);
  const form = useForm();
  return (
    <>
      {act.post ? <BackLink href={postPath(act.post)}>{`Back to ${quoted(act.post.topic.title)}`}</BackLink> : null}
      <PageTitle form={form}>A moderator {didWords(act.kind)}</PageTitle>
      <ModerationRecord act={act} />
      <AppealForm path={path} refusal={act.appealBlocker && APPEAL_REFUSALS[act.appealBlocker]} form={form} />
    </>
  );
}
