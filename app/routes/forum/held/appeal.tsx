import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { AppealForm } from "~/features/forum/components/appeal-form";
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

    return redirectTo(heldPath(code), { success: "Your appeal is sent. Another moderator decides, and you are told." });
  });
}

export const meta = title("Appeal", "Forum");

/** What a refused appeal comes back to: the form alone, with what was typed. */
export default function Appeal() {
  const { path } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={path} />
      <PageTitle form={form}>Appeal</PageTitle>
      <AppealForm path={path} refusal={null} form={form} />
    </>
  );
}
