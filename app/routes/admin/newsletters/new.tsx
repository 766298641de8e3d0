import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { createNewsletter } from "~/features/newsletters/create-newsletter.server";
import { NEWSLETTER_REFUSALS } from "~/features/newsletters/newsletter.policy";
import { NewNewsletterSchema } from "~/features/newsletters/newsletter.schema";
import { audienceOf } from "~/features/permissions/audience.schema";
import { AudienceFields } from "~/features/permissions/components/audience-fields";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => page({ groups: await listGroups(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "create-newsletter", async (ctx) => {
    const form = await parseForm(request, NewNewsletterSchema);
    if (!form.ok) return badRequest(form);

    const { groups: _, ...newsletter } = form.data;
    const made = await createNewsletter(ctx, { ...newsletter, audience: audienceOf(form.data) });
    if (!made.ok) return badRequest(form.refused(NEWSLETTER_REFUSALS[made.reason], made.reason === "not-readable" ? "groups" : "slug"));

    return redirectTo(`${HERE}/${newsletter.slug}`, { success: `The newsletter ${newsletter.name} is there. People can subscribe now.` });
  });
}

const HERE = "/admin/newsletters";

export const meta = title("New newsletter", "Manage");

export default function NewNewsletter() {
  const { groups } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form}>New newsletter</PageTitle>
      <Form action={`${HERE}/new`}>
        <TextField name="name" label="Name" form={form} />
        <TextField
          name="slug"
          label="Address"
          hint="The part after /newsletters/, such as practice-matters. It stays."
          spellCheck={false}
          form={form}
        />
        <TextField name="description" label="What is in it" hint="One sentence, for those who think about subscribing." form={form} />
        <TextField name="frequency" label="How often it comes" hint="In words, such as “Every second Thursday”." form={form} />
        <AudienceFields groups={groups} hint="And so, who may subscribe." form={form} />
        <ButtonRow>
          <Button>Make newsletter</Button>
          <a href={HERE}>Cancel</a>
        </ButtonRow>
      </Form>
    </>
  );
}
