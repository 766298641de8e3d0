import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { Form } from "~/components/ui/form";
import { PasswordField } from "~/components/ui/password-field";
import { changePassword } from "~/features/accounts/passwords/change-password.server";
import { PASSWORD_MIN, PASSWORD_REFUSALS } from "~/features/accounts/passwords/password.policy";
import { ChangePasswordSchema } from "~/features/accounts/passwords/password.schema";
import { asHolder } from "~/http/access.server";
import { parseForm } from "~/http/forms.server";
import { countAttempt } from "~/http/limits.server";
import { badRequest, page } from "~/http/responses.server";
import { goOnTo } from "~/http/sign-in.server";
import { useForm } from "~/http/use-form";

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
    return goOnTo(ctx, "/account", "Your password is changed.");
  });
}

export const meta = title("Change your password", "Your account");

export default function PasswordPage() {
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={[{ title: "Your account", href: "/account" }]} />
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
