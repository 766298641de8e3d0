import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  action: string;
  /** What stands now; nothing for a new interest. */
  interest?: { name: string; description: string; position: number };
  form?: FormState;
};

export const InterestForm = ({ action, interest, form }: Props) => (
  <Form action={action}>
    <TextField name="name" label="Name" hint="A word or two, such as “Staffing”." initial={interest?.name} form={form} />
    <TextField
      name="description"
      label="What it covers (optional)"
      hint="Shown under the name, where people choose."
      initial={interest?.description}
      form={form}
    />
    <TextField
      name="position"
      label="Order"
      hint="Interests with smaller numbers come first; those with the same number by name."
      inputMode="numeric"
      width={5}
      initial={String(interest?.position ?? "")}
      form={form}
    />
    <ButtonRow>
      <Button>{interest ? "Save interest" : "Add interest"}</Button>
      <a href="/admin/interests">Cancel</a>
    </ButtonRow>
  </Form>
);
