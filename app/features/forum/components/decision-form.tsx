import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Radios } from "~/components/forms/radios";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { ReasonField } from "./reason-field";

type Choice = { value: "upheld" | "undone"; label: string };

const POST_DECISIONS: Choice[] = [
  { value: "upheld", label: "What was done stands" },
  { value: "undone", label: "Put the text back as it was" },
];

export const SANCTION_DECISIONS: Choice[] = [
  { value: "upheld", label: "It stands" },
  { value: "undone", label: "It was wrong, and is taken back" },
];

/** `refusal`: why there is no form. */
type Props = {
  path: string;
  refusal: string | null;
  label?: string;
  choices?: Choice[];
  reasons?: readonly { words: string }[];
  form?: FormState;
};

/** For the moderator who answers an appeal. */
export const DecisionForm = ({
  path,
  refusal,
  label = "What happens to the post?",
  choices = POST_DECISIONS,
  reasons = [],
  form,
}: Props) =>
  refusal ? (
    <InsetText>{refusal}</InsetText>
  ) : (
    <section aria-labelledby="decide-heading">
      <h2 id="decide-heading">Decide</h2>
      <Form action={`${path}/decide`}>
        <Radios name="decision" label={label} choices={choices} form={form} />
        <ReasonField label="Why?" hint="They get these words." rows={4} reasons={reasons} form={form} />
        <PatientDetails form={form} isEarlier />
        <Button>Decide</Button>
      </Form>
    </section>
  );
