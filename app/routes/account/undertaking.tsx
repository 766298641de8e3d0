import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { Form } from "~/components/forms/form";
import { KeptNote } from "~/components/layout/kept-note";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { acceptUndertaking } from "~/features/consents/accept-undertaking.server";
import { UNDERTAKING } from "~/features/consents/undertaking";
import { UndertakingSchema } from "~/features/consents/undertaking.schema";
import { acceptedAt } from "~/features/consents/wording-acceptances.server";
import { findWording } from "~/features/consents/wordings.server";
import { asStaff } from "~/http/access/access.server";
import { nextOf, safePath } from "~/http/access/next-path";
import { parseForm } from "~/http/forms/forms.server";
import { whatIsKept } from "~/http/forms/kept-form.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { renderMarkdown } from "~/lib/markdown.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "open-manage", async (ctx, session) => {
    const [wording, accepted] = await Promise.all([
      findWording(ctx, UNDERTAKING.slug),
      acceptedAt(ctx, ctx.actor.personId, UNDERTAKING.slug),
    ]);
    const { version, body } = wording ?? { version: 1, body: UNDERTAKING.body };
    return page({ next: nextOf(request), version, html: renderMarkdown(body).html, accepted, keeping: await whatIsKept(request, session) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asStaff(request, "accept-undertaking", async (ctx) => {
    const form = await parseForm(request, UndertakingSchema);
    if (!form.ok) return badRequest(form);

    const accepted = await acceptUndertaking(ctx, form.data);
    if (!accepted.ok) return badRequest(form.refused("The undertaking was changed meanwhile. Read it again, then accept it."));
    return redirectTo(safePath(form.data.next, "/admin"), { success: "Thank you. Your undertaking is recorded." });
  });
}

export const meta = title("Confidentiality undertaking");

export default function UndertakingPage() {
  const { next, version, html, accepted, keeping } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <PageTitle form={form} intro="We ask this once a year, before you see anything about other people.">
        Confidentiality undertaking
      </PageTitle>
      <KeptNote keeping={keeping} />
      {accepted ? (
        <p>
          You last accepted it on <When at={accepted} />.
        </p>
      ) : null}
      <InsetText>
        <Prose html={html} />
      </InsetText>
      <Form action="/account/undertaking" opened={{ next, version: String(version) }}>
        <Checkbox name="agree" label="I have read this and undertake to keep to it" form={form} />
        <Button>Accept and continue</Button>
      </Form>
    </>
  );
}
