import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { DraftComments } from "~/features/content/components/draft-comments";
import { editPath } from "~/features/content/pages/edit-path";
import { sendDraftBack } from "~/features/content/publishing/comment-on-draft.server";
import { SEND_BACK_REFUSALS } from "~/features/content/publishing/draft-review.policy";
import { DraftCommentSchema } from "~/features/content/publishing/draft-review.schema";
import { readDraftToReview } from "~/features/content/publishing/draft-to-review.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    redirectToNoun(editPath(code, "comments"));
    return page({ ...(await readDraftToReview(ctx, code, null)), submissionId: uuidv7() });
  });
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "send-draft-back", async (ctx) => {
    const form = await parseForm(request, DraftCommentSchema);
    if (!form.ok) return badRequest(form);
    const sent = await sendDraftBack(ctx, code, form.data);
    if (!sent.ok) return badRequest(form.refused(SEND_BACK_REFUSALS[sent.reason]));
    return redirectTo(editPath(code), { success: "The draft is sent back, and whoever asked is told." });
  });
}

export const meta = title("Send a draft back", "Manage");

/** What a refused comment comes back to. */
export default function SendBackPage() {
  return <DraftComments {...useLoaderData<typeof loader>()} form={useForm()} />;
}
