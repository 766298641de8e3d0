import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { giveRole } from "~/features/accounts/staff/change-role.server";
import { ROLE_REFUSALS } from "~/features/accounts/staff/role.policy";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { GiveRoleForm } from "~/features/records/components/give-role-form";
import { daysOf, GiveRoleSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "give-role", params.ref, async (ctx) => {
    redirectToNoun(`/admin/members/${params.ref}/roles`);
    return page({ groups: await listGroups(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "give-role", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, GiveRoleSchema);
    if (!form.ok) return badRequest(form);

    const result = await giveRole(ctx, { personId, given: form.data.given, ...daysOf(form.data) });
    if (!result.ok) return badRequest(form.refused(ROLE_REFUSALS[result.reason], "given"));
    return redirectTo(`/admin/members/${ref}/roles`, { success: "It is given. They are told by email." });
  });
}

export const meta = title("Give a role or group", "Members");

export default function GiveRolePage() {
  const { groups } = useLoaderData<typeof loader>();
  const path = `/admin/members/${useParams().ref}`;
  const form = useForm();
  return (
    <>
      <BackLink href={`${path}/roles`}>Back to roles and groups</BackLink>
      <PageTitle form={form}>Give a role or group</PageTitle>
      <GiveRoleForm path={path} groups={groups} form={form} />
    </>
  );
}
