import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { SecondFactorOff } from "~/features/accounts/components/second-factor-off";
import { SecondFactorOn } from "~/features/accounts/components/second-factor-on";
import { asPasswordHolder } from "~/http/access.server";
import { page } from "~/http/responses.server";
import { offerSecondFactor } from "~/http/second-factor.server";
import { useForm } from "~/http/use-form";

export async function loader({ request }: LoaderFunctionArgs) {
  return asPasswordHolder(request, async (ctx, session) => page(await offerSecondFactor(ctx, session)));
}

export const meta = title("Second factor", "Your account");

export default function SecurityPage() {
  const data = useLoaderData<typeof loader>();
  const form = useForm();
  return data.isOn ? <SecondFactorOn {...data} form={form} /> : <SecondFactorOff {...data} form={form} />;
}
