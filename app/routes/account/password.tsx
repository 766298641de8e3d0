import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "~/components/forms/form";
import { PasswordField } from "~/components/forms/password-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { changePassword } from "~/features/accounts/passwords/change-password.server";
import { PASSWORD_MIN, PASSWORD_REFUSALS } from "~/features/accounts/passwords/password.policy";
import { ChangePasswordSchema } from "~/features/accounts/passwords/password.schema";
import { asHolder } from "~/http/access/access.server";
import { keepBrowserKnown } from "~/http/access/known-browser.server";
import { goOnTo } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "change-password", () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "change-password", async (ctx) => {
    const form = await parseForm(request, ChangePasswordSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("new-password", ctx.actor.personId);
    const changed = await changePassword(ctx, form.data.newPassword);
    if (!changed.ok) return badRequest(form.refused(PASSWORD_REFUSALS[changed.reason], "newPassword"));
    await keepBrowserKnown(ctx, ctx.actor.personId);
    return goOnTo(ctx, "/account", "Your password is changed.");
  });
}

export const meta = title("Change your password", "Your account");

export default function PasswordPage() {
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle form={form} intro="You stay signed in here, and are signed out everywhere else. All your addresses are told.">
        Change your password
      </PageTitle>
      <Form action="/account/password">
        <PasswordField
          name="newPassword"
          label="New password"
          hint={`At least ${PASSWORD_MIN} characters. Three random words work well.`}
          autoComplete="new-password"
          form={form}
        />
        <Button>Save new password</Button>
      </Form>
    </>
  );
}
