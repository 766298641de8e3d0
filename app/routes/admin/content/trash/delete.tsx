import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { trashPath } from "~/features/content/trash/trash.policy";
import { getTrashed } from "~/features/content/trash/trash.queries.server";
import { deleteFromTrash } from "~/features/forum/comments/delete-from-trash.server";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "delete-page", async (ctx) => {
    const { code, title, along } = await getTrashed(ctx, params.code ?? "");
    return page({ code, title, along: along.length });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "delete-page", async (ctx) => {
    await deleteFromTrash(ctx, params.code ?? "");
    return redirectTo(trashPath(), { success: "It is deleted for good." });
  });
}

export const meta = title("Delete a page for good", "Manage");

export default function DeletePage() {
  const { code, title, along } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage
      title={`Delete ${quoted(title)} for good?`}
      action={trashPath(code, "delete")}
      button="Delete for good"
      back={trashPath(code)}
    >
      <p>
        {along > 0 ? `It goes with ${along === 1 ? "the page that" : `the ${along} pages that`} went to the trash with it. ` : ""}Every text
        of it, the comments under it and its earlier addresses are deleted now and cannot be brought back. Its address is free for another
        page.
      </p>
    </ConfirmPage>
  );
}
