import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { closeEnquiry, reopenEnquiry, takeEnquiry } from "~/features/enquiries/change-enquiry.server";
import { asAnyone, asConfidant } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  take: { does: takeEnquiry, says: "It is yours now." },
  close: { does: closeEnquiry, says: "The enquiry is closed. It is deleted when the time in the settings has passed." },
  reopen: { does: reopenEnquiry, says: "The enquiry is open again." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/admin/enquiries/${params.code}`));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "steer-enquiry", (ctx) => press(ctx, request, PRESSES, { on: code, to: `/admin/enquiries/${code}` }));
}
