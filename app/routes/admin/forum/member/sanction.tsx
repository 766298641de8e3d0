import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { MemberRecord } from "~/features/forum/components/member-record";
import { lookAtMember } from "~/features/forum/sanctions/look-at-member.server";
import { sanctionRefusal } from "~/features/forum/sanctions/sanction.policy";
import { SanctionSchema, sanctionOf } from "~/features/forum/sanctions/sanction.schema";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    redirectToNoun(staffMemberPath(params.ref ?? ""));
    return page({ ...(await lookAtMember(ctx, params.ref ?? "", request.url)), submissionId: uuidv7() });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "sanction-member", async (ctx) => {
    const form = await parseForm(request, SanctionSchema);
    if (!form.ok) return badRequest(form);

    const laid = await sanctionMember(ctx, params.ref ?? "", sanctionOf(form.data));
    if (laid.ok) return redirectTo(staffMemberPath(params.ref ?? ""), { success: "It holds from now on, and they are told." });
    return badRequest(form.refused(...sanctionRefusal(laid.reason)));
  });
}

export const meta = title("Member of the forum", "Manage");

/** What a refused decision comes back to. */
export default () => <MemberRecord {...useLoaderData<typeof loader>()} form={useForm()} />;
