import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { When } from "~/components/ui/when";
import { CATEGORIES } from "~/features/enquiries/categories";
import { confirmEnquiry, listClaimed } from "~/features/enquiries/confirm-enquiry.server";
import { asLink } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "enquiry", params.token, async (ctx, { proof, state }) => {
    if (state !== "open") return page({ state }, { status: 410 });
    const enquiries = await listClaimed(ctx, proof);
    if (enquiries.length === 0) return page({ state: "used" as const }, { status: 410 });
    return page({
      state,
      address: maskAddress(proof.canonical),
      action: new URL(request.url).pathname,
      stops: proof.subject === "stop-contact",
      enquiries,
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "enquiry", params.token, async (ctx) => {
    const confirmed = await confirmEnquiry(ctx, params.token ?? "");
    if (!confirmed.ok) return redirectTo(new URL(request.url).pathname);
    return redirectTo(confirmed.stopped ? "/contact/stopped" : "/contact/confirmed");
  });
}

export const meta = title("Confirm your address", "Contact us");

const SPENT = {
  used: "Somebody pressed the button behind it. There is nothing else to do: your question is being worked on, or is answered.",
  expired: "Links like this work for 14 days. Your question is being worked on, or is answered, all the same.",
  superseded: "You wrote again, so only the link in the latest email works. Look for it in your inbox.",
};

export default function ConfirmEnquiryPage() {
  const data = useLoaderData<typeof loader>();
  if (data.state !== "open")
    return (
      <>
        <PageTitle>This link does not work any more</PageTitle>
        <p>{SPENT[data.state]}</p>
        <ButtonLink href="/contact">Write to us</ButtonLink>
      </>
    );
  const { address, action, stops, enquiries } = data;
  return (
    <>
      <PageTitle>{stops ? "Stop writing to you?" : "Confirm your address"}</PageTitle>
      <p>Somebody wrote to us from our contact page and gave the address {address}:</p>
      <ul>
        {enquiries.map(({ reference, category, createdAt }) => (
          <li key={reference}>
            A {CATEGORIES[category].noun} on <When at={createdAt} />, reference {reference}
          </li>
        ))}
      </ul>
      {stops ? (
        <p>
          If you press the button, all newsletters and everything else that we send by choice ends at once. Emails about an account, such as
          a new password, still come.
        </p>
      ) : (
        <p>If that was you, press the button: then it is kept together with whatever else we hold about you, and is in your copy of it.</p>
      )}
      <Form action={action}>
        <Button>{stops ? "Stop writing to me" : "Yes, that was me"}</Button>
      </Form>
      <p>If it was not you, close this page. Nothing happens in your name.</p>
    </>
  );
}
