import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { When } from "~/components/ui/when";
import { listMyAddresses, listWaitingAddresses } from "~/features/accounts/addresses/addresses.queries.server";
import { AddressTable } from "~/features/accounts/components/address-table";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const [addresses, waiting] = await Promise.all([listMyAddresses(ctx), listWaitingAddresses(ctx)]);
    return page({ addresses, waiting });
  });
}

export const meta = title("Email addresses", "Your account");

export default function EmailPage() {
  const { addresses, waiting } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle intro="Each of them signs you in. We write to the main one.">Email addresses</PageTitle>
      <AddressTable addresses={addresses} />
      {waiting.length > 0 ? (
        <>
          <h2>Waiting for you to confirm</h2>
          <ul>
            {waiting.map(({ canonical, expiresAt }) => (
              <li key={canonical}>
                {canonical}: press the button behind the link that we mailed there, before <When at={expiresAt} time />.
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <ButtonLink href="/account/email/add">Add an address</ButtonLink>
      {addresses.length > 1 ? (
        <ul>
          <li>
            <a href="/account/email/main">Choose another main address</a>
          </li>
          <li>
            <a href="/account/email/remove">Remove an address</a>
          </li>
        </ul>
      ) : (
        <p>To change your address, add the new one first. Then make it the main one, and remove the old one.</p>
      )}
    </>
  );
}
