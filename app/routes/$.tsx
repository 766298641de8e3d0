import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { PageArticle } from "~/features/content/components/page-article";
import { PageForMembers } from "~/features/content/components/page-for-members";
import { pageAddress } from "~/features/content/page-path";
import { getPage, listSurroundings } from "~/features/content/pages.queries.server";
import { asAnyone } from "~/http/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const path = params["*"] ?? "";
    const found = await getPage(ctx, path);
    if ("teaser" in found) {
      const signIn = ctx.actor.kind === "person" ? null : `/sign-in?${new URLSearchParams({ next: pageAddress(path) })}`;
      return page({ kind: "teaser" as const, teaser: found.teaser, signIn }, { status: 403 });
    }
    return page({ kind: "page" as const, page: found.page, ...(await listSurroundings(ctx, path)) });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data } = args;
  if (!data) return title("Page not found")(args);
  return data.kind === "teaser" ? title(data.teaser.title)(args) : title(data.page.title, data.above.at(0)?.title)(args);
};

export default function ContentPage() {
  const data = useLoaderData<typeof loader>();
  if (data.kind === "teaser") return <PageForMembers teaser={data.teaser} signIn={data.signIn} />;
  return <PageArticle page={data.page} above={data.above} below={data.below} beside={data.beside} />;
}
