import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { TagForm } from "~/features/forum/components/tag-form";
import { addTag } from "~/features/forum/tags/arrange-tags.server";
import { TAG_REFUSALS } from "~/features/forum/tags/tag.policy";
import { NewTagSchema } from "~/features/forum/tags/tag.schema";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/admin/forum/tags";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => page({ tags: await listTags(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "arrange-tags", async (ctx) => {
    const form = await parseForm(request, NewTagSchema);
    if (!form.ok) return badRequest(form);

    const added = await addTag(ctx, form.data);
    if (!added.ok) return badRequest(form.refused(TAG_REFUSALS[added.reason], "name"));
    return redirectTo(HERE, { success: `Topics can be tagged “${form.data.name}” now.` });
  });
}

export const meta = title("Tags", "Manage");

export default function ManageTags() {
  const { tags } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle form={form} intro="Whoever starts a topic chooses from these. Every reader of the forum sees the list.">
        Tags
      </PageTitle>
      {tags.length > 0 ? (
        <Table
          caption="Tags"
          captionHidden
          columns={[
            { heading: "Name", cell: ({ slug, name }) => <a href={`${HERE}/${slug}`}>{name}</a> },
            { heading: "What it is for", cell: ({ description }) => description },
          ]}
          rows={tags}
          rowKey={({ slug }) => slug}
        />
      ) : (
        <EmptyState text="There is no tag yet. The first one that you make will be here." />
      )}
      <h2>Make a tag</h2>
      <TagForm action={HERE} form={form} />
    </>
  );
}
