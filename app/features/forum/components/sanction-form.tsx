import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { Button } from "~/components/ui/button";
import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";
import { ReasonField } from "./reason-field";

type Props = { member: { ref: string }; reasons: readonly { words: string }[]; form?: FormState };

/** For a moderator: what is laid upon a member, why and until when. */
export const SanctionForm = ({ member, reasons, form }: Props) => (
  <Form action={`${staffMemberPath(member.ref)}/sanction`}>
    <Radios name="kind" label="What do you do?" choices={SANCTION_CHOICES} form={form} />
    <UntilField form={form} />
    <ReasonField
      name="reason"
      label="Why?"
      hint="They are told these words, in their notifications and by email, and every moderator can read them: repeat nothing from places that not all moderators can read."
      rows={4}
      reasons={reasons}
      form={form}
    />
    <Button look="warning">Do this</Button>
  </Form>
);

export const SANCTION_CHOICES = [
  { value: "warned", label: "Warn them", hint: "They say that they have read it before they next write." },
  { value: "read-only", label: "Limit them to reading", hint: "They can read and report, and write nothing, until a day." },
  {
    value: "suspended",
    label: "Suspend them from the forum",
    hint: "They read and write nothing there, until a day or until a moderator lifts it. The rest of the site stays theirs.",
  },
];

/** Until when a sanction holds. */
export const UntilField = ({ form }: { form?: FormState }) => (
  <DateField
    name="until"
    label="Until the end of"
    hint="For example, 31 3 2027. Leave it empty for a warning, or to suspend until a moderator lifts it."
    form={form}
  />
);
