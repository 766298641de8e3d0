import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { MemberRecord } from "~/features/forum/components/member-record";
import { lookAtMember } from "~/features/forum/sanctions/look-at-member.server";
import { noteOnMember } from "~/features/forum/sanctions/note-on-member.server";
import { NoteSchema } from "~/features/forum/sanctions/sanction.schema";
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
  return asConfidant(request, "note-on-member", async (ctx) => {
    const form = await parseForm(request, NoteSchema);
    if (!form.ok) return badRequest(form);

    await noteOnMember(ctx, params.ref ?? "", form.data);
    return redirectTo(staffMemberPath(params.ref ?? ""), { success: "The note is kept." });
  });
}

export const meta = title("Member of the forum", "Manage");

/** What a refused note comes back to. */
export default () => <MemberRecord {...useLoaderData<typeof loader>()} form={useForm()} />;
