import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { title } from "~/components/layout/title";
import { MemberRecord } from "~/features/forum/components/member-record";
import { lookAtMember } from "~/features/forum/sanctions/look-at-member.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) =>
    page({ ...(await lookAtMember(ctx, params.ref ?? "", request.url)), submissionId: uuidv7() }),
  );
}

export const meta = title("Member of the forum", "Manage");

export default () => <MemberRecord {...useLoaderData<typeof loader>()} />;
