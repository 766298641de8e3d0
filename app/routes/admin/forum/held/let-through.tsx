import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { letThrough } from "~/features/forum/held/decide-held.server";
import { HELD_REFUSALS, staffHeldPath } from "~/features/forum/held/held.policy";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => {
    const path = staffHeldPath(params.code ?? "");
    redirectToNoun(path);
    return page({ path });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "decide-held", async (ctx) => {
    const form = await parseForm(request, z.object({}));
    if (!form.ok) return badRequest(form);

    const done = await letThrough(ctx, params.code ?? "");
    if (!done.ok) return badRequest(form.refused(HELD_REFUSALS[done.reason]));
    return redirectTo("/admin/forum", { success: "It is let through. Its writer is told, and so is whoever watches there." });
  });
}

export const meta = title("A post that waits", "Manage");

/** What a refused press comes back to: why, and the way to what waits as it is now. */
export default function LetThrough() {
  const { path } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={path}>Look at it again</BackLink>
      <PageTitle form={useForm()}>It was not let through</PageTitle>
    </>
  );
}
