import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { InterestsSchema } from "~/features/content/pages/page.schema";
import { tagPage } from "~/features/content/publishing/review-page.server";
import { DETAILS_REFUSALS } from "~/features/people/details.policy";
import { interestChoices } from "~/features/people/interest.schema";
import { listInterests } from "~/features/people/interests.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const { code, title, interests } = await getPageToEdit(ctx, params.code ?? "");
    return page({ code, title, interests, offered: await listInterests(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "choose-page-interests", async (ctx) => {
    const form = await parseForm(request, InterestsSchema);
    if (!form.ok) return badRequest(form);

    const tagged = await tagPage(ctx, { ...form.data, code: params.code ?? "" });
    if (!tagged.ok) return badRequest(form.refused(DETAILS_REFUSALS[tagged.reason], "interests"));
    return redirectTo(editPath(params.code ?? ""), { success: "Saved what the page is about." });
  });
}

export const meta = title("What a page is about", "Manage");

export default function InterestsPage() {
  const { code, title, interests, offered } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={editPath(code)}>Back to the page</BackLink>
      <PageTitle form={form} caption={title} intro="People who ticked one of these are offered the page when they come home.">
        What it is about
      </PageTitle>
      <Form action={editPath(code, "interests")}>
        <Checkboxes
          name="interests"
          label="Interests"
          choices={interestChoices(offered, interests)}
          initial={interests}
          form={form}
          small
        />
        <ButtonRow>
          <Button>Save</Button>
          <a href={editPath(code)}>Cancel</a>
        </ButtonRow>
      </Form>
    </>
  );
}
