import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { getMyAccount } from "~/features/accounts/accounts.queries.server";
import { RecoveryCodes } from "~/features/accounts/components/recovery-codes";
import { FACTOR_OVERTAKEN } from "~/features/accounts/components/second-factor";
import { SetUpApp } from "~/features/accounts/components/set-up-app";
import { NewAppSchema } from "~/features/accounts/second-factor/second-factor.schema";
import { replaceSecondFactor } from "~/features/accounts/second-factor/second-factor.server";
import { asHolder } from "~/http/access/access.server";
import { codeGuesserOf } from "~/http/access/guesses.server";
import { offeredKey, offerKey } from "~/http/access/second-factor.server";
import { renewSession } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "replace-factor", async (ctx, session) => {
    const account = await getMyAccount(ctx);
    if (!account.hasSecondFactor) return redirectToNoun("/account/security");
    return page(await offerKey(ctx, session, account));
  });
}

/** The recovery codes stand in the answer itself, as where a first app is set up. */
export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "replace-factor", async (ctx, session) => {
    const form = await parseForm(request, NewAppSchema);
    if (!form.ok) return badRequest(form);

    const account = await getMyAccount(ctx);
    await countAttempt("second-factor", codeGuesserOf(account));
    const result = await replaceSecondFactor(ctx, { secret: offeredKey(session, account), code: form.data.code });
    if (!result.ok && result.reason === "wrong-code") return badRequest(form.refused("Enter the code that the new app shows now", "code"));
    if (!result.ok) return redirectTo("/account/security", { refused: FACTOR_OVERTAKEN });

    await renewSession(ctx, { secondFactorAt: ctx.now, steppedUpAt: null });
    return page({ codes: result.codes });
  });
}

export const meta = title("Move to another app", "Your account");

export default function ReplaceFactorPage() {
  const offer = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const form = useForm();
  if (done && "codes" in done)
    return (
      <RecoveryCodes
        codes={done.codes}
        done="The new app counts, and the earlier one opens nothing. You were signed out everywhere else."
      />
    );
  return offer ? (
    <SetUpApp
      title="Move to another app"
      intro="The earlier app counts until you have typed a code of the new one."
      action="/account/security/replace"
      button="Use this app"
      {...offer}
      form={form}
    />
  ) : null;
}
