import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { editPath } from "~/features/content/edit-path";
import { EDITOR_ROLES } from "~/features/content/page.policy";
import { RestoreSchema } from "~/features/content/page.schema";
import { restoreRevision } from "~/features/content/save-page.server";
import { asStaff } from "~/http/access.server";
import { parseForm } from "~/http/forms.server";
import { notFound, redirectTo, redirectToNoun } from "~/http/responses.server";
import { ConflictError } from "~/lib/errors";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, EDITOR_ROLES, () => redirectToNoun(editPath(params.code ?? "", "history")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, EDITOR_ROLES, async (ctx) => {
    const form = await parseForm(request, RestoreSchema);
    if (!form.ok) notFound();

    const code = params.code ?? "";
    const restored = await restoreRevision(ctx, { ...form.data, code });
    if (!restored.ok) throw new ConflictError("page");
    return redirectTo(editPath(code), {
      success: `Number ${form.data.number} is the newest text again, as a draft. Publish it to give it to readers.`,
    });
  });
}
