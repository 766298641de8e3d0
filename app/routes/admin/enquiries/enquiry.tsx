import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { EnquiryPage } from "~/features/enquiries/components/enquiry-page";
import { lookAtEnquiry } from "~/features/enquiries/look-at-enquiry.server";
import { asConfidant } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    const enquiry = await lookAtEnquiry(ctx, params.code ?? "");
    for (const act of ["reply", "note"]) await offerDraft(ctx, `/admin/enquiries/${enquiry.reference}/${act}`);
    return page({ ...enquiry, submissionIds: { reply: uuidv7(), note: uuidv7() } });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data ? `Enquiry ${args.data.reference}` : undefined, "Manage")(args);

export default function EnquiryRecordPage() {
  return <EnquiryPage enquiry={useLoaderData<typeof loader>()} />;
}
