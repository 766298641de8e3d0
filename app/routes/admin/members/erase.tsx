import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Radios } from "~/components/forms/radios";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { Table } from "~/components/ui/table";
import { FREEZE_REFUSALS } from "~/features/privacy/freeze.policy";
import { erasedKinds, freezePerson } from "~/features/privacy/freeze-person.server";
import { EraseSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "erase-person", params.ref, (_ctx, { ref, name }) =>
    page({ path: `/admin/members/${ref}`, ref, name, kinds: erasedKinds() }),
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "erase-person", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, EraseSchema);
    if (!form.ok) return badRequest(form);
    if (form.data.reference !== ref) return badRequest(form.refused(`Type the reference ${ref} to confirm`, "reference"));

    const frozen = await freezePerson(ctx, personId, form.data.posts);
    if (!frozen.ok) return badRequest(form.refused(FREEZE_REFUSALS[frozen.reason]));
    return redirectTo(`/admin/members/${ref}`, {
      success: "The erasure has started. The account is closed, and the receipt is on its way.",
    });
  });
}

const DOES: Record<string, string> = {
  delete: "Deleted",
  clear: "Emptied",
  keep: "Stays, as proof or as what others rely on, without a name",
  room: "As chosen below",
};

export const meta = title("Erase", "Members");

export default function ErasePage() {
  const { path, ref, name, kinds } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title={`Erase ${name}?`} action={`${path}/erase`} button={`Erase ${ref}`} back={path} form={form}>
      <p>
        The account is closed and everything stops at once. A receipt goes to their main address; when it has left, or after 24 hours, what
        is listed here happens. It cannot be undone.
      </p>
      <Table
        caption="What will happen to what we hold about them"
        columns={[
          { heading: "What", cell: ({ title }) => title },
          { heading: "Becomes", cell: ({ does }) => DOES[does] },
        ]}
        rows={kinds}
        rowKey={({ table }) => table}
      />
      <Radios
        name="posts"
        label="What they wrote in the forum"
        choices={[
          { value: "keep", label: "Stays, under “Former member”" },
          { value: "delete", label: "Is deleted, also where others quoted it" },
        ]}
        form={form}
      />
      <TextField
        name="reference"
        label={`To confirm, type the reference: ${ref}`}
        autoComplete="off"
        spellCheck={false}
        width={20}
        form={form}
      />
    </ConfirmPage>
  );
}
