import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { acceptVersion } from "~/features/consents/wording-acceptances.server";
import { ReadSchema } from "~/features/notices/notice.schema";
import { isNotice } from "~/features/notices/notices";
import { asAnyone, asSignedIn } from "~/http/access/access.server";
import { safePath } from "~/http/access/next-path";
import { parseForm } from "~/http/forms/forms.server";
import { notFound, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun("/privacy"));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ReadSchema);
    if (!form.ok || !isNotice(form.data.notice)) return notFound();

    await acceptVersion(ctx, form.data.notice, form.data.version);
    return redirectTo(safePath(form.data.next), { success: "Thank you. You will not be asked about this change again." });
  });
}
