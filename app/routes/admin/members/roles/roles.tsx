import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { GiveRoleForm } from "~/features/records/components/give-role-form";
import { HeldRoles } from "~/features/records/components/held-roles";
import { getRecord } from "~/features/records/record.queries.server";
import { asCaseworker } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "change-roles", params.ref, async (ctx, { personId, ref, name }) => {
    const [{ grants }, groups] = await Promise.all([getRecord(ctx, personId), listGroups(ctx)]);
    return page({ path: `/admin/members/${ref}`, name, ref, grants, groups });
  });
}

export const meta = title("Roles and groups", "Members");

export default function RolesPage() {
  const { path, name, ref, grants, groups } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={path}>Back to the record</BackLink>
      <PageTitle caption={`${name}, ${ref}`} intro="A change counts from their next request, and they are told by email.">
        Roles and groups
      </PageTitle>
      <HeldRoles grants={grants} path={path} />
      <h2>Give a role or group</h2>
      <GiveRoleForm path={path} groups={groups} form={form} />
    </>
  );
}
