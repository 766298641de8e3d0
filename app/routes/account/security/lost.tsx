import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "~/components/forms/form";
import { PasswordField } from "~/components/forms/password-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { RecoveryCodeField } from "~/features/accounts/components/recovery-code-field";
import { SecurityBreadcrumbs } from "~/features/accounts/components/security-breadcrumbs";
import { LostAppSchema } from "~/features/accounts/second-factor/second-factor.schema";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { enterWithoutApp } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "report-lost-app", async (ctx) => {
    const form = await parseForm(request, LostAppSchema);
    if (!form.ok) return badRequest(form);

    const { currentPassword: password, recoveryCode } = form.data;
    const confirmed = await enterWithoutApp(ctx, { password, recoveryCode });
    if (!confirmed.ok && confirmed.reason === "wrong-password")
      return badRequest(form.refused("Enter your correct current password", "currentPassword"));
    if (!confirmed.ok) return badRequest(form.refused("Enter one of your recovery codes. Each works once", "recoveryCode"));
    return redirectTo("/account/security/replace");
  });
}

export const meta = title("I have lost my app", "Your account");

export default function LostAppPage() {
  const form = useForm();
  return (
    <>
      <SecurityBreadcrumbs />
      <PageTitle
        form={form}
        intro="Your password and a code from your paper, then you set up another app. The lost one opens nothing from then on."
      >
        I have lost my app
      </PageTitle>
      <Form action="/account/security/lost">
        <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" form={form} />
        <RecoveryCodeField form={form} />
        <Button>Continue</Button>
      </Form>
      <p>
        No codes left? <a href="/contact">Contact us</a>: whoever runs the site can take your second factor away, once they know that it is
        you.
      </p>
    </>
  );
}
