import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { TrapField } from "~/components/forms/trap-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { NoticeLine } from "~/components/ui/notice-line";

type Props = { action: string; back: string; answer?: "yes" | "no"; submissionId: string; form?: FormState };

/** Whether a page was useful, and what was missing. */
export const FeedbackForm = ({ action, back, answer, submissionId, form }: Props) => (
  <Form action={action} opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}>
    <Radios
      name="answer"
      label="Was it useful?"
      choices={[
        { value: "yes", label: "Yes" },
        { value: "no", label: "No" },
      ]}
      initial={answer}
      form={form}
    />
    <TextArea
      name="words"
      label="What was missing? (optional)"
      hint="Please write nothing about a patient, and nothing that says who you are."
      rows={4}
      form={form}
    />
    <TrapField name="website" />
    <NoticeLine purpose="to make the page better, and do not keep who answered" />
    <PatientDetails form={form} />
    <ButtonRow>
      <Button>Send</Button>
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);
