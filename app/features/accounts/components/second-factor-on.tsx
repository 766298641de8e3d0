import { PageTitle } from "~/components/layout/page-title";
import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import type { FormState } from "~/components/ui/form-state";
import { PasswordField } from "~/components/ui/password-field";
import { SecurityCodeField } from "./security-code-field";

type Props = {
  isStaff: boolean;
  /** Recovery codes that still work. */
  codesLeft: number;
  form?: FormState;
};

/** The second factor is on; members may switch it off again. */
export function SecondFactorOn({ isStaff, codesLeft, form }: Props) {
  return (
    <>
      <PageTitle form={form}>Second factor</PageTitle>
      <p>Your second factor is on: after your password we ask for the code that your app shows.</p>
      <h2>If you lose your phone</h2>
      <p>
        {codesLeft === 0 ? "You have no recovery codes yet." : `You have ${codesLeft} recovery ${codesLeft === 1 ? "code" : "codes"} left.`}{" "}
        Each signs you in once without your app.
      </p>
      <ul>
        <li>
          <a href="/account/security/recovery">{codesLeft === 0 ? "Make recovery codes" : "Make new recovery codes"}</a>
        </li>
        {codesLeft > 0 ? (
          <li>
            <a href="/account/security/replace">I have lost my app: set up another one</a>
          </li>
        ) : null}
      </ul>
      {isStaff ? (
        <p>Your role needs it, so it cannot be switched off.</p>
      ) : (
        <>
          <h2>Switch it off</h2>
          <Form action="/account/security/switch-off">
            <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" form={form} />
            <SecurityCodeField form={form} />
            <Button look="warning">Switch off</Button>
          </Form>
        </>
      )}
    </>
  );
}
