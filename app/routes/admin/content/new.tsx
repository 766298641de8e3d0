import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { openedWith } from "~/components/forms/form-state";
import { SentBefore } from "~/components/forms/sent-before";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { READERS_HINT } from "~/features/content/components/audience-words";
import { PageForm } from "~/features/content/components/page-form";
import { createPage } from "~/features/content/pages/create-page.server";
import { editPath, newPagePath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { CREATE_REFUSALS } from "~/features/content/pages/page.policy";
import { NewPageSchema } from "~/features/content/pages/page.schema";
import { articlePath } from "~/features/content/pages/page-path";
import { audienceOf } from "~/features/permissions/audience.schema";
import { AudienceFields } from "~/features/permissions/components/audience-fields";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, sentBefore } from "~/http/responses.server";
import type { Ctx } from "~/lib/ctx";
import { slugOf } from "~/lib/slug";

/** Below what a page is begun, as the address says: a page by its code, the news, or nothing. */
async function placeOf(ctx: Ctx, where: string | undefined) {
  const isNews = where === "news";
  const above = where && !isNews ? await getPageToEdit(ctx, where) : null;
  return { isNews, above, start: isNews ? articlePath("") : above?.path ? `${above.path}/` : "" };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const [{ above, ...place }, groups] = await Promise.all([placeOf(ctx, params.where), listGroups(ctx)]);
    const action = newPagePath(params.where);
    await offerDraft(ctx, action);
    return page({
      submissionId: uuidv7(),
      action,
      ...place,
      above: above && {
        code: above.code,
        title: above.title,
        audience: above.audience,
        groups: above.groups.map(({ slug }) => slug),
      },
      groups: groups.map(({ slug, name }) => ({ slug, name })),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "create-page", async (ctx) => {
    const { start } = await placeOf(ctx, params.where);
    const form = await parseForm(request, NewPageSchema);
    if (!form.ok) return badRequest(form);

    const { slug, audience, groups, ...text } = form.data;
    const word = slug || slugOf(text.title);
    if (!word) return badRequest(form.refused("Enter a word for the address: the title has no letters that an address may have", "slug"));
    const made = await createPage(ctx, { ...text, path: start + word, audience: audienceOf({ audience, groups }) });
    if (!made.ok && made.reason === "sent-before") return sentBefore(form, { text: made.text, href: editPath(made.code) });
    if (!made.ok) return badRequest(form.refused(CREATE_REFUSALS[made.reason], made.reason.startsWith("wider") ? "audience" : "slug"));
    return redirectTo(editPath(made.code), { success: "The draft is saved. Nobody but editors sees it until it is published." });
  });
}

export const meta = title("New page", "Manage");

export default function NewPage() {
  const { action, isNews, above, start, groups, submissionId } = useLoaderData<typeof loader>();
  const form = useForm();
  const back = above ? editPath(above.code) : isNews ? "/admin/content?section=news" : "/admin/content";
  return (
    <>
      <BackLink href={back} />
      <PageTitle form={form} caption={above ? `Below ${above.title}` : undefined}>
        {isNews ? "New article" : "New page"}
      </PageTitle>
      <SentBefore form={form} />
      <PageForm action={action} back={back} form={form} opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}>
        <TextField
          name="slug"
          label="Word in the address (optional)"
          hint={`It follows /${start} and is made from the title when you leave it empty.`}
          form={form}
        />
        <AudienceFields groups={groups} initial={above ?? { audience: "open", groups: [] }} hint={READERS_HINT} form={form} />
      </PageForm>
    </>
  );
}
