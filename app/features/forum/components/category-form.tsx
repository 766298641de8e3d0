import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { AudienceFields } from "~/features/permissions/components/audience-fields";

type Category = {
  name: string;
  description: string;
  position: number;
  namelessAs: string | null;
  audience: string;
  groups: readonly string[];
};

type Props = {
  action: string;
  /** What stands now; nothing for a new category, which also chooses its address. */
  category?: Category;
  groups: readonly { slug: string; name: string }[];
  form?: FormState;
};

export const CategoryForm = ({ action, category, groups, form }: Props) => (
  <Form action={action}>
    <TextField name="name" label="Name" initial={category?.name} form={form} />
    {category ? null : (
      <TextField
        name="slug"
        label="Address"
        hint="The part after /forum/, such as hiring-and-rotas. It stays."
        spellCheck={false}
        form={form}
      />
    )}
    <TextField name="description" label="What it is for" hint="One sentence." initial={category?.description} form={form} />
    <TextField
      name="position"
      label="Order"
      hint="Categories with smaller numbers come first."
      inputMode="numeric"
      width={5}
      initial={String(category?.position ?? "")}
      form={form}
    />
    <TextField
      name="namelessAs"
      label="Posts without a name (optional)"
      hint="What readers see instead of the name of whoever posts without it, such as A practice manager. Leave it empty, and everybody posts under their name. What was posted without a name stays so."
      initial={category?.namelessAs ?? ""}
      form={form}
    />
    <AudienceFields groups={groups} initial={category} hint={category ? "Its topics change along, at once." : undefined} form={form} />
    <ButtonRow>
      <Button>{category ? "Save category" : "Make category"}</Button>
      <a href="/admin/forum/categories">Cancel</a>
    </ButtonRow>
  </Form>
);
