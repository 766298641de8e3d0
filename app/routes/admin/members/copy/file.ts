import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { exportAsHtml } from "~/features/privacy/export-html";
import { exportPerson } from "~/features/privacy/export-person.server";
import { CopySchema } from "~/features/records/record.schema";
import { getSettings } from "~/features/settings/settings.queries.server";
import { asCaseworker } from "~/http/access/access.server";
import { download } from "~/http/download.server";
import { parseForm } from "~/http/forms/forms.server";
import { badRequest, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "copy-record", params.ref, () => redirectToNoun(`/admin/members/${params.ref}/copy`));
}

/** The copy itself, handed to the data protection officer and stored nowhere. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "copy-record", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, CopySchema);
    if (!form.ok) return badRequest(form);

    const copy = await exportPerson(ctx, personId);
    if (form.data.format === "json") return download(JSON.stringify(copy, null, 2), { name: `${ref}.json`, type: "application/json" });
    return download(exportAsHtml(copy, (await getSettings(ctx)).name), { name: `${ref}.html`, type: "text/html" });
  });
}
