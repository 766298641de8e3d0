import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { OwnerSchema } from "~/features/content/pages/page.schema";
import { handPageOver } from "~/features/content/publishing/hand-page-over.server";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title, handedTo } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, title, handedTo, editors: (await listEditors(ctx)).map(({ ref, name }) => ({ ref, name: name ?? ref })) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "hand-page-over", async (ctx) => {
    const form = await parseForm(request, OwnerSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const handed = await handPageOver(ctx, { code, owner: form.data.owner });
    if (!handed.ok) return badRequest(form.refused("Choose somebody who is an editor now", "owner"));
    return redirectTo(editPath(code), { success: "Handed over." });
  });
}

export const meta = title("Hand a page over", "Manage");

export default function OwnerPage() {
  const { code, title, handedTo, editors } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Who looks after ${quoted(title)}?`}
      action={editPath(code, "owner")}
      button="Hand it over"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <p>They are reminded before its day to be checked, and read what its readers missed. The page goes on to name who checked it.</p>
      <Radios
        name="owner"
        label="Editors"
        choices={[{ value: "", label: "Whoever checked it last" }, ...editors.map(({ ref, name }) => ({ value: ref, label: name }))]}
        initial={handedTo ?? ""}
        form={form}
      />
    </ConfirmPage>
  );
}
