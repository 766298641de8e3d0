import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  action: string;
  /** Its slug. */
  newsletter: string;
  back: string;
  form?: FormState;
  /** What the form starts from; left out for a new issue. */
  issue?: { subject: string; preheader: string; body: string };
  /** What it was opened with: its number, by which its draft goes when it is saved, and the version that a save replaces. */
  opened: Record<string, string>;
};

export const IssueForm = ({ action, newsletter, back, form, issue, opened }: Props) => (
  <Form action={action} opened={opened} keepWords="Keep for later">
    <TextField
      name="subject"
      label="Subject"
      hint="What the list of emails shows. Short and specific."
      initial={issue?.subject}
      form={form}
    />
    <TextField
      name="preheader"
      label="Preview line (optional)"
      hint="Many email programs show it beside the subject."
      initial={issue?.preheader}
      form={form}
    />
    <TextArea
      name="body"
      label="Issue"
      hint="Everybody gets the same text."
      rows={24}
      toolbar
      blocks="mail"
      preview={`/admin/newsletters/issues/preview?newsletter=${newsletter}`}
      beside
      initial={issue?.body}
      form={form}
    />
    <PatientDetails form={form} />
    <ButtonRow>
      <Button>Save draft</Button>
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);
