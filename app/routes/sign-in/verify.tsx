import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { KeptNote } from "~/components/layout/kept-note";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { SecurityCodeField } from "~/features/accounts/components/security-code-field";
import { findNextCode } from "~/features/accounts/second-factor/second-factor.server";
import { CodeSchema } from "~/features/accounts/sign-in/sign-in.schema";
import { asAnyone } from "~/http/access/access.server";
import { nextOf, safePath } from "~/http/access/next-path";
import { codeOwner, enterWithCode, passwordAgain } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { whatIsKept } from "~/http/forms/kept-form.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { env } from "~/lib/env.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, session) => {
    const next = nextOf(request);
    const owner = await codeOwner(ctx);
    if (!owner) {
      const query = new URLSearchParams({ next });
      if (ctx.actor.kind === "person") return redirectTo(next);
      // a browser that brings a cookie refused none: what it brings was overtaken, as by a double press
      return redirectTo(session.stored || request.headers.has("Cookie") ? `/sign-in?${query}` : `/sign-in/check?${query}`);
    }
    const demoCode = env().deployment === "demo" ? await findNextCode(ctx, owner.personId) : null;
    return page({ next, demoCode, keeping: await whatIsKept(request, session) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, CodeSchema);
    if (!form.ok) return badRequest(form);

    const owner = await codeOwner(ctx);
    if (!owner) return passwordAgain(form.data.next);
    const entered = await enterWithCode(ctx, owner, form.data.code);
    if (!entered.ok && entered.reason === "changed") return passwordAgain(form.data.next);
    if (!entered.ok) return badRequest(form.refused("Enter the code that your app shows now. Each code works once", "code"));

    return redirectTo(safePath(form.data.next));
  });
}

export const meta = title("Security code", "Sign in");

export default function VerifyCode() {
  const { next, demoCode, keeping } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="Open your authenticator app and type the code it shows for this site.">
        Security code
      </PageTitle>
      <KeptNote keeping={keeping} />
      {demoCode ? (
        <InsetText>
          <p>
            This is a demo. The next code is <strong data-demo-code>{demoCode}</strong>.
          </p>
        </InsetText>
      ) : null}
      <Form action="/sign-in/verify" hidden={{ next }}>
        <SecurityCodeField form={form} />
        <Button>Continue</Button>
      </Form>
      <p>
        <a href={`/sign-in/recovery?${new URLSearchParams({ next })}`}>I have lost my app</a>
      </p>
    </>
  );
}
