import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { pageAddress, pdfPath } from "~/features/content/pages/page-path";
import { getPage } from "~/features/content/pages/pages.queries.server";
import { makePdf } from "~/features/content/print/make-pdf.server";
import { asAnyone } from "~/http/access/access.server";
import { download } from "~/http/download.server";
import { askerOf, countAttempt } from "~/http/forms/limits.server";

/** A page to keep or to print, for whoever may read it: hidden, moved and gone are as at its own address. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const path = params["*"] ?? "";
    const found = await getPage(ctx, path);
    if ("movedTo" in found) return redirect(pdfPath(found.movedTo), 301);
    // there it says for whom it is
    if ("teaser" in found) return redirect(pageAddress(path), 303);
    await countAttempt("pdf", askerOf(ctx));
    const bytes = await makePdf(ctx, found.page);
    return download([bytes], { name: `${path.split("/").at(-1) || "page"}.pdf`, type: "application/pdf", size: bytes.length });
  });
}
