import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { SUPERSEDE_REFUSALS } from "~/features/content/pages/page.policy";
import { SupersedeSchema } from "~/features/content/pages/page.schema";
import { pageAddress } from "~/features/content/pages/page-path";
import { supersedePage } from "~/features/content/publishing/supersede-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title, successor } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, title, by: successor ? pageAddress(successor.path) : "" });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "supersede-page", async (ctx) => {
    const form = await parseForm(request, SupersedeSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const { by } = form.data;
    const superseded = await supersedePage(ctx, { code, by });
    if (!superseded.ok) return badRequest(form.refused(SUPERSEDE_REFUSALS[superseded.reason], "by"));
    return redirectTo(editPath(code), {
      success: by ? "Readers are told that the page is out of date." : "Readers are told no more that it is out of date.",
    });
  });
}

export const meta = title("Replaced by another page", "Manage");

export default function SupersededPage() {
  const { code, title, by } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`What replaces ${quoted(title)}?`}
      action={editPath(code, "superseded")}
      button="Save"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <p>
        The page stays where it is and says that it is out of date, in lists and search too. Whoever may read the other page is given the
        way to it. Nobody is reminded to check this one any more.
      </p>
      <TextField
        name="by"
        label="Address of the page that holds now"
        hint="For example /guidance/contracts. Leave it empty if this page holds."
        initial={by}
        form={form}
      />
    </ConfirmPage>
  );
}
