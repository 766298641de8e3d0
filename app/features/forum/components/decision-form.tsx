import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";

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
type Props = { path: string; refusal: string | null; label?: string; choices?: Choice[]; form?: FormState };

/** For the moderator who answers an appeal. */
export const DecisionForm = ({ path, refusal, label = "What happens to the post?", choices = POST_DECISIONS, form }: Props) =>
  refusal ? (
    <InsetText>{refusal}</InsetText>
  ) : (
    <section aria-labelledby="decide-heading">
      <h2 id="decide-heading">Decide</h2>
      <Form action={`${path}/decide`}>
        <Radios name="decision" label={label} choices={choices} form={form} />
        <TextArea name="why" label="Why?" hint="They get these words." rows={4} form={form} />
        <PatientDetails form={form} isEarlier />
        <Button>Decide</Button>
      </Form>
    </section>
  );
