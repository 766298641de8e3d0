import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { createInterest } from "~/features/people/arrange-interests.server";
import { InterestForm } from "~/features/people/components/interest-form";
import { INTEREST_REFUSALS } from "~/features/people/interest.policy";
import { InterestSchema } from "~/features/people/interest.schema";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "arrange-interests", () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "create-interest", async (ctx) => {
    const form = await parseForm(request, InterestSchema);
    if (!form.ok) return badRequest(form);

    const made = await createInterest(ctx, form.data);
    if (made.ok) return redirectTo(HERE, { success: `${form.data.name} is on the list.` });
    return badRequest(form.refused(INTEREST_REFUSALS[made.reason], "name"));
  });
}

const HERE = "/admin/interests";

export const meta = title("New interest", "Manage");

export default function NewInterest() {
  const form = useForm();
  return (
    <>
      <BackLink href={HERE} />
      <PageTitle form={form}>New interest</PageTitle>
      <InterestForm action={`${HERE}/new`} form={form} />
    </>
  );
}
