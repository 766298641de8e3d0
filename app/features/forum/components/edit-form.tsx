import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { Form } from "~/components/ui/form";
import { type FormState, typedText } from "~/components/ui/form-state";
import { PatientDetails } from "~/components/ui/patient-details";
import { TextField } from "~/components/ui/text-field";
import { MessageField } from "./message-field";

type Props = {
  action: string;
  back: string;
  body: string;
  /** Moderators, who change what is not theirs, are asked why; how long the text before is kept then. */
  keptFor: string | null;
  basedOn: string;
  form?: FormState;
  /** The text that stands now, when it changed under the form's feet. */
  changedTo?: string;
};

export const EditForm = ({ action, back, body, keptFor, basedOn, form, changedTo }: Props) => (
  <Form action={action} opened={{ basedOn: changedTo === undefined ? typedText(form, "basedOn", basedOn) : basedOn }}>
    <MessageField label="Message" form={form} initial={body} />
    {changedTo === undefined ? null : <StandsNow text={changedTo} />}
    {keptFor ? (
      <TextField
        name="why"
        label="Reason"
        hint={`Its author is told at once, with these words, and can appeal. The text before is kept for ${keptFor}, for them and for moderators.`}
        form={form}
      />
    ) : null}
    <PatientDetails form={form} />
    <ButtonRow>
      <Button>Save changes</Button>
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);

const StandsNow = ({ text }: { text: string }) => (
  <div className="nhsuk-form-group">
    <label className="nhsuk-label" htmlFor="stands-now">
      The text that stands now
    </label>
    <textarea className="pn-input" id="stands-now" rows={8} readOnly defaultValue={text} />
  </div>
);
