import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import type { FormState } from "~/components/ui/form-state";
import { PasswordField } from "~/components/ui/password-field";

/** Asks for the password before new codes are made. */
export const RecoveryCodesForm = ({ left, form }: { left: number; form?: FormState }) => (
  <>
    <Breadcrumbs
      crumbs={[
        { title: "Your account", href: "/account" },
        { title: "Second factor", href: "/account/security" },
      ]}
    />
    <PageTitle form={form} intro="Eight codes to keep on paper. Each signs you in once when you have lost your app.">
      Recovery codes
    </PageTitle>
    <p>{left === 0 ? "You have none at the moment." : `You have ${left} left. Making new ones ends them.`}</p>
    <Form action="/account/security/recovery">
      <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" form={form} />
      <Button>{left === 0 ? "Make recovery codes" : "Make new recovery codes"}</Button>
    </Form>
  </>
);
