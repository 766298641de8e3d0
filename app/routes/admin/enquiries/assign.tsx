import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { QUEUES } from "~/features/enquiries/categories";
import { assignEnquiry } from "~/features/enquiries/change-enquiry.server";
import { getEnquiry, listWorkers } from "~/features/enquiries/enquiries.queries.server";
import { AssignSchema } from "~/features/enquiries/enquiry.schema";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    const { code, queue } = await getEnquiry(ctx, params.code ?? "");
    const workers = await listWorkers(ctx, queue);
    return page({ reference: code, queue, workers: workers.map(({ ref, name }) => ({ ref, name: name ?? ref })) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "assign-enquiry", async (ctx) => {
    const form = await parseForm(request, AssignSchema);
    if (!form.ok) return badRequest(form);

    const assigned = await assignEnquiry(ctx, params.code ?? "", form.data);
    if (!assigned.ok) return badRequest(form.refused("Choose somebody who works on this queue", "owner"));
    return redirectTo(`/admin/enquiries/${params.code}`, { success: "It is theirs now, and they are told." });
  });
}

export const meta = title("Give it to somebody", "Manage");

export default function AssignPage() {
  const { reference, queue, workers } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={`/admin/enquiries/${reference}`}>Back to the enquiry</BackLink>
      <PageTitle form={form} caption={`Enquiry ${reference}`}>
        Give it to somebody
      </PageTitle>
      <Form action={`/admin/enquiries/${reference}/assign`}>
        <Radios
          name="owner"
          label={`Who works on the queue “${QUEUES[queue]}”`}
          choices={workers.map(({ ref, name }) => ({ value: ref, label: name }))}
          form={form}
        />
        <Button>Give it to them</Button>
      </Form>
    </>
  );
}
