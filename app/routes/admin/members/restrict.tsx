import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { STAFF_RESTRICTIONS } from "~/features/permissions/record.policy";
import { getRecord } from "~/features/records/record.queries.server";
import { RestrictSchema } from "~/features/records/record.schema";
import { restrictPerson } from "~/features/records/restriction.server";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "restrict", params.ref, async (_ctx, { ref, name }) => {
    return page({ path: `/admin/members/${ref}`, name });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "restrict", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, RestrictSchema);
    if (!form.ok) return badRequest(form);

    if (await restrictPerson(ctx, { personId, ...form.data }))
      return redirectTo(`/admin/members/${ref}`, { success: "The use of their data is restricted." });
    const { restrictedWhy } = (await getRecord(ctx, personId)).person;
    return badRequest(form.refused(`The use of their data is restricted already: ${restrictedWhy}. What you wrote was not stored.`));
  });
}

export const meta = title("Restrict the use of data", "Members");

export default function RestrictPage() {
  const { path, name } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title={`Restrict the use of ${name}’s data?`} action={`${path}/restrict`} button="Restrict" back={path} form={form}>
      <p>
        From now on they get no newsletter and no other email from us, except what carries out their rights and keeps their account safe.
        They are found in no search, list or figure. Nothing is deleted, they can still sign in, and the restriction can be lifted.
      </p>
      <Radios
        name="why"
        label="Ground"
        choices={Object.entries(STAFF_RESTRICTIONS).map(([value, label]) => ({ value, label }))}
        form={form}
      />
      <TextArea name="reason" label="Why, in your words" rows={3} form={form} />
    </ConfirmPage>
  );
}
