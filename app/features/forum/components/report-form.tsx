import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { TrapField } from "~/components/forms/trap-field";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { REASONS } from "~/features/forum/reports/report.schema";

type Props = { action: string; back: string; form?: FormState };

export const ReportForm = ({ action, back, form }: Props) => (
  <Form action={action}>
    <Radios
      name="reason"
      label="What is wrong with it?"
      choices={Object.entries(REASONS).map(([value, words]) => ({ value, ...words }))}
      form={form}
    />
    <TextArea
      name="details"
      label="More about it (optional)"
      hint="Only moderators read this. Please do not repeat a patient’s details."
      rows={4}
      form={form}
    />
    <TrapField name="website" />
    <ButtonRow>
      <Button>Send report</Button>
      <a href={back}>Cancel</a>
    </ButtonRow>
  </Form>
);
