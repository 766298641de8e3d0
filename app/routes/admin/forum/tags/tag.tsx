import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { TagForm } from "~/features/forum/components/tag-form";
import { changeTag } from "~/features/forum/tags/arrange-tags.server";
import { TAG_REFUSALS } from "~/features/forum/tags/tag.policy";
import { TagSchema } from "~/features/forum/tags/tag.schema";
import { getTag } from "~/features/forum/tags/tags.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const { slug, name, description } = await getTag(ctx, params.slug ?? "");
    return page({ slug, name, description });
  });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "arrange-tags", async (ctx) => {
    const form = await parseForm(request, TagSchema);
    if (!form.ok) return badRequest(form);

    const changed = await changeTag(ctx, slug, form.data);
    if (!changed.ok) return badRequest(form.refused(TAG_REFUSALS[changed.reason], "name"));
    const { name } = form.data;
    return redirectTo(HERE, { success: changed.slug === slug ? `The tag “${name}” is saved.` : `It is merged into “${name}”.` });
  });
}

const HERE = "/admin/forum/tags";

export const meta = title("Change a tag", "Manage");

export default function ChangeTag() {
  const tag = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form}>{tag.name}</PageTitle>
      <TagForm action={`${HERE}/${tag.slug}`} tag={tag} form={form} />
    </>
  );
}
