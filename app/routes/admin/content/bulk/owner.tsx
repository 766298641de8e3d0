import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { title } from "~/components/layout/title";
import { actOnPages, tryOnPages } from "~/features/content/bulk/act-on-pages.server";
import { readCodes } from "~/features/content/bulk/bulk";
import { toldOnce } from "~/features/content/bulk/told-once";
import { BulkChoice, BulkPage } from "~/features/content/components/bulk-page";
import { listPath } from "~/features/content/pages/page-list";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import { asStaff } from "~/http/access/access.server";
import { notFound, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { searchParams: asked, pathname, search } = new URL(request.url);
    const codes = readCodes(asked);
    const chosen = chosenOwner(asked);
    const lines = chosen && codes.length > 0 ? await tryOnPages(ctx, codes, chosen) : null;
    return page({
      codes,
      lines,
      action: `${pathname}${search}`,
      editors: (await listEditors(ctx)).map(({ ref, name }) => ({ ref, name: name ?? ref })),
    });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "hand-page-over", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const chosen = chosenOwner(asked);
    if (!chosen) return notFound();
    const lines = await actOnPages(ctx, readCodes(asked), chosen);
    return redirectTo(listPath({}), { success: toldOnce("owner", lines) });
  });
}

const NOBODY = "none";

/** An editor by their reference; nobody: whoever checked each page last. */
function chosenOwner(asked: URLSearchParams) {
  const owner = asked.get("owner");
  return owner ? { act: "owner" as const, owner: owner === NOBODY ? "" : owner } : null;
}

export const meta = title("Who looks after these pages?", "Manage");

export default function PagesOwner() {
  const { codes, lines, action, editors } = useLoaderData<typeof loader>();
  return (
    <BulkPage act="owner" codes={codes} lines={lines} action={action}>
      <BulkChoice act="owner" codes={codes}>
        <Radios
          name="owner"
          label="Editors"
          choices={[
            { value: NOBODY, label: "Whoever checked each last" },
            ...editors.map(({ ref, name }) => ({ value: ref, label: name })),
          ]}
          initial={NOBODY}
        />
      </BulkChoice>
    </BulkPage>
  );
}
