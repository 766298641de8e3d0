import type { LoaderFunctionArgs } from "@remix-run/node";
import { isAnyPageReadable } from "~/features/content/pages/readable-pages.queries.server";
import { showsFile } from "~/features/content/publishing/preview-links.server";
import { widestPart } from "~/features/files/file-html";
import { findFile } from "~/features/files/files.queries.server";
import { widthsOf } from "~/features/files/pictures.server";
import { openJudgedFile } from "~/features/forum/moderation/open-judged-file.server";
import { isAnyPostReadable } from "~/features/forum/posts/posts.queries.server";
import { may } from "~/features/permissions/permissions";
import { asAnyone, demandBound } from "~/http/access/access.server";
import { notFound } from "~/http/responses.server";
import { sendFile } from "~/http/send-file.server";
import { type Ctx, isSignedIn } from "~/lib/ctx";

type Found = NonNullable<Awaited<ReturnType<typeof findFile>>>;

/**
 * A picture or file, asked anew each time: whose it is, who may read a post or page that holds it, or has to decide about one; or whether
 * it comes with a link to a draft that shows it.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const file = await findFile(ctx, params.code ?? "");
    const preview = new URL(request.url).searchParams.get("preview");
    const part = file && partOf(file, params.name ?? "");
    if (!part) notFound();
    const isPreviewed = preview !== null && (await showsFile(ctx, preview, file.code));
    if (!isPreviewed && !(await mayRead(request, ctx, file))) notFound();
    return sendFile(request, file, { part, isOpen: ctx.actor.kind === "visitor" && !isPreviewed, isOfLook: file.isOfLook });
  });
}

/** What an address names: a picture in one of its widths, another file under its own name. */
function partOf(file: Found, name: string): string | null {
  if (file.width === null) return name === file.name ? widestPart(file) : null;
  return widthsOf(file.width).some((width) => name === `${width}.webp`) ? name : null;
}

async function mayRead(request: Request, ctx: Ctx, { isOwn, isOfLook, posts, pages, ...file }: Found): Promise<boolean> {
  if (isOwn || isOfLook || (await isAnyPostReadable(ctx, posts)) || (await isAnyPageReadable(ctx, pages))) return true;
  if (!isSignedIn(ctx) || !may(ctx.actor, "moderate") || posts.length + file.held.length + file.kept.length === 0) return false;
  // as before the pages that show it
  await demandBound(request, ctx);
  return openJudgedFile(ctx, { ...file, posts });
}
