import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Table } from "~/components/ui/table";
import { listMailSamples } from "~/features/inbox/mail-samples.server";
import { messageTitle } from "~/features/mail/messages/message-words";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page({ kinds: await listMailSamples(ctx) }));
}

export const meta = title("Samples of emails");

export default function MailSamples() {
  const { kinds } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle intro="Every email that the portal can send, with made-up values. A live site has no such page.">
        Samples of emails
      </PageTitle>
      <Table
        caption="Kinds of email"
        captionHidden
        columns={[
          { heading: "Email", cell: ({ kind }) => <a href={`/mail-samples/${kind}`}>{messageTitle(kind)}</a> },
          { heading: "Samples", isNumber: true, cell: ({ count }) => count },
        ]}
        rows={kinds}
        rowKey={({ kind }) => kind}
      />
    </>
  );
}
