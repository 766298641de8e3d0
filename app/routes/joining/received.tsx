import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { title } from "~/components/layout/title";
import { ButtonLink } from "~/components/ui/button-link";
import { Panel } from "~/components/ui/panel";
import { getSettings } from "~/features/settings/settings.queries.server";
import { answerTime } from "~/features/settings/site-settings";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page({ answerTime: answerTime(await getSettings(ctx)) }));
}

export const meta = title("We have your application", "Join the network");

export default function ReceivedPage() {
  const { answerTime } = useLoaderData<typeof loader>();
  return (
    <>
      <Panel title="We have your application">Your address is confirmed, and you have an account.</Panel>
      <h2>What happens next</h2>
      <p>
        Your application waits for a decision; most people hear from us by email within {answerTime}. You can sign in at any time to see how
        it stands, to answer a question or to take it back. Pages for members open for you when you are approved.
      </p>
      <ButtonLink href="/sign-in?next=%2Faccount%2Fapplication">Sign in</ButtonLink>
    </>
  );
}
