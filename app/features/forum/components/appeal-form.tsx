import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import type { AppealBlocker } from "~/features/forum/moderation/moderation.policy";
import { APPEAL_REFUSALS } from "~/features/forum/moderation/moderation.policy";

type Props = { path: string; blocker: AppealBlocker | null; form?: FormState };

/** For the author of a moderated post. */
export const AppealForm = ({ path, blocker, form }: Props) =>
  blocker ? (
    <InsetText>{APPEAL_REFUSALS[blocker]}</InsetText>
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
