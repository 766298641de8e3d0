import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import { askForAddress } from "~/features/accounts/addresses/add-address.server";
import { AddAddressSchema } from "~/features/accounts/addresses/addresses.schema";
import { asHolder } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asHolder(request, "add-address", () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "add-address", async (ctx) => {
    const form = await parseForm(request, AddAddressSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("add-address", ctx.actor.personId);
    const asked = await askForAddress(ctx, form.data.email);
    if (!asked.ok) return badRequest(form.refused(REFUSED[asked.reason], "email"));

    return redirectTo("/account/email", {
      success: "We have sent a link to the new address. Open it and press the button there. Your other addresses are told too.",
    });
  });
}

const REFUSED = {
  "already-yours": "This address is in your account already",
  "asked-too-often": "This address has had several emails from us that nobody has answered today. Try again tomorrow",
};

export const meta = title("Add an email address", "Your account");

export default function AddAddressPage() {
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/email"]} />
      <PageTitle form={form} intro="We send a link to it. Nothing changes until you press the button behind the link.">
        Add an email address
      </PageTitle>
      <Form action="/account/email/add">
        <TextField name="email" label="New email address" type="email" autoComplete="email" form={form} />
        <NoticeLine purpose="to know that it is you, and to be able to write to you" />
        <Button>Send the link</Button>
      </Form>
    </>
  );
}
