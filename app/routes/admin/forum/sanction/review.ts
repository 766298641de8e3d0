import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { reviewSanction } from "~/features/forum/sanctions/end-sanction.server";
import { staffSanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asConfidant } from "~/http/access/access.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => redirectToNoun(staffSanctionPath(params.code ?? "")));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "review-sanction", async (ctx) => {
    const code = params.code ?? "";
    const goesOn = await reviewSanction(ctx, code);
    return redirectTo(staffSanctionPath(code), goesOn ? { success: "Noted: you looked again, and it goes on." } : {});
  });
}
