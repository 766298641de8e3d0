import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { NextPrevious } from "~/components/ui/next-previous";
import { MessageLog } from "~/features/mail/components/message-log";
import { listMessages } from "~/features/mail/log/mail-log.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { canonicalAddress } from "~/lib/address";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "read-mail-log", async (ctx) => {
    const { searchParams } = new URL(request.url);
    const typed = searchParams.get("to")?.trim() ?? "";
    const problems = searchParams.get("show") === "problems";
    const to = typed ? (canonicalAddress(typed) ?? typed) : null;
    const { messages, next } = await listMessages(ctx, { problems, to, after: searchParams.get("after") });
    const filter = { ...(problems ? { show: "problems" } : {}), ...(typed ? { to: typed } : {}) };
    return page({ messages, next: next ? `/admin/mail?${new URLSearchParams({ ...filter, after: next })}` : null, typed, problems });
  });
}

export const meta = title("Email log", "Manage");

export default function MailLogPage() {
  const { messages, next, typed, problems } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="What the portal mailed, to whom, and what became of it. Reading what an email says is written down, and its reader can see it.">
        Email log
      </PageTitle>
      <Form action="/admin/mail" method="get" className="pn-filter">
        <TextField name="to" label="Sent to" hint="The whole email address" type="email" initial={typed} autoComplete="off" />
        <Radios
          name="show"
          label="Show"
          small
          initial={problems ? "problems" : "all"}
          choices={[
            { value: "all", label: "All messages" },
            { value: "problems", label: "Failed, not known, or to be tried again" },
          ]}
        />
        <Button look="secondary">Show</Button>
      </Form>
      <MessageLog messages={messages} />
      <NextPrevious next={next} nextText="Older messages" label="More messages" />
    </>
  );
}
