import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { chooseSubject } from "~/features/newsletters/choose-subject.server";
import { SubjectSchema } from "~/features/newsletters/newsletter.schema";
import { getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { DETAILS_REFUSALS } from "~/features/people/details.policy";
import { subjectChoices } from "~/features/people/interest.schema";
import { listInterests } from "~/features/people/interests.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const { slug, name, interest } = await getNewsletter(ctx, params.slug ?? "");
    return page({ slug, name, interest, offered: await listInterests(ctx) });
  });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "choose-newsletter-subject", async (ctx) => {
    const form = await parseForm(request, SubjectSchema);
    if (!form.ok) return badRequest(form);

    const chosen = await chooseSubject(ctx, { ...form.data, slug });
    if (!chosen.ok) return badRequest(form.refused(DETAILS_REFUSALS[chosen.reason], "interest"));
    return redirectTo(`/admin/newsletters/${slug}`, { success: "Saved what the newsletter is about." });
  });
}

export const meta = title("What a newsletter is about", "Manage");

export default function NewsletterSubject() {
  const { slug, name, interest, offered } = useLoaderData<typeof loader>();
  const form = useForm();
  const back = `/admin/newsletters/${slug}`;
  return (
    <>
      <BackLink href={back}>Back to the newsletter</BackLink>
      <PageTitle form={form} caption={name}>
        What it is about
      </PageTitle>
      <Form action={`${back}/subject`}>
        <Select
          name="interest"
          label="Subject"
          hint="Its latest issues are shown on the page of that subject, to whoever may read them."
          choices={subjectChoices(offered, interest)}
          initial={interest ?? ""}
          form={form}
        />
        <ButtonRow>
          <Button>Save</Button>
          <a href={back}>Cancel</a>
        </ButtonRow>
      </Form>
    </>
  );
}
