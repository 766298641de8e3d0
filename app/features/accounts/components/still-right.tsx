import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { When } from "~/components/ui/when";

/** Asks once a year whether the details below are still right. */
export const StillRight = ({ since }: { since: string }) => (
  <InsetText>
    <h2>Are your details still right?</h2>
    <p>
      You last checked them on <When at={since} />. If one of them has changed, change it below and save.
    </p>
    <Form action="/account/profile/confirm">
      <Button look="secondary">They are still right</Button>
    </Form>
  </InsetText>
);
