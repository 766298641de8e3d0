import type { ReactNode } from "react";
import { Form } from "~/components/forms/form";
import { type FormState, openedWith, seenIn } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { ReasonField } from "./reason-field";
import { WatchedWords } from "./watched-words";

type Props = {
  action: string;
  back: string;
  what: "text" | "title";
  /** The field with what is changed. */
  field: ReactNode;
  /** Moderators, who change what is not theirs, are asked why; how long what stood before is kept then. */
  keptFor: string | null;
  reasons: readonly { words: string }[];
  basedOn: string;
  /** Of a form that keeps drafts. */
  submissionId?: string;
  form?: FormState;
  /** What stands now, when it changed under the form's feet. */
  changed: ReactNode;
};

/** Puts something else in place of the text of a post, or the title of a topic. */
export const ChangeForm = ({ action, back, what, field, keptFor, reasons, basedOn, submissionId, form, changed }: Props) => (
  <Form
    action={action}
    opened={{
      basedOn: openedWith(form, "basedOn", basedOn),
      ...seenIn(form),
      ...(submissionId ? { submissionId: openedWith(form, "submissionId", submissionId) } : {}),
    }}
    adding={{ form }}
  >
    {field}
    {changed}
    {keptFor ? (
      <ReasonField
        reasons={reasons}
        hint={`Its author is told at once, with these words, and can appeal. The ${what} before is kept for ${keptFor}, for them and for moderators.`}
        form={form}
      />
    ) : null}
    <PatientDetails form={form} />
    <WatchedWords form={form} />
    <ButtonRow>
      <Button>{what === "title" ? "Save title" : "Save changes"}</Button>
      {what === "title" || form?.patientDetails ? null : (
        <Button look="secondary" name="look" value="yes">
          Preview
        </Button>
      )}
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);

export const StandsNow = ({ text }: { text: string }) => (
  <div className="nhsuk-form-group">
    <label className="nhsuk-label" htmlFor="stands-now">
      The text that is there now
    </label>
    <textarea className="pn-input" id="stands-now" rows={8} readOnly defaultValue={text} />
  </div>
);
