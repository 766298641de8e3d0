import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import type { DecisionBlocker } from "~/features/forum/moderation/moderation.policy";
import { DECISION_REFUSALS } from "~/features/forum/moderation/moderation.policy";

type Props = { path: string; blocker: DecisionBlocker | null; form?: FormState };

/** For the moderator who answers an appeal. */
export const DecisionForm = ({ path, blocker, form }: Props) =>
  blocker ? (
    <InsetText>{DECISION_REFUSALS[blocker]}</InsetText>
  ) : (
    <section aria-labelledby="decide-heading">
      <h2 id="decide-heading">Decide</h2>
      <Form action={`${path}/decide`}>
        <Radios
          name="decision"
          label="What happens to the post?"
          choices={[
            { value: "upheld", label: "What was done stands" },
            { value: "undone", label: "Put the text back as it was" },
          ]}
          form={form}
        />
        <TextArea name="why" label="Why?" hint="The author gets these words." rows={4} form={form} />
        <PatientDetails form={form} isEarlier />
        <Button>Decide</Button>
      </Form>
    </section>
  );
