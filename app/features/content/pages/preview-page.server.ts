import { type Actor, type Ctx, personIdOf } from "~/lib/ctx";
import { getPageToEdit } from "./manage.queries.server";
import { type PreviewReader, previewOf } from "./page.policy";
import { listSurroundings } from "./pages.queries.server";

/** What a reader would be answered at a page's address if its newest text were published. @throws ForbiddenError, NotFoundError */
export async function previewPage(ctx: Ctx, code: string, reader: PreviewReader) {
  const { path, title, summary, teaser, bodyHtml, audience, groupIds, publishedAt, interests, isArticle } = await getPageToEdit(ctx, code);
  const shown = previewOf({ audience, groupIds, teaser }, reader);
  if (shown === "nothing") return { shown, path };
  if (shown === "teaser") return { shown, path, teaser: { title, teaser: teaser ?? "" } };
  const page = {
    path,
    title,
    summary,
    bodyHtml,
    audience,
    publishedAt,
    interests,
    reviewedAt: null,
    reviewedBy: null,
    reviewDueAt: null,
    isOverdue: false,
    isSuperseded: false,
  };
  const surroundings = await listSurroundings({ ...ctx, actor: actorOf(ctx, reader) }, path);
  return { shown, path, isArticle, page, ...surroundings };
}

/** Somebody of whom only this is known. */
function actorOf(ctx: Ctx, reader: PreviewReader): Actor {
  const personId = personIdOf(ctx.actor);
  if (reader.kind === "visitor" || !personId) return { kind: "visitor" };
  const holds = reader.kind === "member" ? { roles: ["member"] as const, groups: [] } : { roles: [], groups: [reader.groupId] };
  return { kind: "person", personId, ...holds, secondFactorAt: null, steppedUpAt: null };
}
