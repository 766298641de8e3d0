import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { PreferencesForm } from "~/features/newsletters/components/preferences-form";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { listPreferences } from "~/features/newsletters/subscriptions/preferences.queries.server";
import { getSignupWording } from "~/features/newsletters/subscriptions/signup-wording.server";
import { ChoicesSchema } from "~/features/newsletters/subscriptions/subscribe.schema";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const [preferences, wording] = await Promise.all([
      listPreferences(ctx, ctx.actor.personId),
      getSignupWording(ctx, "newsletter-account-signup"),
    ]);
    return page({ preferences, wording });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ChoicesSchema);
    if (!form.ok) return badRequest(form);

    const chosen = await chooseInAccount(ctx, form.data);
    if (!chosen.ok) return badRequest(form.refused("Your account has no proven email address to send to. Add one first.", "newsletter"));

    return redirectTo("/account/newsletters", { success: "Your newsletters are saved." });
  });
}

export const meta = title("Newsletters", "Your account");

export default function AccountNewslettersPage() {
  const { preferences, wording } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle form={form} intro="Tick what you would like to get. What you untick stops at once.">
        Newsletters
      </PageTitle>
      {preferences.length === 0 ? (
        <EmptyState text="There is no newsletter yet." />
      ) : (
        <PreferencesForm preferences={preferences} action="/account/newsletters" wording={wording} form={form} />
      )}
    </>
  );
}
