import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { Form } from "~/components/ui/form";
import { type FormState, typedText } from "~/components/ui/form-state";
import { PatientDetails } from "~/components/ui/patient-details";
import { TextField } from "~/components/ui/text-field";

type Props = {
  action: string;
  back: string;
  title: string;
  basedOn: string;
  /** Moderators, who change what is not theirs, are asked why; how long the title before is kept then. */
  keptFor: string | null;
  form?: FormState;
  /** The title that stands now, when it changed under the form's feet. */
  changedTo?: string;
};

export const TitleForm = ({ action, back, title, basedOn, keptFor, form, changedTo }: Props) => (
  <Form action={action} opened={{ basedOn: changedTo === undefined ? typedText(form, "basedOn", basedOn) : basedOn }}>
    <TextField
      name="title"
      label="Title"
      hint="The topic’s address follows it, and the old address leads here."
      initial={title}
      form={form}
    />
    {changedTo === undefined ? null : <p>The title now: {changedTo}</p>}
    {keptFor ? (
      <TextField
        name="why"
        label="Reason"
        hint={`Its author is told at once, with these words, and can appeal. The title before is kept for ${keptFor}, for them and for moderators.`}
        form={form}
      />
    ) : null}
    <PatientDetails form={form} />
    <ButtonRow>
      <Button>Save title</Button>
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);
