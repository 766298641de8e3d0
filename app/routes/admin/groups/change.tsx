import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { changeGroup } from "~/features/permissions/arrange-groups.server";
import { GroupForm } from "~/features/permissions/components/group-form";
import { GROUP_REFUSALS } from "~/features/permissions/group.policy";
import { GroupSchema } from "~/features/permissions/group.schema";
import { getGroup } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "change-roles", async (ctx) => {
    const { slug, name, description } = await getGroup(ctx, params.slug ?? "");
    return page({ path: `/admin/groups/${slug}`, group: { name, description } });
  });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "change-group", async (ctx) => {
    const form = await parseForm(request, GroupSchema);
    if (!form.ok) return badRequest(form);

    const changed = await changeGroup(ctx, { ...form.data, slug });
    if (!changed.ok) return badRequest(form.refused(GROUP_REFUSALS[changed.reason], "name"));
    return redirectTo(`/admin/groups/${slug}`, { success: `The group ${form.data.name} is saved.` });
  });
}

export const meta = title("Change a group", "Manage");

export default function ChangeGroup() {
  const { path, group } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={path} />
      <PageTitle form={form}>{group.name}</PageTitle>
      <GroupForm action={`${path}/change`} group={group} back={path} form={form} />
    </>
  );
}
