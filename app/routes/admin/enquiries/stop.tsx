import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { getEnquiry } from "~/features/enquiries/enquiries.queries.server";
import { stopContact } from "~/features/enquiries/stop-contact.server";
import { asConfidant } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    const { code, personId, address } = await getEnquiry(ctx, params.code ?? "");
    return page({ reference: code, address, isKnown: personId !== null });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "stop-contact", async (ctx) => {
    const stopped = await stopContact(ctx, params.code ?? "");
    const success = stopped.ok
      ? "Stopped. Tell them in a reply, then close the enquiry."
      : "There is no address that anything could be sent to.";
    return redirectTo(`/admin/enquiries/${params.code}`, { success });
  });
}

export const meta = title("Stop writing to them", "Manage");

export default function StopPage() {
  const { reference, address, isKnown } = useLoaderData<typeof loader>();
  const path = `/admin/enquiries/${reference}`;
  return (
    <ConfirmPage title="Stop everything that is sent by choice?" action={`${path}/stop`} button="Stop writing to them" back={path}>
      <p>
        All newsletters and everything else by choice ends for {address ?? "this person"}, and no import starts it again. Only they can, by
        a button in an email to them. Emails about an account still come.
      </p>
      {isKnown ? null : <p>Nobody has confirmed yet that this address wrote. You do not have to wait for that.</p>}
    </ConfirmPage>
  );
}
