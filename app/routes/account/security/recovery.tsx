import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { RecoveryCodes } from "~/features/accounts/components/recovery-codes";
import { RecoveryCodesForm } from "~/features/accounts/components/recovery-codes-form";
import { countMyRecoveryCodes, makeRecoveryCodes } from "~/features/accounts/second-factor/recovery-codes.server";
import { asHolder } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "make-recovery-codes", async (ctx) => page({ left: await countMyRecoveryCodes(ctx) }));
}

/** The codes stand in the answer itself: kept for a page of their own, they would have to be stored. */
export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "make-recovery-codes", async (ctx) => {
    const codes = await makeRecoveryCodes(ctx);
    return codes ? page({ codes }) : redirectTo("/account/security");
  });
}

export const meta = title("Recovery codes", "Your account");

export default function RecoveryPage() {
  const { left } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return done && "codes" in done ? <RecoveryCodes codes={done.codes} /> : <RecoveryCodesForm left={left} />;
}
