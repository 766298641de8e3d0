import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { CATEGORIES, QUEUES } from "~/features/enquiries/categories";
import { moveEnquiry } from "~/features/enquiries/change-enquiry.server";
import { getEnquiry } from "~/features/enquiries/enquiries.queries.server";
import { queuesOf } from "~/features/enquiries/enquiry.policy";
import { MoveSchema } from "~/features/enquiries/enquiry.schema";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    const { code, category, queue } = await getEnquiry(ctx, params.code ?? "");
    return page({ reference: code, category, queue });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "move-enquiry", async (ctx) => {
    const form = await parseForm(request, MoveSchema);
    if (!form.ok) return badRequest(form);

    await moveEnquiry(ctx, params.code ?? "", form.data);
    // whoever moved it away may no longer see it
    const isStillTheirs = queuesOf(ctx.actor).includes(form.data.queue);
    const success = `It is in the queue “${QUEUES[form.data.queue]}” now.`;
    return redirectTo(isStillTheirs ? `/admin/enquiries/${params.code}` : "/admin/enquiries", { success });
  });
}

export const meta = title("Move the enquiry", "Manage");

export default function MovePage() {
  const { reference, category, queue } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={`/admin/enquiries/${reference}`}>Back to the enquiry</BackLink>
      <PageTitle form={form} caption={`Enquiry ${reference}`} intro="It is due as its kind is, counted from the day on which it came.">
        Move the enquiry
      </PageTitle>
      <Form action={`/admin/enquiries/${reference}/move`}>
        <Radios
          name="category"
          label="What it is about"
          choices={Object.entries(CATEGORIES).map(([value, { label }]) => ({ value, label }))}
          initial={category}
          form={form}
        />
        <Radios
          name="queue"
          label="Who works on it"
          choices={Object.entries(QUEUES).map(([value, label]) => ({ value, label }))}
          initial={queue}
          form={form}
        />
        <Button>Move it</Button>
      </Form>
    </>
  );
}
