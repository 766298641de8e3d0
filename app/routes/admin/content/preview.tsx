import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ProblemPage } from "~/components/layout/problem-page";
import { title } from "~/components/layout/title";
import { PageArticle } from "~/features/content/components/page-article";
import { PageForMembers } from "~/features/content/components/page-for-members";
import { PreviewReaders } from "~/features/content/components/preview-readers";
import type { PreviewReader } from "~/features/content/pages/page.policy";
import { pageAddress } from "~/features/content/pages/page-path";
import { previewPage } from "~/features/content/pages/preview-page.server";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { notFound, page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const code = params.code ?? "";
    const asked = new URL(request.url).searchParams.get("as") ?? "visitor";
    const groups = await listGroups(ctx);
    const group = groups.find(({ slug }) => slug === asked);
    const reader: PreviewReader = group
      ? { kind: "group", groupId: group.id }
      : asked === "member"
        ? { kind: "member" }
        : { kind: "visitor" };
    if (!group && asked !== "member" && asked !== "visitor") notFound();
    return page({ code, asked, groups: groups.map(({ slug, name }) => ({ slug, name })), preview: await previewPage(ctx, code, reader) });
  });
}

export const meta = title("Preview", "Manage");

export default function PreviewPage() {
  const { code, asked, groups, preview } = useLoaderData<typeof loader>();
  return (
    <>
      <PreviewReaders code={code} asked={asked} groups={groups} shown={preview.shown} />
      {preview.shown === "nothing" ? <ProblemPage status={404} signInFor={asked === "visitor" ? pageAddress(preview.path) : null} /> : null}
      {preview.shown === "teaser" ? <PageForMembers teaser={preview.teaser} signIn={asked === "visitor" ? "/sign-in" : null} /> : null}
      {preview.shown === "page" ? (
        <PageArticle page={preview.page} above={preview.above} below={preview.below} beside={preview.beside} />
      ) : null}
    </>
  );
}
