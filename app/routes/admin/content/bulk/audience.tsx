import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { actOnPages, tryOnPages } from "~/features/content/bulk/act-on-pages.server";
import { readCodes } from "~/features/content/bulk/bulk";
import { toldOnce } from "~/features/content/bulk/told-once";
import { READERS_HINT } from "~/features/content/components/audience-words";
import { BulkChoice, BulkPage } from "~/features/content/components/bulk-page";
import { AudienceSchema } from "~/features/content/pages/page.schema";
import { listPath } from "~/features/content/pages/page-list";
import { audienceOf } from "~/features/permissions/audience.schema";
import { AudienceFields } from "~/features/permissions/components/audience-fields";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "change-readers", async (ctx) => {
    const { searchParams: asked, pathname, search } = new URL(request.url);
    const codes = readCodes(asked);
    const chosen = chosenAudience(asked);
    // groups without a group
    const error = asked.has("audience") && !chosen ? { groups: "Choose at least one group" } : undefined;
    const lines = chosen && codes.length > 0 ? await tryOnPages(ctx, codes, chosen) : null;
    return page({
      codes,
      lines,
      action: `${pathname}${search}`,
      error,
      groups: (await listGroups(ctx)).map(({ slug, name }) => ({ slug, name })),
    });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "change-readers", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const chosen = chosenAudience(asked);
    if (!chosen) return notFound();
    const lines = await actOnPages(ctx, readCodes(asked), chosen);
    return redirectTo(listPath({}), { success: toldOnce("audience", lines) });
  });
}

function chosenAudience(asked: URLSearchParams) {
  const parsed = AudienceSchema.safeParse({ audience: asked.get("audience"), groups: asked.getAll("groups") });
  return parsed.success ? { act: "audience" as const, audience: audienceOf(parsed.data) } : null;
}

export const meta = title("Who may read these pages?", "Manage");

export default function PagesReaders() {
  const { codes, lines, action, groups, error } = useLoaderData<typeof loader>();
  const form = error && { errors: error, values: { audience: "groups" } };
  return (
    <BulkPage act="audience" codes={codes} lines={lines} action={action} form={form}>
      <BulkChoice act="audience" codes={codes}>
        <AudienceFields groups={groups} initial={{ audience: "members", groups: [] }} hint={READERS_HINT} form={form} />
      </BulkChoice>
    </BulkPage>
  );
}
