import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Button } from "~/components/ui/button";
import { staffHeldPath } from "~/features/forum/held/held.policy";
import { ReasonField } from "./reason-field";

type Props = { code: string; reasons: readonly { words: string }[]; form?: FormState };

/** For the moderator who does not let something through. */
export const DeclineForm = ({ code, reasons, form }: Props) => (
  <section aria-labelledby="decline-heading">
    <h2 id="decline-heading">Decline it</h2>
    <Form action={`${staffHeldPath(code)}/decline`}>
      <ReasonField hint="Its writer gets these words." reasons={reasons} form={form} />
      <Button look="secondary">Decline it</Button>
    </Form>
  </section>
);
