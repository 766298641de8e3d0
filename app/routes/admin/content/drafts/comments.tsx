import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { DraftComments } from "~/features/content/components/draft-comments";
import { editPath } from "~/features/content/pages/edit-path";
import { commentOnDraft } from "~/features/content/publishing/comment-on-draft.server";
import { COMMENT_REFUSALS } from "~/features/content/publishing/draft-review.policy";
import { DraftCommentSchema } from "~/features/content/publishing/draft-review.schema";
import { readDraftToReview } from "~/features/content/publishing/draft-to-review.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const after = Number(/^[1-9]\d{0,8}$/.exec(new URL(request.url).searchParams.get("after") ?? "")?.[0] ?? 0) || null;
    return page({ ...(await readDraftToReview(ctx, code, after)), submissionId: uuidv7() });
  });
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "comment-on-draft", async (ctx) => {
    const form = await parseForm(request, DraftCommentSchema);
    if (!form.ok) return badRequest(form);
    const blocker = await commentOnDraft(ctx, code, form.data);
    if (blocker) return conflict(form.refused(COMMENT_REFUSALS[blocker]), {}, { version: undefined });
    return redirectTo(editPath(code, "comments"), { success: "Your comment is kept with the draft." });
  });
}

export const meta = title("Comments on a draft", "Manage");

export default function DraftCommentsPage() {
  return <DraftComments {...useLoaderData<typeof loader>()} form={useForm()} />;
}
