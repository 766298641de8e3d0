import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { getMailSamples } from "~/features/inbox/mail-samples.server";
import { MailLooks } from "~/features/mail/components/mail-looks";
import { messageTitle } from "~/features/mail/messages/message-words";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const { kind = "" } = params;
    return page({ kind, samples: await getMailSamples(ctx, kind) });
  });
}

export const meta = title("Samples of an email");

export default function MailSamplesOfKind() {
  const { kind, samples } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/mail-samples">All emails</BackLink>
      <PageTitle>{messageTitle(kind)}</PageTitle>
      {samples.map(({ name, subject, text }, index) => (
        <section key={name}>
          <h2>{name}</h2>
          <MailLooks subject={subject} text={text} path={`/mail-samples/${kind}/${index + 1}`} />
        </section>
      ))}
    </>
  );
}
