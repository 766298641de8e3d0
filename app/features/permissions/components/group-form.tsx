import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  action: string;
  /** What stands now; nothing for a new group. */
  group?: { name: string; description: string };
  back: string;
  form?: FormState;
};

export const GroupForm = ({ action, group, back, form }: Props) => (
  <Form action={action}>
    <TextField
      name="name"
      label="Name"
      hint="Its members see it, and whoever reads or writes what is for it."
      initial={group?.name}
      form={form}
    />
    <TextField name="description" label="What it is for" hint="One sentence, for staff." initial={group?.description} form={form} />
    <ButtonRow>
      <Button>{group ? "Save group" : "Make group"}</Button>
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);
