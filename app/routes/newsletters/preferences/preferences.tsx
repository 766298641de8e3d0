import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { PreferencesForm } from "~/features/newsletters/components/preferences-form";
import { SpentLink } from "~/features/newsletters/components/spent-link";
import { chooseByLink } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { findPreferences } from "~/features/newsletters/subscriptions/preferences.queries.server";
import { getSignupWording } from "~/features/newsletters/subscriptions/signup-wording.server";
import { ChoicesSchema } from "~/features/newsletters/subscriptions/subscribe.schema";
import { asLink } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "manage", params.token, async (ctx, { proof }) => {
    const preferences = await findPreferences(ctx, proof);
    if (!preferences)
      return page({ isGood: false as const, state: proof.supersededAt ? ("superseded" as const) : ("expired" as const) }, { status: 410 });
    const wording = await getSignupWording(ctx, "newsletter-signup");
    return page({
      isGood: true as const,
      preferences,
      wording,
      address: maskAddress(proof.canonical),
      path: `/newsletters/preferences/${params.token}`,
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "manage", params.token, async (ctx) => {
    const form = await parseForm(request, ChoicesSchema);
    if (!form.ok) return badRequest(form);

    const path = `/newsletters/preferences/${params.token}`;
    const saved = await chooseByLink(ctx, params.token ?? "", form.data);
    return redirectTo(saved.ok ? `${path}/saved` : path);
  });
}

export const meta = title("Your newsletters", "Newsletters");

const SPENT = {
  expired: "Links to your choices work for 60 minutes, so that nobody else can use an old one. Ask for a new link.",
  superseded: "You asked again, so only the link in the latest email works.",
};

export default function PreferencesPage() {
  const data = useLoaderData<typeof loader>();
  const form = useForm();
  if (!data.isGood)
    return <SpentLink state={data.state} words={SPENT} again={{ href: "/newsletters/manage", text: "Ask for a new link" }} />;
  return (
    <>
      <PageTitle form={form} intro={`Tick what you would like to get at ${data.address}.`}>
        Your newsletters
      </PageTitle>
      <PreferencesForm preferences={data.preferences} action={data.path} wording={data.wording} form={form} />
    </>
  );
}
