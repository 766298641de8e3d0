import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { exportReachable } from "~/features/consents/list-reachable.server";
import { ReachableSchema } from "~/features/consents/reachable.schema";
import { asConfidant } from "~/http/access/access.server";
import { download } from "~/http/download.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { badRequest, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "export-list", () => redirectToNoun("/admin/members/lists"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asConfidant(request, "export-list", async (ctx) => {
    const form = await parseForm(request, ReachableSchema);
    if (!form.ok) return badRequest(form);
    await countAttempt("contact-list", ctx.actor.personId);
    const { purpose, channel } = form.data;
    return download(await exportReachable(ctx, form.data), { name: `${purpose}-by-${channel}.csv`, type: "text/csv" });
  });
}
