import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { removeSnippet } from "~/features/content/snippets/save-snippet.server";
import { REMOVE_SNIPPET_REFUSALS } from "~/features/content/snippets/snippet.policy";
import { snippetPath } from "~/features/content/snippets/snippet-path";
import { getSnippet } from "~/features/content/snippets/snippets.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params: { name = "" } }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { title } = await getSnippet(ctx, name);
    return page({ name, title });
  });
}

export async function action({ request, params: { name = "" } }: ActionFunctionArgs) {
  return asStaff(request, "arrange-snippets", async (ctx) => {
    const form = await parseForm(request, z.object({}));
    if (!form.ok) return badRequest(form);

    const blocker = await removeSnippet(ctx, name);
    if (blocker) return badRequest(form.refused(REMOVE_SNIPPET_REFUSALS[blocker]));
    return redirectTo(snippetPath(), { success: "The snippet is removed." });
  });
}

export const meta = title("Remove a snippet", "Manage");

export default function RemoveSnippet() {
  const { name, title } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Remove the snippet ${quoted(title)}?`}
      action={snippetPath(name, "remove")}
      button="Remove the snippet"
      back={snippetPath(name)}
      form={form}
    >
      <p>It can be removed while no page names it. Earlier texts of pages show its name in its place. This cannot be taken back.</p>
    </ConfirmPage>
  );
}
