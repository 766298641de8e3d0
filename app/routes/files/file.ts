import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { isAnyPageReadable } from "~/features/content/pages/readable-pages.queries.server";
import { showsFile } from "~/features/content/publishing/preview-links.server";
import { fileAddress, widestPart } from "~/features/files/file-html";
import { findFile } from "~/features/files/files.queries.server";
import { widthsOf } from "~/features/files/pictures.server";
import { openJudgedFile } from "~/features/forum/moderation/open-judged-file.server";
import { isAnyPostReadable } from "~/features/forum/posts/posts.queries.server";
import { may } from "~/features/permissions/permissions";
import { asAnyone, demandBound } from "~/http/access/access.server";
import { notFound } from "~/http/responses.server";
import { sendFile } from "~/http/send-file.server";
import { type Ctx, isSignedIn } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

type Found = NonNullable<Awaited<ReturnType<typeof findFile>>>;

/**
 * A picture or file, asked anew each time: whose it is, who may read a post or page that holds it, or has to decide about one; or whether
 * it comes with a link to a draft that shows it.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const file = await findFile(ctx, params.code ?? "");
    if (!file) notFound();
    const preview = new URL(request.url).searchParams.get("preview");
    const part = partOf(file, params.name ?? "");
    const moved = part ? null : standsAt(request, file, params.name ?? "");
    const isPreviewed = preview !== null && (await showsFile(ctx, preview, file.code));
    if (!isPreviewed && !(await mayRead(request, ctx, file))) notFound();
    if (!part) return redirect(moved!);
    const isOpen = ctx.actor.kind === "visitor" && !isPreviewed;
    const send = ({ isOfLook, ...found }: Found) => sendFile(request, found, { part, isOpen, isOfLook });
    return send(file).catch(async (error) => {
      // other bytes took the place of these in between
      const now = error instanceof NotFoundError ? await findFile(ctx, file.code) : null;
      if (!now || now.place === file.place || partOf(now, params.name ?? "") !== part) throw error;
      return send(now);
    });
  });
}

/** What an address names: a picture in one of its widths, another file under its own name. */
function partOf(file: Found, name: string): string | null {
  if (file.width === null) return name === file.name ? widestPart(file) : null;
  return widthsOf(file.width).some((width) => name === `${width}.webp`) ? name : null;
}

/**
 * Where a file is that was sent for by a name of its own that it had before other bytes took its place: a picture was wider, a document of
 * another kind. What was never a name of such a file is not found.
 */
function standsAt(request: Request, file: Found, name: string): string {
  const isName = file.width === null ? stem(name) === stem(file.name) : WIDTH.test(name);
  if (!isName || file.place === file.code) notFound();
  return fileAddress(file) + new URL(request.url).search;
}

const WIDTH = /^[1-9]\d{0,4}\.webp$/;
const stem = (name: string) => name.replace(/\.\w+$/, "");

async function mayRead(request: Request, ctx: Ctx, { isOwn, isOfLook, posts, pages, ...file }: Found): Promise<boolean> {
  if (isOwn || isOfLook || (await isAnyPostReadable(ctx, posts)) || (await isAnyPageReadable(ctx, pages))) return true;
  if (!isSignedIn(ctx) || !may(ctx.actor, "moderate") || posts.length + file.held.length + file.kept.length === 0) return false;
  // as before the pages that show it
  await demandBound(request, ctx);
  return openJudgedFile(ctx, { ...file, posts });
}
