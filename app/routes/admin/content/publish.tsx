import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { audienceWords } from "~/features/content/components/audience-words";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { PUBLISH_REFUSALS } from "~/features/content/pages/page.policy";
import { PublishSchema } from "~/features/content/pages/page.schema";
import { pageAddress } from "~/features/content/pages/page-path";
import { plannedWords } from "~/features/content/publishing/plan.policy";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const { code, path, title, version, publishedVersion, goesOutAt } = found;
    return page({ code, path, title, version, goesOutAt, isFirst: publishedVersion === null, readers: audienceWords(found) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "publish-page", async (ctx) => {
    const form = await parseForm(request, PublishSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const published = await publishDraft(ctx, { code, version: form.data.version, isSmall: form.data.small });
    if (!published.ok) return badRequest(form.refused(PUBLISH_REFUSALS[published.reason]));
    return redirectTo(editPath(code), { success: "Published. Readers have this text now." });
  });
}

export const meta = title("Publish", "Manage");

export default function PublishPage() {
  const { code, path, title, version, goesOutAt, isFirst, readers } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Publish ${quoted(title)}?`}
      action={editPath(code, "publish")}
      button="Publish"
      back={editPath(code)}
      opened={{ version: String(version) }}
      form={form}
      warns={false}
    >
      <p>
        {isFirst ? `It will be at ${pageAddress(path)}.` : `It replaces the text that readers have at ${pageAddress(path)}.`} Who may read
        it: {readers}. You are named as the one who reviewed it.
      </p>
      {goesOutAt ? <p>{plannedWords("publish", goesOutAt)}: that is cancelled, since readers have the newest text at once.</p> : null}
      {isFirst ? null : (
        <Checkbox
          name="small"
          label="It is a small change"
          hint="The page says the same in other words. Members who read it before are not told that it changed."
          form={form}
        />
      )}
      <p>
        <a href={editPath(code, "preview")}>Preview it first</a>
      </p>
    </ConfirmPage>
  );
}
