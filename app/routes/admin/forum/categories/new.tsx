import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { CATEGORY_REFUSALS } from "~/features/forum/categories/category.policy";
import { NewCategorySchema } from "~/features/forum/categories/category.schema";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { CategoryForm } from "~/features/forum/components/category-form";
import { audienceOf } from "~/features/permissions/audience.schema";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => page({ groups: await listGroups(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "create-category", async (ctx) => {
    const form = await parseForm(request, NewCategorySchema);
    if (!form.ok) return badRequest(form);

    const { groups: _, ...category } = form.data;
    const made = await createCategory(ctx, { ...category, audience: audienceOf(form.data) });
    if (made.ok) return redirectTo(HERE, { success: `The category ${category.name} is there.` });

    return badRequest(form.refused(CATEGORY_REFUSALS[made.reason], made.reason === "not-readable" ? "groups" : "slug"));
  });
}

const HERE = "/admin/forum/categories";

export const meta = title("New category", "Manage");

export default function NewCategory() {
  const { groups } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form}>New category</PageTitle>
      <CategoryForm action={`${HERE}/new`} groups={groups} form={form} />
    </>
  );
}
