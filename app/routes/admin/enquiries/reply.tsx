import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { EnquiryPage } from "~/features/enquiries/components/enquiry-page";
import { REPLY_REFUSALS } from "~/features/enquiries/enquiry.policy";
import { ReplySchema } from "~/features/enquiries/enquiry.schema";
import { lookAtEnquiry } from "~/features/enquiries/look-at-enquiry.server";
import { replyToEnquiry } from "~/features/enquiries/write-message.server";
import { asConfidant } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo, redirectToNoun, sentBefore } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    redirectToNoun(`/admin/enquiries/${params.code}`);
    const enquiry = await lookAtEnquiry(ctx, params.code ?? "");
    for (const act of ["reply", "note"]) await offerDraft(ctx, `/admin/enquiries/${enquiry.reference}/${act}`);
    return page({ ...enquiry, submissionIds: { reply: uuidv7(), note: uuidv7() } });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "answer-enquiry", async (ctx) => {
    const form = await parseForm(request, ReplySchema);
    if (!form.ok) return badRequest(form);

    const replied = await replyToEnquiry(ctx, params.code ?? "", form.data);
    if (replied.ok) return redirectTo(`/admin/enquiries/${params.code}`, { success: "The reply is on its way." });
    if (replied.reason === "sent-before") return sentBefore(form, { text: replied.text, href: null }, { last: String(replied.last) });
    if (replied.reason !== "changed") return badRequest(form.refused(REPLY_REFUSALS[replied.reason]));
    // both are shown: what was written meanwhile above, the reply in its field
    const refused = form.refused(
      "Somebody wrote after you opened this page. Read what is new above, then send your reply again if it still fits.",
    );
    return conflict(refused, {}, { last: String(replied.last) });
  });
}

export const meta = title("Enquiry", "Manage");

/** What a refused reply comes back to. */
export default function ReplyPage() {
  return <EnquiryPage enquiry={useLoaderData<typeof loader>()} form={useForm()} />;
}
