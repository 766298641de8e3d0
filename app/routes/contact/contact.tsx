import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { SentBefore } from "~/components/forms/sent-before";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { isCategory } from "~/features/enquiries/categories";
import { EnquiryForm } from "~/features/enquiries/components/enquiry-form";
import { EnquirySchema, OwnEnquirySchema } from "~/features/enquiries/enquiry.schema";
import { sendEnquiry } from "~/features/enquiries/send-enquiry.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { answerTime } from "~/features/settings/site-settings";
import { asAnyone } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { askerOf, countOrSlowDown } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, sentBefore } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const site = await getSettings(ctx);
    const about = new URL(request.url).searchParams.get("about");
    return page({
      isSignedIn: ctx.actor.kind === "person",
      category: isCategory(about) ? about : null,
      submissionId: uuidv7(),
      site: { contactAddress: site.contactAddress, postalAddress: site.postalAddress, answerTime: answerTime(site) },
    });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, ctx.actor.kind === "person" ? OwnEnquirySchema : EnquirySchema);
    if (!form.ok) return badRequest(form);
    // a browser that fills in everything is no reason to lose somebody's question
    if (form.data.website)
      return badRequest(form.refused("A field that nobody sees was filled in, as programs do. Check your text and send it once more."));

    await countOrSlowDown("enquiry", askerOf(ctx));
    const sent = await sendEnquiry(ctx, form.data);
    const receipt = `/contact/sent?reference=${sent.reference}`;
    return sent.ok ? redirectTo(receipt) : sentBefore(form, { text: sent.text, href: receipt });
  });
}

export const meta = title("Contact us");

export default function ContactPage() {
  const { isSignedIn, category, submissionId, site } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro={`Ask us anything. You need no account, and we answer within ${site.answerTime}.`}>
        Contact us
      </PageTitle>
      <SentBefore form={form} />
      <EnquiryForm isSignedIn={isSignedIn} category={category} submissionId={submissionId} form={form} />
      <h2>Other ways to reach us</h2>
      <p>
        By email: <a href={`mailto:${site.contactAddress}`}>{site.contactAddress}</a>
        <br />
        By post: {site.postalAddress}
      </p>
      <p>
        If you are not happy with something that we did, see <a href="/complaints">how to complain</a>.
      </p>
    </>
  );
}
