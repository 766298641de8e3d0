import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { When } from "~/components/ui/when";
import { readUnsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { findStillAsked, STILL_WANTED } from "~/features/newsletters/subscriptions/still-asked.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, keepOut } from "~/http/exchange.server";
import { page } from "~/http/responses.server";

/** Opening the link changes nothing: scanners open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    keepOut(currentExchange());
    const id = readUnsubscribeToken("still-wanted", params.token ?? "");
    const asked = id ? await findStillAsked(ctx, id) : null;
    return page({ asked, wording: STILL_WANTED.body, path: new URL(request.url).pathname });
  });
}

export const meta = title("Do you still want it?", "Newsletters");

export default function StillWantedPage() {
  const { asked, wording, path } = useLoaderData<typeof loader>();
  if (!asked)
    return (
      <>
        <PageTitle>There is nothing to answer</PageTitle>
        <p>
          You have answered already, or what this link asked about has ended. To see what we send you, and to change it,{" "}
          <a href="/newsletters/manage">ask for a link to your choices</a>.
        </p>
      </>
    );
  return (
    <>
      <PageTitle intro="You asked us for this some time ago. We go on with it only if you say so.">Do you still want it?</PageTitle>
      <ul>
        {asked.names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p>{wording}</p>
      <p>
        Without an answer it ends on <When at={asked.endsAt} />.
      </p>
      <ButtonRow>
        <Form action={`${path}/keep`}>
          <Button>Yes, keep it</Button>
        </Form>
        <Form action={`${path}/stop`}>
          <Button look="secondary">No, stop it</Button>
        </Form>
      </ButtonRow>
      <p>
        To keep one and stop another, say yes here and then <a href="/newsletters/manage">change what we send you</a>.
      </p>
    </>
  );
}
