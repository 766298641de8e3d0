import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { countBelow, getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { movePage } from "~/features/content/pages/move-page.server";
import { MOVE_REFUSALS } from "~/features/content/pages/page.policy";
import { MoveSchema } from "~/features/content/pages/page.schema";
import { pageAddress } from "~/features/content/pages/page-path";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, path, title } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, path, title, below: await countBelow(ctx, path) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "move-page", async (ctx) => {
    const form = await parseForm(request, MoveSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const moved = await movePage(ctx, { code, to: form.data.to });
    if (!moved.ok) return badRequest(form.refused(MOVE_REFUSALS[moved.reason], "to"));
    return redirectTo(editPath(code), { success: `It is at ${pageAddress(form.data.to)} now. Its old address leads there.` });
  });
}

export const meta = title("Move a page", "Manage");

export default function MovePage() {
  const { code, path, title, below } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Move ${quoted(title)}`}
      action={editPath(code, "move")}
      button="Move"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <TextField
        name="to"
        label="New address"
        hint="The section, a slash, and a word of its own."
        initial={pageAddress(path)}
        form={form}
      />
      <p>
        {below > 0 ? `The ${below === 1 ? "page" : `${below} pages`} below will move along. ` : ""}Old addresses lead to the new ones, for
        those who may read them.
      </p>
    </ConfirmPage>
  );
}
