import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { changeInterest } from "~/features/people/arrange-interests.server";
import { InterestForm } from "~/features/people/components/interest-form";
import { INTEREST_REFUSALS } from "~/features/people/interest.policy";
import { InterestSchema } from "~/features/people/interest.schema";
import { getInterest } from "~/features/people/interests.queries.server";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "arrange-interests", async (ctx) => page(await getInterest(ctx, params.slug ?? "")));
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asStaff(request, "change-interest", async (ctx) => {
    const form = await parseForm(request, InterestSchema);
    if (!form.ok) return badRequest(form);

    const changed = await changeInterest(ctx, { ...form.data, slug });
    if (changed.ok) return redirectTo(HERE, { success: `${form.data.name} is saved.` });
    return badRequest(form.refused(INTEREST_REFUSALS[changed.reason], "name"));
  });
}

const HERE = "/admin/interests";

export const meta = title("Change an interest", "Manage");

export default function ChangeInterest() {
  const { slug, endedAt, ...interest } = useLoaderData<typeof loader>();
  const path = `${HERE}/${slug}`;
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form} intro="Given another name, it goes along in every profile and page.">
        {interest.name}
      </PageTitle>
      <InterestForm action={path} interest={interest} form={form} />
      {endedAt ? (
        <>
          <h2>Not offered any more</h2>
          <p>Who chose it when it was offered keeps it until they untick it. Nobody else can choose it.</p>
          <Form action={`${path}/offer-again`}>
            <Button look="secondary">Offer it again</Button>
          </Form>
        </>
      ) : (
        <>
          <h2>Take it off the list</h2>
          <p>Nobody can choose it then. Who has chosen it keeps it until they untick it, and so do pages. You can offer it again.</p>
          <Form action={`${path}/retire`}>
            <Button look="secondary">Take it off the list</Button>
          </Form>
        </>
      )}
    </>
  );
}
