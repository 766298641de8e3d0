import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { APPEAL_SENT, AppealPage } from "~/features/forum/components/appeal-page";
import { DECLINE_APPEAL_REFUSALS, heldPath } from "~/features/forum/held/held.policy";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { AppealSchema } from "~/features/forum/moderation/moderation.schema";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, () => {
    const path = heldPath(params.code ?? "");
    redirectToNoun(path);
    return page({ path });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, AppealSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const appealed = await appealDecline(ctx, { ...form.data, code });
    if (!appealed.ok) return badRequest(form.refused(DECLINE_APPEAL_REFUSALS[appealed.reason]));

    return redirectTo(heldPath(code), { success: APPEAL_SENT });
  });
}

export const meta = title("Appeal", "Forum");

export default function Appeal() {
  const { path } = useLoaderData<typeof loader>();
  return <AppealPage path={path} form={useForm()} />;
}
