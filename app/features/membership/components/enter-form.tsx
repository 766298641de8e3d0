import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PasswordField } from "~/components/forms/password-field";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { PASSWORD_MIN } from "~/features/accounts/passwords/password.policy";
import type { Entry } from "../types";

type Props = {
  entry: Entry;
  /** The page's own address: where the form goes, and where one comes back to after signing in. */
  action: string;
  button: string;
  hidden?: Record<string, string>;
  form?: FormState;
};

/** What stands behind a mailed link: a password where there is no account; otherwise sign in, then the button. */
export function EnterForm({ entry, action, button, hidden, form }: Props) {
  if (entry === "sign-in")
    return (
      <>
        <p>There is an account with this address. Sign in: you come back to this page, and then press “{button}”.</p>
        <ButtonLink href={`/sign-in?${new URLSearchParams({ next: action })}`}>Sign in</ButtonLink>
        <p>
          <a href="/forgot-password">Forgotten your password?</a>
        </p>
      </>
    );
  if (entry === "other-account")
    return (
      <>
        <p>
          There is an account with this address, but somebody else is signed in here. Sign out, open this page again and sign in with the
          address that the email went to.
        </p>
        <Form action="/sign-out">
          <Button look="secondary">Sign out</Button>
        </Form>
      </>
    );
  return (
    <Form action={action} hidden={hidden}>
      {entry === "new" ? (
        <PasswordField
          name="password"
          label="Create a password"
          hint={`At least ${PASSWORD_MIN} characters. Three random words work well.`}
          autoComplete="new-password"
          form={form}
        />
      ) : null}
      <Button>{button}</Button>
    </Form>
  );
}
