import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { PasswordField } from "~/components/ui/password-field";
import { RecoveryCodeField } from "~/features/accounts/components/recovery-code-field";
import { ReplaceFactorSchema } from "~/features/accounts/second-factor.schema";
import { replaceSecondFactor } from "~/features/accounts/second-factor.server";
import { asSignedIn } from "~/http/access.server";
import { currentExchange } from "~/http/exchange.server";
import { parseForm } from "~/http/forms.server";
import { countAttempt } from "~/http/limits.server";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { signInAgainHere } from "~/http/sign-in.server";
import { useForm } from "~/http/use-form";
import { personIdOf } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ReplaceFactorSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("second-factor", personIdOf(ctx.actor) ?? "");
    const { currentPassword: password, recoveryCode } = form.data;
    const replaced = await replaceSecondFactor(ctx, { password, recoveryCode, device: currentExchange().device });
    if (!replaced.ok && replaced.reason === "wrong-password")
      return badRequest(form.refused("Enter your correct current password", "currentPassword"));
    if (!replaced.ok && replaced.reason === "wrong-code")
      return badRequest(form.refused("Enter one of your recovery codes. Each works once", "recoveryCode"));

    if (replaced.ok) await signInAgainHere(ctx, { withoutFactor: true });
    return redirectTo("/account/security", { success: "The lost app no longer counts. Set up your second factor with the new one." });
  });
}

export const meta = title("Set up another app", "Your account");

export default function ReplaceFactorPage() {
  const form = useForm();
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { title: "Your account", href: "/account" },
          { title: "Second factor", href: "/account/security" },
        ]}
      />
      <PageTitle form={form} intro="For whoever has lost the phone with the app. The lost one then opens nothing.">
        Set up another app
      </PageTitle>
      <Form action="/account/security/replace">
        <PasswordField name="currentPassword" label="Current password" autoComplete="current-password" form={form} />
        <RecoveryCodeField form={form} />
        <Button>Continue</Button>
      </Form>
    </>
  );
}
