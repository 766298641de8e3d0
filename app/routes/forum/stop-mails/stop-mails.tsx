import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { findStoppable, stopMails } from "~/features/forum/watching/stop-link.server";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, keepOut } from "~/http/exchange.server";
import { readFields } from "~/http/forms/fields.server";
import { page, redirectTo } from "~/http/responses.server";

/** Opening the link changes nothing: scanners open every link. What stops nothing is one page, whatever the reason. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    keepOut(currentExchange());
    return page({ found: await shown(ctx, params.token), path: new URL(request.url).pathname });
  });
}

/** By the button of the page; or by that of a mail program, which wants an answer and no redirect (RFC 8058). */
export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    keepOut(currentExchange());
    const isProgram = (await readFields(request))?.get("List-Unsubscribe") === "One-Click";
    await stopMails(ctx, params.token ?? "");
    const path = new URL(request.url).pathname;
    return isProgram ? page({ found: await shown(ctx, params.token), path }) : redirectTo(path);
  });
}

async function shown(ctx: Parameters<typeof findStoppable>[0], token = "") {
  const found = await findStoppable(ctx, token);
  return found && { name: found.name, what: found.what, isStopped: found.isStopped, mayTakeBack: found.mayTakeBack };
}

export const meta = title("Stop emails", "Forum");

export default function StopMailsPage() {
  const { found, path } = useLoaderData<typeof loader>();
  if (!found)
    return (
      <>
        <PageTitle>This link stops nothing</PageTitle>
        <p>It has ended, or the email that it stood in was about something that is not there any more. Nothing was changed.</p>
        <p>
          To see and change what we send you, <a href="/account/reach">sign in to your account</a>.
        </p>
      </>
    );
  const { name, what, isStopped, mayTakeBack } = found;
  const words = WORDS[what];
  if (!isStopped)
    return (
      <>
        <PageTitle>{`Stop ${words.what(name)}?`}</PageTitle>
        <p>{words.means}</p>
        <Form action={path}>
          <Button>{words.button}</Button>
        </Form>
      </>
    );
  return (
    <>
      <PageTitle>{`We have stopped ${words.what(name)}`}</PageTitle>
      <p>An email that was on its way may still reach you.</p>
      {mayTakeBack ? (
        <>
          <p>If you pressed the button by mistake, take it back: everything is as before.</p>
          <Form action={`${path}/take-back`}>
            <Button look="secondary">Take it back</Button>
          </Form>
        </>
      ) : null}
    </>
  );
}

const WORDS = {
  topic: {
    what: (name: string) => `emails about “${name}”`,
    means: "This mutes the topic: you will not be told of what is written in it, by email or on the site, until you choose otherwise.",
    button: "Stop emails about this topic",
  },
  category: {
    what: (name: string) => `emails about new topics in ${name}`,
    means:
      "You will not be told of new topics in this category, nor of each post in it. Topics that you write in or watch are not touched.",
    button: "Stop emails about this category",
  },
  tag: {
    what: (name: string) => `emails about new topics tagged ${name}`,
    means: "You will not be told of new topics with this tag, nor of each post in them. Topics that you write in or watch are not touched.",
    button: "Stop emails about this tag",
  },
  digest: {
    what: () => "your digest of the forum",
    means:
      "You will get no further digest. If you chose it in place of single emails, those stay away too, until you choose again in your account.",
    button: "Stop the digest",
  },
};
