import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { LeaveForm } from "~/features/privacy/components/leave-form";
import { LeavingSoon } from "~/features/privacy/components/leaving-soon";
import { FREEZE_REFUSALS } from "~/features/privacy/freeze.policy";
import { askToLeave, findMyDeparture } from "~/features/privacy/leave.server";
import { previewLeaving } from "~/features/privacy/leaving.queries.server";
import { LeaveSchema } from "~/features/privacy/my-privacy.schema";
import { asHolder } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/account/leave";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "leave", async (ctx, { stored }) => {
    const leaving = stored?.isRestricted ? await findMyDeparture(ctx) : null;
    return page(leaving ? { leaving, preview: null } : { leaving: null, preview: await previewLeaving(ctx) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "leave", async (ctx) => {
    const form = await parseForm(request, LeaveSchema);
    if (!form.ok) return badRequest(form);

    const left = await askToLeave(ctx, form.data.posts);
    if (!left.ok) return badRequest(form.refused(FREEZE_REFUSALS[left.reason]));
    return redirectTo(HERE);
  });
}

export const meta = title("Leave", "Your account");

export default function LeavePage() {
  const { leaving, preview } = useLoaderData<typeof loader>();
  const form = useForm();
  return leaving ? <LeavingSoon {...leaving} /> : <LeaveForm {...preview} form={form} />;
}
