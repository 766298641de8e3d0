import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { chooseComments } from "~/features/content/pages/choose-comments.server";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { CommentsSchema } from "~/features/content/pages/page.schema";
import { COMMENTS_CHOICES, COMMENTS_HINTS, COMMENTS_WORDS } from "~/features/content/pages/page-comments";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title, comments } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, title, comments });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "choose-comments", async (ctx) => {
    const form = await parseForm(request, CommentsSchema);
    if (!form.ok) return badRequest(form);
    const code = params.code ?? "";
    await chooseComments(ctx, { code, comments: form.data.comments });
    return redirectTo(editPath(code), { success: "Saved what readers can say under it." });
  });
}

export const meta = title("Comments under a page", "Manage");

export default function ReaderComments() {
  const { code, title, comments } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Comments under ${quoted(title)}`}
      action={editPath(code, "reader-comments")}
      button="Save"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <Radios
        name="comments"
        label="What can readers say under it?"
        choices={COMMENTS_CHOICES.map((value) => ({ value, label: COMMENTS_WORDS[value], hint: COMMENTS_HINTS[value] }))}
        initial={comments}
        form={form}
      />
    </ConfirmPage>
  );
}
