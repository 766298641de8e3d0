import { text } from "node:stream/consumers";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { COPY_FORMATS } from "~/features/privacy/copy-formats";
import { zipOfCopy } from "~/features/privacy/copy-zip.server";
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
    const written = await exportPerson(ctx, personId, async (_ctx, copy) => {
      const texts: Record<string, string> = {};
      for (const each of format === "zip" ? (["html", "json"] as const) : [format])
        texts[each] = await text(COPY_FORMATS[each].write(copy));
      return texts;
    });
    if (format !== "zip") return download(written[format]!, { name: `${ref}.${format}`, type: COPY_FORMATS[format].type });
    const texts = Object.entries(written).map(([ending, input]) => ({ name: `${ref}.${ending}`, input }));
    return download(zipOfCopy(ctx, personId, texts), { name: `${ref}.zip`, type: "application/zip" });
  });
}
