import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { BelowField } from "~/features/content/components/below-field";
import { LinkedFrom } from "~/features/content/components/linked-from";
import { ReplacedPages } from "~/features/content/components/replaced-pages";
import { countLinksTo, listReplaced } from "~/features/content/links/links.queries.server";
import { editPath } from "~/features/content/pages/edit-path";
import { countBelow, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { TRASH_DAYS, TRASH_REFUSALS, trashPath } from "~/features/content/trash/trash.policy";
import { TrashSchema } from "~/features/content/trash/trash.schema";
import { trashPage } from "~/features/content/trash/trash-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { id, code, path, title, publishedVersion } = await getPageToEdit(ctx, params.code ?? "");
    const asked = [countBelow(ctx, path), countLinksTo(ctx, { id, path }), listReplaced(ctx, { id })] as const;
    const [below, links, replaced] = await Promise.all(asked);
    return page({ code, path, title, below, links, replaced, wasRead: publishedVersion !== null });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "trash-page", async (ctx) => {
    const form = await parseForm(request, TrashSchema);
    if (!form.ok) return badRequest(form);
    const code = params.code ?? "";
    const trashed = await trashPage(ctx, { code, below: form.data.below });
    if (!trashed.ok) return badRequest(form.refused(TRASH_REFUSALS[trashed.reason], trashed.reason === "home" ? undefined : "below"));
    const success = trashed.trashed === 1 ? "The page is in the trash." : `${trashed.trashed} pages are in the trash.`;
    return redirectTo(trashPath(code), { success });
  });
}

export const meta = title("Put a page into the trash", "Manage");

export default function TrashPage() {
  const { code, path, title, below, links, replaced, wasRead } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Put ${quoted(title)} into the trash?`}
      action={editPath(code, "trash")}
      button="Put it into the trash"
      back={editPath(code)}
      form={form}
    >
      <p>
        {wasRead ? `Readers are told at ${pageAddress(path)} that it is no longer here, as when it is taken down. ` : ""}Editors find it in
        the trash only. What is scheduled for it is cancelled, a link to its draft ends, and a review that was asked for is called off; none
        of that comes back with it. For {TRASH_DAYS} days it can be restored with its texts, its comments and its address; then all of that
        is deleted for good. To keep a page that readers should not have, take it down instead.
      </p>
      <LinkedFrom code={code} count={links} />
      <ReplacedPages pages={replaced} />
      {below > 0 ? (
        <>
          <p>{below === 1 ? "There is 1 page below it." : `There are ${below} pages below it.`}</p>
          <BelowField form={form} />
        </>
      ) : null}
    </ConfirmPage>
  );
}
