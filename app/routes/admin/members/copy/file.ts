import { text } from "node:stream/consumers";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { COPY_FORMATS } from "~/features/privacy/copy-formats";
import { exportPerson } from "~/features/privacy/export-person.server";
import { CopySchema } from "~/features/records/record.schema";
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

    const { format } = form.data;
    const { type, write } = COPY_FORMATS[format];
    const body = await exportPerson(ctx, personId, (_ctx, copy) => text(write(copy)));
    return download(body, { name: `${ref}.${format}`, type });
  });
}
