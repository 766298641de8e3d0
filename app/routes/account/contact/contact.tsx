import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { ContactPage } from "~/features/accounts/components/contact-page";
import { getMyContact } from "~/features/accounts/details/contact.queries.server";
import { ContactDetailsSchema } from "~/features/accounts/details/contact.schema";
import { saveContactDetails } from "~/features/accounts/details/save-contact-details.server";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { changedFrom } from "~/lib/shown";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await getMyContact(ctx)));
}

export async function action({ request }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, ContactDetailsSchema);
    if (!form.ok) return badRequest(form);

    const { shown, ...typed } = form.data;
    await saveContactDetails(ctx, changedFrom(shown, typed));
    return redirectTo("/account/contact", { success: "Your contact details are saved." });
  });
}

export const meta = title("How we may reach you", "Your account");

export default function AccountContactPage() {
  return <ContactPage {...useLoaderData<typeof loader>()} detailsForm={useForm()} />;
}
