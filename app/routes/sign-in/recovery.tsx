import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { RecoveryCodeField } from "~/features/accounts/components/recovery-code-field";
import { RecoverySchema } from "~/features/accounts/sign-in/sign-in.schema";
import { asAnyone } from "~/http/access/access.server";
import { nextOf, safePath } from "~/http/access/next-path";
import { codeOwner, enterWithCode, passwordAgain } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const next = nextOf(request);
    if (!(await codeOwner(ctx))) return redirectTo(ctx.actor.kind === "person" ? next : `/sign-in?${new URLSearchParams({ next })}`);
    return page({ next });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, RecoverySchema);
    if (!form.ok) return badRequest(form);

    const owner = await codeOwner(ctx);
    if (!owner) return passwordAgain(form.data.next);
    const entered = await enterWithCode(ctx, owner, form.data.recoveryCode, "recovery");
    if (!entered.ok && entered.reason === "changed") return passwordAgain(form.data.next);
    if (!entered.ok) return badRequest(form.refused("Enter one of your recovery codes. Each works once", "recoveryCode"));

    return redirectTo(safePath(form.data.next));
  });
}

export const meta = title("Recovery code", "Sign in");

export default function RecoverySignIn() {
  const { next } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="Type one of the codes that you kept on paper. It works once.">
        Recovery code
      </PageTitle>
      <Form action="/sign-in/recovery" hidden={{ next }}>
        <RecoveryCodeField form={form} />
        <Button>Continue</Button>
      </Form>
      <p>To set up another app afterwards you need a second code. If this is your last one, contact us instead.</p>
      <p>
        No codes left? <a href="/contact">Contact us</a>: whoever runs the site can let you in again, once they know that it is you.
      </p>
    </>
  );
}
