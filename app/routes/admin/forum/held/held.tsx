import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { DeclineForm } from "~/features/forum/components/decline-form";
import { HeldRecord } from "~/features/forum/components/held-record";
import { KnownOf } from "~/features/forum/components/known-of";
import { HELD_REFUSALS, staffHeldPath } from "~/features/forum/held/held.policy";
import { openHeld } from "~/features/forum/held/open-held.server";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { asConfidant } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const { id: _, authorId: _author, ...held } = await openHeld(ctx, params.code ?? "");
    return page({ ...held, reasons: await listReasons(ctx) });
  });
}

export const meta = title("A post that waits", "Manage");

export default function Held() {
  const held = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle form={form} intro="Only its writer and moderators can see it until it is let through.">
        A post of {held.author}
      </PageTitle>
      <KnownOf member={held.ref} name={held.author} />
      <HeldRecord held={held} />
      {held.post ? (
        <p>
          <a href={held.post}>See it where it is</a>
        </p>
      ) : null}
      {held.state !== "waiting" ? null : held.blocker ? (
        <p>{HELD_REFUSALS[held.blocker]}</p>
      ) : (
        <>
          {held.problem ? <p>It cannot stand as it is: {held.problem}</p> : null}
          <Form action={`${staffHeldPath(held.code)}/let-through`}>
            <p>Once it is let through, whoever reads there can read it, and who watches is told.</p>
            <Button>Let it through</Button>
          </Form>
          <DeclineForm code={held.code} reasons={held.reasons} form={form} />
        </>
      )}
    </>
  );
}
