import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { TextField } from "~/components/forms/text-field";
import { KeptNote } from "~/components/layout/kept-note";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { LOOK_PURPOSES } from "~/features/permissions/record.policy";
import { getRecordPerson, openRecord } from "~/features/records/open-record.server";
import { OpenRecordSchema } from "~/features/records/record.schema";
import { asConfidant } from "~/http/access/access.server";
import { nextOf, safePath } from "~/http/access/next-path";
import { parseForm } from "~/http/forms/forms.server";
import { whatIsKept } from "~/http/forms/kept-form.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "open-record", async (ctx, session) => {
    const { ref, name } = await getRecordPerson(ctx, params.ref ?? "");
    return page({ ref, name, next: nextOf(request), keeping: await whatIsKept(request, session) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "open-record", async (ctx) => {
    const form = await parseForm(request, OpenRecordSchema);
    if (!form.ok) return badRequest(form);

    const ref = params.ref ?? "";
    await openRecord(ctx, ref, form.data);
    const record = `/admin/members/${ref}`;
    return redirectTo(safePath(form.data.next, record).startsWith(`${record}/`) ? safePath(form.data.next) : record);
  });
}

export const meta = title("Open a record", "Manage");

export default function OpenRecordPage() {
  const { ref, name, next, keeping } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href="/admin/members">Back to members</BackLink>
      <PageTitle
        form={form}
        caption={`${name}, ${ref}`}
        intro="Your answer is kept with your name. They can read it, with the time and your role. It counts for 30 minutes."
      >
        Why do you open this record?
      </PageTitle>
      <KeptNote keeping={keeping} />
      <Form action={`/admin/members/${ref}/open`} opened={{ next }}>
        <Radios
          name="purpose"
          label="What for"
          choices={Object.entries(LOOK_PURPOSES).map(([value, label]) => ({ value, label }))}
          form={form}
        />
        <TextField name="words" label="In your words (needed for “Something else”)" autoComplete="off" form={form} />
        <Button>Open the record</Button>
      </Form>
    </>
  );
}
