import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { openedWith } from "~/components/forms/form-state";
import { Select } from "~/components/forms/select";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { PREVIEW_DAYS, PreviewLinkSchema } from "~/features/content/publishing/preview-link.schema";
import { findPreviewLink, makePreviewLink } from "~/features/content/publishing/preview-links.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { env } from "~/lib/env.server";

export async function loader({ request, params: { code = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { id, title, version } = await getPageToEdit(ctx, code);
    const link = await findPreviewLink(ctx, id);
    return page({ code, title, version, link: link && { ...link, address: env().baseUrl + link.path } });
  });
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "make-preview-link", async (ctx) => {
    const form = await parseForm(request, PreviewLinkSchema);
    if (!form.ok) return badRequest(form);
    await makePreviewLink(ctx, { code, number: form.data.version, days: form.data.days });
    return redirectTo(editPath(code, "preview-link"), { success: "The link is made. Copy it from here." });
  });
}

export const meta = title("Link to a draft", "Manage");

export default function PreviewLinkPage() {
  const { code, title, version, link } = useLoaderData<typeof loader>();
  const form = useForm();
  const to = editPath(code, "preview-link");
  return (
    <>
      <BackLink href={editPath(code)}>Back to the page</BackLink>
      <PageTitle form={form} caption={title} intro="For somebody without an account who is to read the draft before it is published.">
        Link to the draft
      </PageTitle>
      {link ? (
        <>
          <p>
            <a href={link.path}>{link.address}</a>
          </p>
          <p>
            It shows text number {link.number} until <When at={link.endsAt} time />
            {link.madeBy ? `, made by ${link.madeBy}` : ""}. Whoever has it can read that text, whoever the page is for, and nothing else:
            no later text and no comments. Its snippets are shown as they are at that time.
          </p>
          <Form action={`${to}/end`}>
            <Button look="secondary">End the link</Button>
          </Form>
        </>
      ) : null}
      <h2>{link ? "Make another link" : "Make a link"}</h2>
      <Form action={to} opened={{ version: openedWith(form, "version", String(version)) }}>
        <p>
          It shows the text as it is saved now, number {version}, to everybody who is given it.
          {link ? " The link above ends with it." : ""} That you made it is written into the ledger.
        </p>
        <Select
          name="days"
          label="It ends after"
          choices={PREVIEW_DAYS.map((days) => ({ value: days, label: days === "1" ? "1 day" : `${days} days` }))}
          initial="7"
          form={form}
        />
        <Button>Make a link</Button>
      </Form>
    </>
  );
}
