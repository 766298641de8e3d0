import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";

type Props = {
  /** To choose from; one alone needs no choice. */
  newsletters: readonly { slug: string; name: string; frequency: string }[];
  /** What the person agrees to. */
  wording: string;
  form?: FormState;
};

/** Subscribing by address alone: no account, no cookie. Nothing is ticked beforehand. */
export function SubscribeForm({ newsletters, wording, form }: Props) {
  const only = newsletters.length === 1 ? newsletters[0] : undefined;
  return (
    <Form action="/newsletters/subscribe" hidden={only ? { newsletter: only.slug } : {}}>
      {only ? null : (
        <Checkboxes
          name="newsletter"
          label="Which newsletters would you like?"
          choices={newsletters.map(({ slug, name, frequency }) => ({ value: slug, label: name, hint: frequency }))}
          form={form}
        />
      )}
      <TextField name="email" label="Email address" type="email" autoComplete="email" form={form} />
      <p className="nhsuk-body-s">{wording}</p>
      <NoticeLine purpose="to send you the newsletters you choose, and nothing else" />
      <Button>Subscribe</Button>
    </Form>
  );
}
