import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ProcessingSchema } from "~/features/privacy/my-privacy.schema";
import { answerProcessing, getMyStanding } from "~/features/privacy/my-standing.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/account/privacy/processing";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await getMyStanding(ctx)));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "choose-processing", async (ctx) => {
    const form = await parseForm(request, ProcessingSchema);
    if (!form.ok) return badRequest(form);

    await answerProcessing(ctx, form.data.processing);
    return redirectTo("/account/privacy", { success: "Your answer is saved. It counts at once." });
  });
}

export const meta = title("Figures and reports", "Your account");

export default function ProcessingPage() {
  const { processing } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle
        form={form}
        intro="We make none today. Your answer holds for any that we make: how many we are, where we work and what we are interested in. They would name nobody."
      >
        Figures and reports
      </PageTitle>
      <Form action={HERE}>
        <Radios
          name="processing"
          label="May we count you?"
          choices={[
            { value: "yes", label: "Yes", hint: "Figures and reports may count you." },
            {
              value: "no",
              label: "No",
              hint: "You are left out of every figure and report. Everything else stays as it is: you sign in, read, write and get what you chose.",
            },
          ]}
          initial={processing === "none" ? undefined : processing}
          form={form}
        />
        <Button>Save</Button>
      </Form>
    </>
  );
}
