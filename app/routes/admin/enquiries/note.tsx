import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { EnquiryPage } from "~/features/enquiries/components/enquiry-page";
import { NoteSchema } from "~/features/enquiries/enquiry.schema";
import { lookAtEnquiry } from "~/features/enquiries/look-at-enquiry.server";
import { noteOnEnquiry } from "~/features/enquiries/write-message.server";
import { asConfidant } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun, sentBefore } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    redirectToNoun(`/admin/enquiries/${params.code}`);
    const enquiry = await lookAtEnquiry(ctx, params.code ?? "");
    for (const act of ["reply", "note"]) await offerDraft(ctx, `/admin/enquiries/${enquiry.reference}/${act}`);
    return page({ ...enquiry, submissionIds: { reply: uuidv7(), note: uuidv7() } });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "note-on-enquiry", async (ctx) => {
    const form = await parseForm(request, NoteSchema);
    if (!form.ok) return badRequest(form);

    const noted = await noteOnEnquiry(ctx, params.code ?? "", form.data);
    if (!noted.ok) return sentBefore(form, { text: noted.text, href: null });
    return redirectTo(`/admin/enquiries/${params.code}`, { success: "The note is kept." });
  });
}

export const meta = title("Enquiry", "Manage");

/** What a refused note comes back to. */
export default function NotePage() {
  return <EnquiryPage enquiry={useLoaderData<typeof loader>()} form={useForm()} />;
}
