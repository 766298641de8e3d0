import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { staffHeldPath } from "~/features/forum/held/held.policy";

/** For the moderator who does not let something through. */
export const DeclineForm = ({ code, form }: { code: string; form?: FormState }) => (
  <section aria-labelledby="decline-heading">
    <h2 id="decline-heading">Decline it</h2>
    <Form action={`${staffHeldPath(code)}/decline`}>
      <TextArea name="why" label="Reason" hint="Its writer gets these words." rows={4} form={form} />
      <Button look="secondary">Decline it</Button>
    </Form>
  </section>
);
