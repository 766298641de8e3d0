import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { APPEAL_SENT, AppealPage } from "~/features/forum/components/appeal-page";
import { AppealSchema } from "~/features/forum/moderation/moderation.schema";
import { appealSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { SANCTION_APPEAL_REFUSALS } from "~/features/forum/sanctions/sanction.policy";
import { sanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, () => {
    redirectToNoun(sanctionPath(params.code ?? ""));
    return page({ path: sanctionPath(params.code ?? "") });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, AppealSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const appealed = await appealSanction(ctx, { ...form.data, code });
    if (!appealed.ok) return badRequest(form.refused(SANCTION_APPEAL_REFUSALS[appealed.reason]));

    return redirectTo(sanctionPath(code), { success: APPEAL_SENT });
  });
}

export const meta = title("Appeal", "Forum");

export default function Appeal() {
  const { path } = useLoaderData<typeof loader>();
  return <AppealPage path={path} form={useForm()} />;
}
