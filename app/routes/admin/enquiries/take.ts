import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { ENQUIRY_ROLES } from "~/features/enquiries/enquiry.policy";
import { takeEnquiry } from "~/features/enquiries/steer-enquiry.server";
import { asAnyone, asConfidant } from "~/http/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, () => redirectToNoun(`/admin/enquiries/${params.code}`));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, ENQUIRY_ROLES, async (ctx) => {
    await takeEnquiry(ctx, params.code ?? "");
    return redirectTo(`/admin/enquiries/${params.code}`, { success: "It is yours now." });
  });
}
