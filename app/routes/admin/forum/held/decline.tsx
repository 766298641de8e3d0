import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { DeclineForm } from "~/features/forum/components/decline-form";
import { declineHeld } from "~/features/forum/held/decide-held.server";
import { HELD_REFUSALS, staffHeldPath } from "~/features/forum/held/held.policy";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { RemovalSchema } from "~/features/forum/moderation/removal.schema";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const code = params.code ?? "";
    redirectToNoun(staffHeldPath(code));
    return page({ code, reasons: await listReasons(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "decide-held", async (ctx) => {
    const form = await parseForm(request, RemovalSchema);
    if (!form.ok) return badRequest(form);

    const done = await declineHeld(ctx, { ...form.data, code: params.code ?? "" });
    if (!done.ok) return badRequest(form.refused(HELD_REFUSALS[done.reason], done.reason === "why-missing" ? "why" : undefined));
    return redirectTo("/admin/forum", { success: "It is declined. Its writer is told your reason, and can appeal once." });
  });
}

export const meta = title("Decline a post", "Manage");

/** What a refused decision comes back to: the form alone, with what was typed. */
export default function Decline() {
  const { code, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={staffHeldPath(code)} />
      <PageTitle form={form}>Decline a post</PageTitle>
      <DeclineForm code={code} reasons={reasons} form={form} />
    </>
  );
}
