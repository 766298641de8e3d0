import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { retryWork } from "~/features/operations/work-waiting.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

const RetrySchema = z.object({ work: z.uuid() });

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "see-health", () => redirectToNoun("/admin/health"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "retry-work", async (ctx) => {
    const form = await parseForm(request, RetrySchema);
    const isDue = form.ok && (await retryWork(ctx, form.data.work));
    return redirectTo(
      "/admin/health",
      isDue ? { success: "It will be tried again within seconds." } : { refused: "It is no longer there." },
    );
  });
}
