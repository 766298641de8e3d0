import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  action: string;
  back?: string;
  /** What the form starts from; left out for a new one. */
  snippet?: { title: string; body: string };
  opened?: Record<string, string>;
  form?: FormState;
};

/** Where a snippet is written. Its name stays: pages name it. */
export const SnippetForm = ({ action, back, snippet, opened, form }: Props) => (
  <Form action={action} opened={opened}>
    {snippet ? null : (
      <TextField
        name="name"
        label="Name"
        hint="Lower-case letters, numbers and hyphens, like opening-hours. Pages name it so, and it stays."
        form={form}
      />
    )}
    <TextField name="title" label="What it is" hint="For editors: readers do not see it." initial={snippet?.title} form={form} />
    <TextArea
      name="body"
      label="Snippet"
      hint="Markdown, blocks too. It has no other snippet in it, no footnote of its own and no picture."
      rows={10}
      initial={snippet?.body}
      form={form}
      toolbar
      blocks="snippet"
    />
    <PatientDetails form={form} />
    <ButtonRow>
      <Button>{snippet ? "Save snippet" : "Make snippet"}</Button>
      {back ? <a href={back}>Cancel</a> : null}
    </ButtonRow>
  </Form>
);
