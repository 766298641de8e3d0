import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { askForReset } from "~/features/accounts/passwords/ask-for-reset.server";
import { ForgotPasswordSchema } from "~/features/accounts/passwords/password.schema";
import { asAnyone } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { askerOf, countOrSlowDown } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, ForgotPasswordSchema);
    if (!form.ok) return badRequest(form);

    await countOrSlowDown("forgot-password", askerOf(ctx));
    await askForReset(ctx, form.data.email);
    return redirectTo("/forgot-password/sent");
  });
}

export const meta = title("Forgotten your password");

export default function ForgotPassword() {
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="We send a link to your email address. Behind it you choose a new password.">
        Forgotten your password
      </PageTitle>
      <Form action="/forgot-password">
        <TextField name="email" label="Email address" type="email" autoComplete="username" form={form} />
        <Button>Send me a link</Button>
      </Form>
    </>
  );
}
