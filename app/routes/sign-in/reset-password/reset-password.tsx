import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PasswordField } from "~/components/forms/password-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { PASSWORD_MIN, PASSWORD_REFUSALS } from "~/features/accounts/passwords/password.policy";
import { ResetPasswordSchema } from "~/features/accounts/passwords/password.schema";
import { resetPassword } from "~/features/accounts/passwords/reset-password.server";
import { asLink, type Link } from "~/http/access/access.server";
import { keepBrowserKnown } from "~/http/access/known-browser.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { GoneError } from "~/lib/errors";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "reset", params.token, (_ctx, link) => {
    demandOpen(link);
    return page({ action: `/reset-password/${params.token}` });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "reset", params.token, async (ctx, link) => {
    demandOpen(link);
    const form = await parseForm(request, ResetPasswordSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("new-password", link.proof.id);
    const reset = await resetPassword(ctx, link.proof, form.data.password);
    if (!reset.ok) {
      if (reset.reason === "gone") throw new GoneError("reset-link");
      return badRequest(form.refused(PASSWORD_REFUSALS[reset.reason], "password"));
    }
    if (link.proof.personId) await keepBrowserKnown(ctx, link.proof.personId);
    return redirectTo("/reset-password/done");
  });
}

function demandOpen({ state }: Link): void {
  if (state !== "open") throw new GoneError("reset-link");
}

export const meta = title("Choose a new password");

export default function ResetPassword() {
  const { action } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form}>Choose a new password</PageTitle>
      <Form action={action}>
        <PasswordField
          name="password"
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
