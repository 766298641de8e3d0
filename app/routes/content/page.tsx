import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { PageArticle } from "~/features/content/components/page-article";
import { PageForMembers } from "~/features/content/components/page-for-members";
import { editBlocker } from "~/features/content/pages/page.policy";
import { isArticlePath, meantPath, pageAddress } from "~/features/content/pages/page-path";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { changedSince } from "~/features/content/reading/read.policy";
import { noteRead } from "~/features/content/reading/reads.server";
import { noteOpened } from "~/features/content/report/note-opened.server";
import { showComments } from "~/features/forum/comments/show-comments.server";
import { commentAction } from "~/features/forum/components/comment-form";
import { Comments } from "~/features/forum/components/comments";
import { findPermalink } from "~/features/forum/moving/permalinks.queries.server";
import { pageNumber, readQuoting } from "~/features/forum/topics/topic-address";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, holdsUntil, keepForNobody } from "~/http/exchange.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";
import { NotFoundError } from "~/lib/errors";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, { name, stored }) => {
    const path = params["*"] ?? "";
    const meant = meantPath(path);
    if (meant && meant !== path) return redirect(pageAddress(meant), 301);
    const found = await getPage(ctx, path).catch(async (error) => {
      const leadsTo = error instanceof NotFoundError ? await findPermalink(ctx, path) : null;
      if (!leadsTo) throw error;
      return { leadsTo };
    });
    if ("leadsTo" in found) return redirect(found.leadsTo, 301);
    if ("movedTo" in found) return redirect(pageAddress(found.movedTo), 301);
    if ("teaser" in found) {
      const signIn = ctx.actor.kind === "person" ? null : `/sign-in?${new URLSearchParams({ next: pageAddress(path) })}`;
      return page({ kind: "teaser" as const, teaser: found.teaser, signIn }, { status: 403 });
    }
    await offerDraft(ctx, commentAction(path));
    const { id: _id, scopeId: _scope, code, publishedVersion: _version, changedVersion: _changed, changedAt, ...shown } = found.page;
    const since = changedSince(found.read, found.page, ctx.now);
    if (currentExchange().isSeen) await noteOpened(ctx, found.page.id);
    await noteRead(ctx, found.page, found.read);
    const edit = editBlocker(ctx.actor) ? null : `/admin/content/${code}`;
    const asked = readQuoting(request.url);
    const { live, ...comments } = await showComments(ctx, {
      page: found.page,
      number: pageNumber(request.url),
      name,
      asked,
      unread: stored?.unread,
    });
    // what is in the forum changes with the forum, and a page is kept with its comments alone
    if (live.some((each) => each.name === "topics")) keepForNobody();
    holdsUntil([found.page, ...found.around.below, ...found.around.beside].map(({ reviewDueAt }) => reviewDueAt));
    return page({
      kind: "page" as const,
      page: shown,
      successor: found.successor,
      changed: since && { at: changedAt, since: since.at },
      edit,
      live,
      comments,
      ...found.around,
    });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data } = args;
  if (!data) return title("Page not found")(args);
  if (data.kind === "teaser") return title(data.teaser.title, undefined, data.teaser.teaser)(args);
  return title(data.page.title, isArticlePath(data.page.path) ? "News" : data.above.at(0), data.page.summary)(args);
};

export default function ContentPage() {
  const data = useLoaderData<typeof loader>();
  const form = useForm();
  if (data.kind === "teaser") return <PageForMembers teaser={data.teaser} signIn={data.signIn} />;
  return (
    <PageArticle
      page={data.page}
      above={data.above}
      below={data.below}
      beside={data.beside}
      successor={data.successor}
      changed={data.changed}
      live={data.live}
      edit={data.edit}
    >
      <Comments comments={data.comments} form={form} />
    </PageArticle>
  );
}
