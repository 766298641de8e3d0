import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { getMyAccount } from "~/features/accounts/accounts.queries.server";
import { RecoveryCodes } from "~/features/accounts/components/recovery-codes";
import { FACTOR_OVERTAKEN } from "~/features/accounts/components/second-factor";
import { SetUpApp } from "~/features/accounts/components/set-up-app";
import { NewAppSchema } from "~/features/accounts/second-factor/second-factor.schema";
import { setUpSecondFactor } from "~/features/accounts/second-factor/second-factor.server";
import { asHolder } from "~/http/access/access.server";
import { codeGuesserOf } from "~/http/access/guesses.server";
import { safePath } from "~/http/access/next-path";
import { offeredKey, offerKey } from "~/http/access/second-factor.server";
import { renewSession } from "~/http/access/sign-in.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "set-up-factor", async (ctx, session) => {
    const account = await getMyAccount(ctx);
    if (account.hasSecondFactor) return redirectToNoun(SECURITY);
    return page({ ...(await offerKey(ctx, session, account)), next: nextHere(request) });
  });
}

const SECURITY = "/account/security";

/** The recovery codes stand in the answer itself: kept for a page of their own, they would have to be stored. */
export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "set-up-factor", async (ctx, session) => {
    const form = await parseForm(request, NewAppSchema);
    if (!form.ok) return badRequest(form);

    const account = await getMyAccount(ctx);
    await countAttempt("second-factor", codeGuesserOf(account));
    const result = await setUpSecondFactor(ctx, { secret: offeredKey(session, account), code: form.data.code });
    if (!result.ok && result.reason === "wrong-code") return badRequest(form.refused("Enter the code that your app shows now", "code"));
    if (!result.ok) return redirectTo(SECURITY, { refused: FACTOR_OVERTAKEN });

    await renewSession(ctx, { secondFactorAt: ctx.now, steppedUpAt: null });
    return page({ codes: result.codes, next: nextHere(request) });
  });
}

/** Where they were going, in the address of the page and of its form. */
const nextHere = (request: Request) => safePath(new URL(request.url).searchParams.get("next"), SECURITY);

export const meta = title("Set up a second factor", "Your account");

export default function SetUpSecondFactor() {
  const offer = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const form = useForm();
  if (done && "codes" in done) return <RecoveryCodes {...done} done="Your second factor is on. You were signed out everywhere else." />;
  return offer ? (
    <SetUpApp
      title="Set up a second factor"
      intro="Then a stolen password alone opens nothing."
      action={`/account/security/set-up?${new URLSearchParams({ next: offer.next })}`}
      button="Turn on"
      {...offer}
      form={form}
    />
  ) : null;
}
