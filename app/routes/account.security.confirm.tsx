import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { SecondFactorOff } from "~/features/accounts/components/second-factor-off";
import { SetUpFactorSchema } from "~/features/accounts/second-factor.schema";
import { setUpSecondFactor } from "~/features/accounts/second-factor.server";
import { asPasswordHolder } from "~/http/access.server";
import { parseForm } from "~/http/forms.server";
import { countAttempt } from "~/http/limits.server";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";
import { offeredFactor, offerSecondFactor } from "~/http/second-factor.server";
import { signInAgainHere } from "~/http/sign-in.server";
import { useForm } from "~/http/use-form";
import { personIdOf } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asPasswordHolder(request, async (ctx, session) => {
    redirectToNoun("/account/security");
    return page(await offerSecondFactor(ctx, session));
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asPasswordHolder(request, async (ctx, session) => {
    const form = await parseForm(request, SetUpFactorSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("second-factor", personIdOf(ctx.actor) ?? "");
    const result = await setUpSecondFactor(ctx, { secret: offeredFactor(session), code: form.data.code });
    if (!result.ok && result.reason === "already-on") return redirectTo("/account/security");
    if (!result.ok) return badRequest(form.refused("Enter the code that your app shows now", "code"));

    await signInAgainHere(ctx, { withCode: true });
    return redirectTo("/account/security", {
      success: "Your second factor is on. You were signed out everywhere else. Now make recovery codes, in case you lose your phone.",
    });
  });
}

export const meta = title("Second factor", "Your account");

export default function ConfirmSecondFactor() {
  const data = useLoaderData<typeof loader>();
  const form = useForm();
  return data.isOn ? null : <SecondFactorOff {...data} form={form} />;
}
