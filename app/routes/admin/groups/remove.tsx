import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { takeRole } from "~/features/accounts/staff/change-role.server";
import { ROLE_REFUSALS } from "~/features/accounts/staff/role.policy";
import { getGroup } from "~/features/permissions/groups.queries.server";
import { getRecordPerson } from "~/features/records/open-record.server";
import { asConfidant } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "change-roles", async (ctx) => {
    const [group, { ref, name }] = await Promise.all([getGroup(ctx, params.slug ?? ""), getRecordPerson(ctx, params.ref ?? "")]);
    return page({ path: `/admin/groups/${group.slug}`, group: group.name, ref, name });
  });
}

export async function action({ request, params: { slug = "", ref = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "take-role", async (ctx) => {
    const { personId, name } = await getRecordPerson(ctx, ref);
    const taken = await takeRole(ctx, { personId, given: `group:${slug}` });
    const word = taken.ok ? { success: `${name} is out of the group, and is told by email.` } : { refused: ROLE_REFUSALS[taken.reason] };
    return redirectTo(`/admin/groups/${slug}`, word);
  });
}

export const meta = title("Remove somebody from a group", "Manage");

export default function RemoveFromGroup() {
  const { path, group, ref, name } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title={`Remove ${name} from “${group}”?`} action={`${path}/remove/${ref}`} button="Remove from the group" back={path}>
      <p>
        It counts from their next request: they no longer find what is for this group alone. What they wrote stays. They are told by email.
      </p>
    </ConfirmPage>
  );
}
