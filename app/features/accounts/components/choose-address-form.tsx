import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";

type Props = {
  title: string;
  intro: string;
  question: string;
  action: string;
  button: string;
  warns?: boolean;
  addresses: readonly { id: string; canonical: string }[];
  form?: FormState;
};

/** One of the further addresses of an account, for what is done with it. */
export const ChooseAddressForm = ({ title, intro, question, action, button, warns = false, addresses, form }: Props) => (
  <>
    <Breadcrumbs crumbs={["/account", "/account/email"]} />
    <PageTitle form={form} intro={intro}>
      {title}
    </PageTitle>
    {addresses.length === 0 ? (
      <p>
        You have one address only. <a href="/account/email/add">Add another one</a> first.
      </p>
    ) : (
      <Form action={action}>
        <Radios
          name="address"
          label={question}
          choices={addresses.map(({ id, canonical }) => ({ value: id, label: canonical }))}
          initial={addresses.length === 1 ? addresses[0]!.id : undefined}
          form={form}
        />
        <ButtonRow>
          <Button look={warns ? "warning" : "main"}>{button}</Button>
          <a href="/account/email">Cancel</a>
        </ButtonRow>
      </Form>
    )}
  </>
);
