import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import type { Ctx } from "~/lib/ctx";
import { listDraftComments } from "./comment-on-draft.server";
import { isNewText } from "./draft-review.policy";
import { isForAnother } from "./draft-review.server";

/** The newest text of a page with what its editors said, and what whoever reads it may do. @throws ForbiddenError, NotFoundError */
export async function readDraftToReview(ctx: Ctx, code: string, after: number | null) {
  const found = await getPageToEdit(ctx, code);
  const { title, summary, teaser, bodyHtml, version, reviewAskedAt, reviewAskedBy, isOwnText } = found;
  return {
    page: { code, title, summary, teaser, bodyHtml, version },
    asked: reviewAskedAt ? { at: reviewAskedAt, by: reviewAskedBy } : null,
    isOwn: isOwnText,
    mayPublish: isNewText(found) && !(await isForAnother(ctx, isOwnText)),
    ...(await listDraftComments(ctx, found, after)),
    isFirst: after === null,
  };
}
