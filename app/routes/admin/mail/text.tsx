import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { getMessage } from "~/features/mail/log/mail-log.queries.server";
import { messageTitle } from "~/features/mail/messages/message-words";
import { ReadMessageSchema } from "~/features/privacy/read-message.schema";
import { readMessage } from "~/features/privacy/read-message.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "read-mail", async (ctx) => {
    const { name, kind } = await getMessage(ctx, params.message ?? "");
    return page({ name, kind });
  });
}

// The answer shows the text itself: an address that shows it again would be a look without a reason.
export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "read-mail", async (ctx) => {
    const form = await parseForm(request, ReadMessageSchema);
    if (!form.ok) return badRequest(form);
    return page({ read: await readMessage(ctx, params.message ?? "", form.data.reason) });
  });
}

export const meta = title("Read an email", "Email log");

export default function ReadMessagePage() {
  const { name, kind } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const read = answer && "read" in answer ? answer.read : null;
  const form = useForm();
  return (
    <>
      <BackLink href={`/admin/mail/${name}`} />
      <PageTitle form={form}>{read && "subject" in read ? read.subject : `Read: ${messageTitle(kind).toLowerCase()}`}</PageTitle>
      {read ? (
        "gone" in read ? (
          <InsetText>It cannot be made again: {read.gone}.</InsetText>
        ) : (
          <pre className="pn-mail-text">{read.text}</pre>
        )
      ) : (
        <Form action={`/admin/mail/${name}/text`}>
          <InsetText>That you read it, and why, is written down. The person it was sent to can see that.</InsetText>
          <TextField name="reason" label="Why do you need to read it?" form={form} />
          <Button>Read it</Button>
        </Form>
      )}
    </>
  );
}
