import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { deleteFile } from "~/features/files/library/delete-file.server";
import { DELETE_REFUSALS } from "~/features/files/library/library.policy";
import { getLibraryFile } from "~/features/files/library/library.queries.server";
import { libraryPath } from "~/features/files/library/library-filter";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { name } = await getLibraryFile(ctx, code);
    return page({ code, name });
  });
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "arrange-library", async (ctx) => {
    const form = await parseForm(request, z.object({}));
    if (!form.ok) return badRequest(form);
    const blocker = await deleteFile(ctx, code);
    if (blocker) return badRequest(form.refused(DELETE_REFUSALS[blocker]));
    return redirectTo("/admin/files", { success: "The file is deleted." });
  });
}

export const meta = title("Delete a file", "Manage");

export default function DeleteFile() {
  const { code, name } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Delete ${quoted(name)}?`}
      action={libraryPath(code, "delete")}
      button="Delete it"
      back={libraryPath(code)}
      form={form}
    >
      <p>No text holds it. Its address leads nowhere afterwards. This cannot be undone.</p>
    </ConfirmPage>
  );
}
