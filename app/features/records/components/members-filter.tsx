import { Form } from "~/components/forms/form";
import { Select } from "~/components/forms/select";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { PERSON_STATES, STANDINGS } from "~/features/people/person-state";
import { ROLE_WORDS } from "~/features/permissions/permissions";

type Props = {
  filter: { q: string; role: string; state: string; organisation: string };
  groups: readonly { slug: string; name: string }[];
};

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

export const MembersFilter = ({ filter, groups }: Props) => (
  <Form action="/admin/members" method="get" className="pn-filter">
    <TextField name="q" label="Name, email address or reference" initial={filter.q} autoComplete="off" spellCheck={false} />
    <TextField name="organisation" label="Practice or ODS code" initial={filter.organisation} autoComplete="off" />
    <Select
      name="state"
      label="Who"
      initial={filter.state}
      choices={[{ value: "", label: "Everybody" }, ...choices(PERSON_STATES), ...choices(STANDINGS)]}
    />
    <Select
      name="role"
      label="Role or group"
      initial={filter.role}
      choices={[{ value: "", label: "Any" }, ...choices(ROLE_WORDS), ...groups.map(({ slug, name }) => ({ value: slug, label: name }))]}
    />
    <Button look="secondary">Show</Button>
  </Form>
);
