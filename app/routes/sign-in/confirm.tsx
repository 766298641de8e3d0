import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PasswordField } from "~/components/forms/password-field";
import { KeptNote } from "~/components/layout/kept-note";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { getMyAccount } from "~/features/accounts/accounts.queries.server";
import { SecurityCodeField } from "~/features/accounts/components/security-code-field";
import { findNextCode } from "~/features/accounts/second-factor/second-factor.server";
import { ConfirmSchema } from "~/features/accounts/sign-in/sign-in.schema";
import { asPasswordHolder } from "~/http/access/access.server";
import { nextOf, safePath } from "~/http/access/next-path";
import { enterAgain } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { whatIsKept } from "~/http/forms/kept-form.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { env } from "~/lib/env.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asPasswordHolder(request, async (ctx, session) => {
    const { personId, hasSecondFactor } = await getMyAccount(ctx);
    const demoCode = hasSecondFactor && env().deployment === "demo" ? await findNextCode(ctx, personId) : null;
    return page({ next: nextOf(request), hasSecondFactor, demoCode, keeping: await whatIsKept(request, session) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asPasswordHolder(request, async (ctx) => {
    const form = await parseForm(request, ConfirmSchema);
    if (!form.ok) return badRequest(form);

    const confirmed = await enterAgain(ctx, form.data);
    if (!confirmed.ok && confirmed.reason === "wrong-password") return badRequest(form.refused("Enter your correct password", "password"));
    if (!confirmed.ok) return badRequest(form.refused("Enter the code that your app shows now. Each code works once", "code"));
    return redirectTo(safePath(form.data.next));
  });
}

export const meta = title("Confirm that it is you");

export default function ConfirmIdentityPage() {
  const { next, hasSecondFactor, demoCode, keeping } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="Enter your password again before you go on. It counts for five minutes.">
        Confirm that it is you
      </PageTitle>
      <KeptNote keeping={keeping} />
      {demoCode ? (
        <InsetText>
          <p>
            This is a demo. The next code is <strong data-demo-code>{demoCode}</strong>.
          </p>
        </InsetText>
      ) : null}
      <Form action="/sign-in/confirm" hidden={{ next }}>
        <PasswordField name="password" label="Password" autoComplete="current-password" form={form} />
        {hasSecondFactor ? <SecurityCodeField form={form} /> : null}
        <Button>Continue</Button>
      </Form>
      {hasSecondFactor ? (
        <p>
          <a href="/account/security/lost">I have lost my app</a>
        </p>
      ) : null}
    </>
  );
}
