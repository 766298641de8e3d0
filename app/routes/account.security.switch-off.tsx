import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { SecondFactorOn } from "~/features/accounts/components/second-factor-on";
import { countMyRecoveryCodes } from "~/features/accounts/recovery-codes.server";
import { RemoveFactorSchema } from "~/features/accounts/second-factor.schema";
import { removeSecondFactor } from "~/features/accounts/second-factor.server";
import { asSignedIn } from "~/http/access.server";
import { currentExchange } from "~/http/exchange.server";
import { parseForm } from "~/http/forms.server";
import { countAttempt } from "~/http/limits.server";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";
import { signInAgainHere } from "~/http/sign-in.server";
import { useForm } from "~/http/use-form";
import { personIdOf } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    redirectToNoun("/account/security");
    return page({ codesLeft: await countMyRecoveryCodes(ctx) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, RemoveFactorSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("own-password", personIdOf(ctx.actor) ?? "");
    const { currentPassword, code } = form.data;
    const removed = await removeSecondFactor(ctx, { password: currentPassword, code, device: currentExchange().device });
    if (!removed.ok && removed.reason === "wrong-password")
      return badRequest(form.refused("Enter your correct current password", "currentPassword"));
    if (!removed.ok && removed.reason === "wrong-code") return badRequest(form.refused("Enter the code that your app shows now", "code"));

    if (removed.ok) await signInAgainHere(ctx, { withoutFactor: true });
    return redirectTo("/account/security", { success: "Your second factor is off." });
  });
}

export const meta = title("Second factor", "Your account");

export default function SwitchOffSecondFactor() {
  return <SecondFactorOn isStaff={false} {...useLoaderData<typeof loader>()} form={useForm()} />;
}
