import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { reportedPath } from "~/features/forum/moderation/moderation-words";
import { STAND_REFUSALS } from "~/features/forum/posts/post.policy";
import { dismissReports } from "~/features/forum/reports/close-reports.server";
import { StandSchema } from "~/features/forum/reports/report.schema";
import { postNumber, topicCode } from "~/features/forum/topics/topic-address";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => {
    const post = reportedPath({ topic: { code: topicCode(params) }, number: postNumber(params) });
    redirectToNoun(post);
    return page({ post });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "let-post-stand", async (ctx) => {
    const form = await parseForm(request, StandSchema);
    if (!form.ok) return badRequest(form);

    const blocker = await dismissReports(ctx, { ...form.data, topic: topicCode(params), number: postNumber(params) });
    if (blocker) return badRequest(form.refused(STAND_REFUSALS[blocker]));
    return redirectTo("/admin/forum", {
      success: "It stands. Its author is told if they are still here, and so is every member who reported it.",
    });
  });
}

export const meta = title("A reported post", "Manage");

/** What a refused decision comes back to: the way to the post as it is now. */
export default function Stand() {
  const { post } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={post}>Look at the post again</BackLink>
      <PageTitle form={useForm()}>It was not let stand</PageTitle>
    </>
  );
}
