import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Table } from "~/components/ui/table";
import { asAnyone } from "~/http/access/access.server";
import { listCookies } from "~/http/cookies.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, () => page({ cookies: listCookies() }));
}

export const meta = title("Cookies");

export default function CookiesPage() {
  const { cookies } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle intro="Small notes that a site leaves with your browser. This site leaves none until you ask for what it is needed for.">
        Cookies
      </PageTitle>
      <Table
        caption="All the cookies there are"
        columns={[
          { heading: "Name", cell: ({ name }) => name },
          { heading: "What it is for", cell: ({ purpose }) => purpose },
          { heading: "How long it stays", cell: ({ life }) => life },
        ]}
        rows={cookies}
        rowKey={({ name }) => name}
      />
      <p>
        Each does only what you asked for, or keeps your account safe, so there is nothing to agree to and no banner. Nobody else sets a
        cookie here, nothing follows you to other sites, and nothing is kept in your browser in any other way.
      </p>
      <h2>If you refuse them</h2>
      <p>
        Set your browser to refuse cookies and you can still read open pages, search, write to us, and subscribe to newsletters, choose
        among them and leave them. You cannot sign in, and <a href="/display">text size and contrast</a> are not remembered.
      </p>
      <h2>If you want them gone</h2>
      <p>
        Signing out removes the first two, and <a href="/display">“Forget my choice”</a> the last. Your browser can remove them all.
      </p>
    </>
  );
}
