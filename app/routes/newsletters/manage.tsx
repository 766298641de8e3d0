import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import { requestPreferences } from "~/features/newsletters/subscriptions/request-preferences.server";
import { ManageSchema } from "~/features/newsletters/subscriptions/subscribe.schema";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange } from "~/http/exchange.server";
import { parseForm } from "~/http/forms/forms.server";
import { countOrSlowDown } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page(null));
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, ManageSchema);
    if (!form.ok) return badRequest(form);

    await countOrSlowDown("newsletter-mail", currentExchange().client);
    await requestPreferences(ctx, form.data);
    return redirectTo("/newsletters/link-sent");
  });
}

export const meta = title("Manage what we send you", "Newsletters");

export default function ManagePage() {
  const form = useForm();
  return (
    <>
      <PageTitle
        form={form}
        intro="We will email you a link to a page with all your newsletters. There you can stop each one, or start others."
      >
        Manage what we send you
      </PageTitle>
      <Form action="/newsletters/manage">
        <TextField name="email" label="Email address" type="email" autoComplete="email" form={form} />
        <NoticeLine purpose="to send you the link" />
        <Button>Send me a link</Button>
      </Form>
      <p>
        If you have an account, you can also <a href="/account/newsletters">choose your newsletters there</a>.
      </p>
    </>
  );
}
