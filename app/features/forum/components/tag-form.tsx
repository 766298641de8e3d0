import { Checkbox } from "~/components/forms/checkbox";
import { Form } from "~/components/forms/form";
import { errorOf, type FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = { action: string; tag?: { slug: string; name: string; description: string }; form?: FormState };

/** What a tag is called and is for; of one that is there also whether it becomes the other one of its name. */
export const TagForm = ({ action, tag, form }: Props) => (
  <Form action={action}>
    <TextField
      name="name"
      label="Name"
      hint={tag ? "Its address stays." : "A word or two, such as Holiday cover. Its address is made of it and stays."}
      initial={tag?.name}
      form={form}
    />
    {tag && (errorOf(form, "name") || form?.values.merge) ? (
      <Checkbox
        name="merge"
        label="Merge this tag into the one that has this name"
        hint="Its topics get that tag, and this one is gone. Whoever chose to hear of this one hears of that one, unless they chose otherwise for it."
        form={form}
      />
    ) : null}
    <TextField name="description" label="What it is for (optional)" hint="One sentence." initial={tag?.description} form={form} />
    <ButtonRow>
      <Button>{tag ? "Save tag" : "Make tag"}</Button>
      {tag ? <a href={`${action}/remove`}>Remove this tag</a> : null}
      {tag ? <a href="/admin/forum/tags">Cancel</a> : null}
    </ButtonRow>
  </Form>
);
