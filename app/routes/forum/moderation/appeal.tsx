import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { APPEAL_SENT, AppealPage } from "~/features/forum/components/appeal-page";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { APPEAL_REFUSALS } from "~/features/forum/moderation/moderation.policy";
import { AppealSchema } from "~/features/forum/moderation/moderation.schema";
import { moderationPath } from "~/features/forum/moderation/moderation-words";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, () => {
    redirectToNoun(moderationPath(params.code ?? ""));
    return page({ path: moderationPath(params.code ?? "") });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, AppealSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const appealed = await appealModeration(ctx, { ...form.data, code });
    if (!appealed.ok) return badRequest(form.refused(APPEAL_REFUSALS[appealed.reason]));

    return redirectTo(moderationPath(code), { success: APPEAL_SENT });
  });
}

export const meta = title("Appeal", "Forum");

export default function Appeal() {
  const { path } = useLoaderData<typeof loader>();
  return <AppealPage path={path} form={useForm()} />;
}
