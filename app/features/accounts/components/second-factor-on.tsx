import { PageTitle } from "~/components/layout/page-title";
import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import type { FormState } from "~/components/ui/form-state";
import { PasswordField } from "~/components/ui/password-field";
import { SecurityCodeField } from "./security-code-field";

type Props = { isStaff: boolean; form?: FormState };

/** The second factor is on; members may switch it off again. */
export function SecondFactorOn({ isStaff, form }: Props) {
  return (
    <>
      <PageTitle form={form}>Second factor</PageTitle>
      <p>Your second factor is on: after your password we ask for the code that your app shows.</p>
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
