import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { removeTag } from "~/features/forum/tags/arrange-tags.server";
import { getTag } from "~/features/forum/tags/tags.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

const HERE = "/admin/forum/tags";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const { slug, name } = await getTag(ctx, params.slug ?? "");
    return page({ slug, name });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "arrange-tags", async (ctx) => {
    await removeTag(ctx, params.slug ?? "");
    return redirectTo(HERE, { success: "The tag is removed." });
  });
}

export const meta = title("Remove a tag", "Manage");

export default function RemoveTag() {
  const { slug, name } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title={`Remove the tag “${name}”?`} action={`${HERE}/${slug}/remove`} button="Remove the tag" back={`${HERE}/${slug}`}>
      <p>
        No topic has it any more, and whoever chose what they hear of it is told of nothing for it. This cannot be taken back. To keep its
        topics together, merge it into another tag: give it the name of that one.
      </p>
    </ConfirmPage>
  );
}
