import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import { CATEGORY_REFUSALS } from "~/features/forum/categories/category.policy";
import { CategorySchema } from "~/features/forum/categories/category.schema";
import { changeCategory } from "~/features/forum/categories/change-category.server";
import { CategoryForm } from "~/features/forum/components/category-form";
import { audienceOf } from "~/features/permissions/audience.schema";
import { listGroupsBeside } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const { slug, name, description, position, namelessAs, readers, groups } = await getCategory(ctx, params.slug ?? "");
    const stands = { name, description, position, namelessAs, audience: readers.audience, groups: groups.map(({ slug }) => slug) };
    return page({ slug, category: stands, groups: await listGroupsBeside(ctx, groups) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "change-category", async (ctx) => {
    const form = await parseForm(request, CategorySchema);
    if (!form.ok) return badRequest(form);

    const { groups: _, ...category } = form.data;
    const changed = await changeCategory(ctx, { ...category, slug: params.slug ?? "", audience: audienceOf(form.data) });
    if (changed.ok) return redirectTo(HERE, { success: `The category ${category.name} is saved.` });

    return badRequest(form.refused(CATEGORY_REFUSALS[changed.reason], "groups"));
  });
}

const HERE = "/admin/forum/categories";

export const meta = title("Change a category", "Manage");

export default function ChangeCategory() {
  const { slug, category, groups } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form}>{category.name}</PageTitle>
      <CategoryForm action={`${HERE}/${slug}`} category={category} groups={groups} form={form} />
    </>
  );
}
