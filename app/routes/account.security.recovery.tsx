import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { RecoveryCodes } from "~/features/accounts/components/recovery-codes";
import { RecoveryCodesForm } from "~/features/accounts/components/recovery-codes-form";
import { countMyRecoveryCodes, makeRecoveryCodes } from "~/features/accounts/recovery-codes.server";
import { RecoveryCodesSchema } from "~/features/accounts/second-factor.schema";
import { asSignedIn } from "~/http/access.server";
import { parseForm } from "~/http/forms.server";
import { countAttempt } from "~/http/limits.server";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { useForm } from "~/http/use-form";
import { personIdOf } from "~/lib/ctx";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page({ left: await countMyRecoveryCodes(ctx) }));
}

/** The codes stand in the answer itself: kept for a page of their own, they would have to be stored. */
export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, RecoveryCodesSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("own-password", personIdOf(ctx.actor) ?? "");
    const made = await makeRecoveryCodes(ctx, form.data.currentPassword);
    if (!made.ok && made.reason === "wrong-password")
      return badRequest(form.refused("Enter your correct current password", "currentPassword"));
    if (!made.ok) return redirectTo("/account/security");
    return page({ codes: made.codes });
  });
}

export const meta = title("Recovery codes", "Your account");

export default function RecoveryPage() {
  const { left } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const form = useForm();
  return done && "codes" in done ? <RecoveryCodes codes={done.codes} /> : <RecoveryCodesForm left={left} form={form} />;
}
