import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PasswordField } from "~/components/forms/password-field";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import { PASSWORD_MIN, PASSWORD_REFUSALS } from "~/features/accounts/passwords/password.policy";
import { SetUpSchema } from "~/features/accounts/sign-in/set-up.schema";
import { setUpAccount } from "~/features/accounts/sign-in/set-up-account.server";
import { asLink, type Link } from "~/http/access/access.server";
import { keepBrowserKnown } from "~/http/access/known-browser.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { GoneError } from "~/lib/errors";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "set-up", params.token, (_ctx, link) => {
    demandOpen(link);
    return page({ action: `/set-up/${params.token}`, address: link.proof.canonical });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "set-up", params.token, async (ctx, link) => {
    demandOpen(link);
    const form = await parseForm(request, SetUpSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("new-password", link.proof.id);
    const setUp = await setUpAccount(ctx, link.proof, form.data);
    if (!setUp.ok) {
      const { reason } = setUp;
      if (reason === "gone") throw new GoneError("set-up-link");
      if (reason === "no-address") return badRequest(form.refused("Enter your email address", "email"));
      if (reason === "has-account") return badRequest(form.refused("This address has an account. Ask for the role to be granted to it."));
      return badRequest(form.refused(PASSWORD_REFUSALS[reason], "password"));
    }
    await keepBrowserKnown(ctx, setUp.personId);
    return redirectTo(`/sign-in?${new URLSearchParams({ next: "/account/security" })}`);
  });
}

function demandOpen({ state }: Link): void {
  if (state !== "open") throw new GoneError("set-up-link");
}

export const meta = title("Set up your account");

export default function SetUp() {
  const { action, address } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="You will look after this site. After this page, sign in and set up your second factor.">
        Set up your account
      </PageTitle>
      <Form action={action}>
        <TextField name="fullName" label="Full name" autoComplete="name" form={form} />
        {address ? (
          <p>
            You will sign in as <strong>{address}</strong>.
          </p>
        ) : (
          <TextField name="email" label="Email address" type="email" autoComplete="username" form={form} />
        )}
        <PasswordField
          name="password"
          label="Password"
          hint={`At least ${PASSWORD_MIN} characters. Three random words work well.`}
          autoComplete="new-password"
          form={form}
        />
        <NoticeLine purpose="to make the first account, under whose name you act here" />
        <Button>Create account</Button>
      </Form>
    </>
  );
}
