import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { REVIEW_MONTHS, ReviewSchema } from "~/features/content/pages/page.schema";
import { pageAddress } from "~/features/content/pages/page-path";
import { reviewPage } from "~/features/content/publishing/review-page.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, path, title } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, path, title });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "review-page", async (ctx) => {
    const form = await parseForm(request, ReviewSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const reviewed = await reviewPage(ctx, { code, months: form.data.months });
    if (!reviewed.ok) return badRequest(form.refused("Readers do not have this page, so there is nothing to check. Publish it first."));
    return redirectTo(editPath(code), { success: "Reviewed. The page names you and today’s date." });
  });
}

export const meta = title("Review a page", "Manage");

const WORDS = { 3: "In 3 months", 6: "In 6 months", 12: "In a year", 24: "In 2 years" } as const;

export default function ReviewPage() {
  const { code, path, title } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage
      title={`Is ${quoted(title)} still right?`}
      action={editPath(code, "review")}
      button="It is still right"
      back={editPath(code)}
      form={form}
      warns={false}
    >
      <p>
        Read <a href={pageAddress(path)}>what readers have</a> from beginning to end first. If something has to change, edit and publish it
        instead: that counts as a review.
      </p>
      <Radios
        name="months"
        label="Read it through again"
        choices={REVIEW_MONTHS.map((months) => ({ value: months, label: WORDS[months] }))}
        initial="12"
        form={form}
      />
    </ConfirmPage>
  );
}
