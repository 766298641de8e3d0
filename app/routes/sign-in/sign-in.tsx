import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { Form } from "~/components/forms/form";
import { PasswordField } from "~/components/forms/password-field";
import { TextField } from "~/components/forms/text-field";
import { KeptNote } from "~/components/layout/kept-note";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { Details } from "~/components/ui/details";
import { InsetText } from "~/components/ui/inset-text";
import { SignInSchema } from "~/features/accounts/sign-in/sign-in.schema";
import { asAnyone } from "~/http/access/access.server";
import { nextOf, safePath } from "~/http/access/next-path";
import { enterWithPassword } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { whatIsKept } from "~/http/forms/kept-form.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, tooMany } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, session) => {
    const next = nextOf(request);
    const hasEnded = new URL(request.url).searchParams.has("ended");
    if (ctx.actor.kind === "person") return redirectTo(next);
    return page({ next, hasEnded, keeping: await whatIsKept(request, session) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request.clone(), SignInSchema);
    if (!form.ok) return badRequest(form);

    const entered = await enterWithPassword(ctx, request, { ...form.data, isRemembered: form.data.remember === "yes" });
    if (!entered.ok && entered.reason === "wait") return tooMany(form.refused(waitFirst(entered)), entered.seconds);
    if (!entered.ok && entered.reason === "busy") return tooMany(form.refused(BUSY), 10, 503);
    if (!entered.ok && entered.reason === "changed")
      return badRequest(form.refused("Your account was changed at this moment, perhaps by you on another device: sign in again"));
    if (!entered.ok) return badRequest(form.refused("Enter a correct email address and password"));

    const next = safePath(form.data.next);
    const query = new URLSearchParams({ next });
    if (entered.needsCode) return redirectTo(`/sign-in/verify?${query}`);
    const on = entered.owesFactor ? `/account/security?${query}` : next;
    return redirectTo(request.headers.has("Cookie") ? on : `/sign-in/check?${new URLSearchParams({ next: on })}`);
  });
}

const waitFirst = ({ seconds, isKnown }: { seconds: number; isKnown: boolean }) =>
  `There were too many wrong passwords, so this one was not looked at. Wait ${seconds === 1 ? "a second" : `${seconds} seconds`} and send it again, or choose a new password below.${isKnown ? "" : " If this goes on, somebody else on your network may be trying passwords: a device that you signed in on before, or another network, does not wait"}`;

const BUSY =
  "Too many passwords were sent at this moment, so yours was not looked at. Wait 10 seconds and send it again, or choose a new password below. If this goes on, somebody else on your network may be trying passwords: a device that you signed in on before, or another network, gets its turn";

export const meta = title("Sign in");

export default function SignIn() {
  const { next, hasEnded, keeping } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form}>Sign in</PageTitle>
      {hasEnded && (
        <InsetText>
          You were signed out just as you sent this, so it was not done, or not a second time. Sign in to see how things stand.
        </InsetText>
      )}
      <KeptNote keeping={keeping} />
      <Form action="/sign-in" hidden={{ next }}>
        <TextField name="email" label="Email address" type="email" autoComplete="username" form={form} />
        <PasswordField name="password" label="Password" autoComplete="current-password" form={form} />
        <Checkbox name="remember" label="Remember me" hint="Only on a device that nobody else uses. Not for staff." form={form} />
        <Button>Sign in</Button>
      </Form>
      <p>
        <a href="/forgot-password">Forgotten your password?</a>
      </p>
      <Details summary="I cannot get in">
        <p>You need no password for these:</p>
        <ul>
          <li>
            <a href="/newsletters/manage">See and stop what we send you</a>, with a link that we email to you
          </li>
          <li>
            <a href="/contact">Contact us</a>, also to correct or erase what we hold about you
          </li>
        </ul>
        <p>If you have lost the app of your second factor, sign in with your password: the next page takes a recovery code.</p>
      </Details>
    </>
  );
}
