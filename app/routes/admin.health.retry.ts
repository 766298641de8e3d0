import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { recordEntry } from "~/features/audit/record-entry.server";
import { asStaff } from "~/http/access.server";
import { parseForm } from "~/http/forms.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";
import { inTransaction } from "~/lib/transaction.server";
import { retryWork } from "~/lib/work-waiting.server";

const RetrySchema = z.object({ work: z.uuid() });

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, ["administrator"], () => redirectToNoun("/admin/health"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, ["administrator"], async (ctx) => {
    const form = await parseForm(request, RetrySchema);
    const isDue =
      form.ok &&
      (await inTransaction(ctx, async (ctx) => {
        const isDue = await retryWork(ctx, form.data.work);
        if (isDue) await recordEntry(ctx, { class: "act", action: "work.tried-again", objectKind: "work", objectId: form.data.work });
        return isDue;
      }));
    return redirectTo("/admin/health", { success: isDue ? "It will be tried again within seconds." : "It is no longer there." });
  });
}
