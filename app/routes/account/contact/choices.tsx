import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { ContactPage } from "~/features/accounts/components/contact-page";
import { chooseContact } from "~/features/accounts/details/choose-contact.server";
import { getMyContact } from "~/features/accounts/details/contact.queries.server";
import { ContactChoicesSchema } from "~/features/accounts/details/contact.schema";
import { CHANNEL_NAMES } from "~/features/consents/marketing-purposes";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    redirectToNoun("/account/contact");
    return page(await getMyContact(ctx));
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ContactChoicesSchema);
    if (!form.ok) return badRequest(form);

    const chosen = await chooseContact(ctx, form.data);
    if (!chosen.ok)
      return badRequest(form.refused(`We have nothing to reach you with by ${CHANNEL_NAMES[chosen.channel].toLowerCase()}. Add it first.`));
    return redirectTo("/account/contact", { success: "Your choices are saved. They count at once." });
  });
}

export const meta = title("How we may reach you", "Your account");

export default function ContactChoicesPage() {
  return <ContactPage {...useLoaderData<typeof loader>()} choicesForm={useForm()} />;
}
