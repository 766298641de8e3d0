import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { When } from "~/components/ui/when";

/** Somebody asked to leave and can still stay. */
export const LeavingNote = ({ dueAt }: { dueAt: string | Date }) => (
  <InsetText>
    <p>
      You are leaving. On <When at={dueAt} /> your account is closed and erased. Until then we send you nothing but what concerns your
      rights and the safety of your account.
    </p>
    <Form action="/account/leave/stay">
      <Button look="secondary">Stay</Button>
    </Form>
  </InsetText>
);
