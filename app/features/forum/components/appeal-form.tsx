import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";

/** `refusal`: why there is no form. */
type Props = { path: string; refusal: string | null; form?: FormState };

/** For the author of a moderated post, and for whom a sanction is about. */
export const AppealForm = ({ path, refusal, form }: Props) =>
  refusal ? (
    <InsetText>{refusal}</InsetText>
  ) : (
    <section aria-labelledby="appeal-heading">
      <h2 id="appeal-heading">Appeal</h2>
      <p>If you think that this was wrong, say why. Another moderator decides, and you are told. You can appeal once.</p>
      <Form action={`${path}/appeal`}>
        <TextArea name="appeal" label="Why was it wrong?" rows={5} form={form} />
        <Button>Send appeal</Button>
      </Form>
    </section>
  );
