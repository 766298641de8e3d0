import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { MessageState } from "~/features/mail/components/message-log";
import { getMessage } from "~/features/mail/log/mail-log.queries.server";
import { messageTitle } from "~/features/mail/messages/message-words";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "read-mail-log", async (ctx) => page({ message: await getMessage(ctx, params.message ?? "") }));
}

export const meta = title("A message", "Email log");

export default function MessagePage() {
  const { message } = useLoaderData<typeof loader>();
  const { name, kind, state, reason, smtpCode, smtpStatus, nextAt, finalAt, personRef } = message;
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/mail"]} />
      <PageTitle>{messageTitle(kind)}</PageTitle>
      <SummaryList
        rows={[
          { label: "To", value: message.to ?? "The address is no longer kept" },
          {
            label: "Person",
            value: personRef ? <a href={`/admin/members/${personRef}`}>{personRef}</a> : "Nobody yet: the address is not proven",
          },
          { label: "State", value: <MessageState state={state} reason={reason} /> },
          { label: "Class", value: message.class },
          ...(message.list ? [{ label: "List", value: message.list }] : []),
          { label: "Queued", value: <When at={message.createdAt} time /> },
          ...(nextAt ? [{ label: "Next try", value: <When at={nextAt} time /> }] : []),
          ...(finalAt ? [{ label: "Ended", value: <When at={finalAt} time /> }] : []),
          { label: "Tries", value: String(message.attempt) },
          { label: "Answer of the relay", value: [smtpCode, smtpStatus].filter(Boolean).join(" ") || "None" },
        ]}
      />
      <p>
        <a href={`/admin/mail/${name}/text`}>Read what it says</a>
      </p>
    </>
  );
}
