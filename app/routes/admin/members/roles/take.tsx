import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { takeRole } from "~/features/accounts/staff/change-role.server";
import { ROLE_REFUSALS } from "~/features/accounts/staff/role.policy";
import { findGroup } from "~/features/permissions/groups.queries.server";
import { isRole, ROLE_WORDS } from "~/features/permissions/permissions";
import { TakeRoleSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "take-role", params.ref, async (ctx, { ref, name }) => {
    const given = new URL(request.url).searchParams.get("given") ?? "";
    const [kind, slug = ""] = given.split(":");
    const what = kind === "role" && isRole(slug) ? ROLE_WORDS[slug] : (await findGroup(ctx, slug))?.name;
    return what ? page({ path: `/admin/members/${ref}`, name, given, what }) : redirectTo(`/admin/members/${ref}/roles`);
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "take-role", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, TakeRoleSchema);
    if (!form.ok) return badRequest(form);

    const taken = await takeRole(ctx, { personId, given: form.data.given });
    if (!taken.ok) return badRequest(form.refused(ROLE_REFUSALS[taken.reason]));
    return redirectTo(`/admin/members/${ref}/roles`, { success: "It is taken away. They are told by email." });
  });
}

export const meta = title("Take away a role or group", "Members");

export default function TakeRolePage() {
  const { path, name, given, what } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Take “${what}” away from ${name}?`}
      action={`${path}/roles/take?${new URLSearchParams({ given })}`}
      button="Take it away"
      back={`${path}/roles`}
      hidden={{ given }}
      form={form}
    >
      <p>It counts from their next request. Whoever loses a staff role is signed out at once. They are told by email.</p>
    </ConfirmPage>
  );
}
