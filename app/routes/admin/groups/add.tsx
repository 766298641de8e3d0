import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { giveRole } from "~/features/accounts/staff/change-role.server";
import { ROLE_REFUSALS } from "~/features/accounts/staff/role.policy";
import { PERSON_STATES } from "~/features/people/person-state";
import { getGroup } from "~/features/permissions/groups.queries.server";
import { EVERYBODY, listMembers, type MemberRow } from "~/features/records/members.queries.server";
import { getRecordPerson } from "~/features/records/open-record.server";
import { AddToGroupSchema } from "~/features/records/record.schema";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "change-roles", async (ctx) => {
    const { slug, name } = await getGroup(ctx, params.slug ?? "");
    const q = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 200);
    const listed = q ? await listMembers(ctx, { ...EVERYBODY, q, notIn: slug }, null) : null;
    return page({
      path: `/admin/groups/${slug}`,
      name,
      q,
      found: listed?.rows ?? [],
      hasMore: listed !== null && (listed.isCut || listed.next !== null),
    });
  });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  return asConfidant(request, "give-role", async (ctx) => {
    const form = await parseForm(request, AddToGroupSchema);
    if (!form.ok) return badRequest(form);

    const { personId, name } = await getRecordPerson(ctx, form.data.person);
    const added = await giveRole(ctx, { personId, given: `group:${slug}` });
    if (!added.ok) return badRequest(form.refused(ROLE_REFUSALS[added.reason], "person"));
    return redirectTo(`/admin/groups/${slug}`, { success: `${name} is in the group from their next request, and is told by email.` });
  });
}

export const meta = title("Add somebody to a group", "Manage");

export default function AddToGroup() {
  const { path, name, q, found, hasMore } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={path} />
      <PageTitle
        caption={name}
        form={form}
        intro="It counts from their next request. To add somebody from or until a day, use their record."
      >
        Add somebody
      </PageTitle>
      <Form action={`${path}/add`} method="get" className="pn-filter">
        <TextField name="q" label="Name, email address or reference" initial={q} autoComplete="off" spellCheck={false} />
        <Button look="secondary">Find</Button>
      </Form>
      {q && found.length === 0 ? (
        <InsetText>
          {hasMore
            ? `Too many people are found by “${q}” to look at all of them. Type more of the name.`
            : `Nobody who is not in the group already is found by “${q}”. Try the beginning of their first or last name.`}
        </InsetText>
      ) : null}
      {found.length > 0 ? (
        <Form action={`${path}/add?${new URLSearchParams({ q })}`}>
          <Radios
            name="person"
            label="Who"
            hint={hasMore ? "There are more than are shown. Type more of the name to see fewer." : undefined}
            choices={found.map((person) => ({ value: person.ref, label: person.name ?? "No name given", hint: hintOf(person) }))}
            form={form}
          />
          <Button>Add to the group</Button>
        </Form>
      ) : null}
    </>
  );
}

/** What tells two people of one name apart. */
const hintOf = ({ state, jobTitle, practice, ref }: MemberRow) =>
  [PERSON_STATES[state], jobTitle, practice, ref].filter(Boolean).join(", ");
