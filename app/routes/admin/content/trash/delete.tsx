import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { ReplacedPages } from "~/features/content/components/replaced-pages";
import { listReplaced } from "~/features/content/links/links.queries.server";
import { DELETE_REFUSALS, trashPath } from "~/features/content/trash/trash.policy";
import { getTrashed } from "~/features/content/trash/trash.queries.server";
import { deleteFromTrash } from "~/features/forum/comments/delete-from-trash.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "delete-page", async (ctx) => {
    const { id, code, title, below } = await getTrashed(ctx, params.code ?? "");
    return page({ code, title, below, replaced: await listReplaced(ctx, { id }) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "delete-page", async (ctx) => {
    const form = await parseForm(request, z.object({}));
    if (!form.ok) return badRequest(form);
    const deleted = await deleteFromTrash(ctx, params.code ?? "");
    if (!deleted.ok) return badRequest(form.refused(DELETE_REFUSALS[deleted.reason]));
    return redirectTo(trashPath(), { success: "It is deleted for good." });
  });
}

export const meta = title("Delete a page for good", "Manage");

export default function DeletePage() {
  const { code, title, below, replaced } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Delete ${quoted(title)} for good?`}
      action={trashPath(code, "delete")}
      button="Delete for good"
      back={trashPath(code)}
      form={form}
    >
      <p>
        {below > 0 ? `It goes with ${below === 1 ? "the page" : `the ${below} pages`} of the trash below it. ` : ""}Every text of it, the
        comments under it and its earlier addresses are deleted now and cannot be brought back. Its address is free for another page.
      </p>
      <ReplacedPages pages={replaced} />
    </ConfirmPage>
  );
}
