import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Select } from "~/components/forms/select";
import { Button } from "~/components/ui/button";
import { ROLE_WORDS } from "~/features/permissions/permissions";

type Props = { path: string; groups: readonly { slug: string; name: string }[]; form?: FormState };

export const GiveRoleForm = ({ path, groups, form }: Props) => (
  <Form action={`${path}/roles/give`}>
    <Select
      name="given"
      label="Role or group"
      choices={[
        { value: "", label: "Choose one" },
        ...Object.entries(ROLE_WORDS).map(([role, label]) => ({ value: `role:${role}`, label })),
        ...groups.map(({ slug, name }) => ({ value: `group:${slug}`, label: `Group ${name}` })),
      ]}
      form={form}
    />
    <DateField name="starts" label="First day (optional)" hint="Left empty, it counts at once." form={form} />
    <DateField name="ends" label="Last day (optional)" hint="Left empty, it has no end." form={form} />
    <Button>Give it</Button>
  </Form>
);
