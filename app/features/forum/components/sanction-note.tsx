import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { meansWords, sanctionPath } from "~/features/forum/sanctions/sanction-words";
import type { Sanction } from "../types";

/** Where somebody would write: why they cannot now, until when, and what they can do about it. */
export const SanctionNote = ({ sanction: { code, kind, reason, endsAt } }: { sanction: Sanction }) => (
  <InsetText>
    <p>{meansWords(kind, endsAt)}</p>
    <p>
      Their words: <span className="pn-source">{reason}</span>
    </p>
    <p>
      <a href={sanctionPath(code)}>See what was decided, or appeal</a>
    </p>
    {kind === "warned" ? <Acknowledge code={code} /> : null}
  </InsetText>
);

/** A warning is over when it was read. */
export const Acknowledge = ({ code }: { code: string }) => (
  <Form action={`${sanctionPath(code)}/acknowledge`}>
    <Button look="secondary">I have read this</Button>
  </Form>
);
