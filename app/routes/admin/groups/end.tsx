import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { endGroup } from "~/features/accounts/staff/end-group.server";
import { countPagesFor } from "~/features/content/pages/manage.queries.server";
import { countCategoriesFor } from "~/features/forum/categories/categories.queries.server";
import { countNewslettersFor } from "~/features/newsletters/newsletters.queries.server";
import { getGroup } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "change-roles", async (ctx) => {
    const { id, slug, name, members, later, endedAt } = await getGroup(ctx, params.slug ?? "");
    if (endedAt) return redirectTo(`/admin/groups/${slug}`);
    const counts = [countPagesFor(ctx, id), countCategoriesFor(ctx, id), countNewslettersFor(ctx, id)] as const;
    const [pages, categories, newsletters] = await Promise.all(counts);
    const listed = (kind: "alone" | "shared") =>
      [some(pages[kind], "page"), some(categories[kind], "category", "categories"), some(newsletters[kind], "newsletter")]
        .filter(Boolean)
        .join(", ");
    return page({ path: `/admin/groups/${slug}`, name, members, later, alone: listed("alone"), shared: listed("shared") });
  });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "end-group", async (ctx) => {
    const told = await endGroup(ctx, slug);
    const words = told === 0 ? "Nobody was in it." : `${some(told, "person", "people")} ${told === 1 ? "is" : "are"} told by email.`;
    return redirectTo(`/admin/groups/${slug}`, { success: `The group has ended. ${words}` });
  });
}

/** None is said by nothing. */
const some = (count: number, one: string, many = `${one}s`) =>
  count === 0 ? "" : count === 1 ? `1 ${one}` : `${count.toLocaleString("en-GB")} ${many}`;

export const meta = title("End a group", "Manage");

export default function EndGroup() {
  const { path, name, members, later, alone, shared } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage title={`End the group “${name}”?`} action={`${path}/end`} button="End the group" back={path}>
      <ul>
        <li>
          {members === 0
            ? "Nobody is in it."
            : `${some(members, "person", "people")} will leave it, at their next request. Each is told by email.`}
        </li>
        {later > 0 ? (
          <li>
            {some(later, "person", "people")} {later === 1 ? "was" : "were"} to be in it from a later day, and will not be. Each is told by
            email.
          </li>
        ) : null}
        {alone ? (
          <li>
            For this group and no other that is open: {alone}. What is there stays closed: nobody reads it from then on, except editors
            under Pages and news. To keep it in use, have it given other readers first.
          </li>
        ) : null}
        {shared ? <li>For this group and others: {shared}. The other groups that are open go on reading that.</li> : null}
        {alone || shared ? null : <li>No page, category or newsletter is for it.</li>}
        <li>Nobody can be let in, also by invitations that were sent, and nothing more can be for it.</li>
      </ul>
      <p>You can start the group again later. Nobody will be in it then: you add its people anew.</p>
    </ConfirmPage>
  );
}
