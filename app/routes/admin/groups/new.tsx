import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { createGroup } from "~/features/permissions/arrange-groups.server";
import { GroupForm } from "~/features/permissions/components/group-form";
import { GROUP_REFUSALS } from "~/features/permissions/group.policy";
import { GroupSchema } from "~/features/permissions/group.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "change-roles", () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "create-group", async (ctx) => {
    const form = await parseForm(request, GroupSchema);
    if (!form.ok) return badRequest(form);

    const made = await createGroup(ctx, form.data);
    if (!made.ok) return badRequest(form.refused(GROUP_REFUSALS[made.reason], "name"));
    return redirectTo(`${HERE}/${made.slug}`, { success: `The group ${form.data.name} is there. Add the people who belong to it.` });
  });
}

const HERE = "/admin/groups";

export const meta = title("New group", "Manage");

export default function NewGroup() {
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form}>New group</PageTitle>
      <GroupForm action={`${HERE}/new`} back={HERE} form={form} />
    </>
  );
}
