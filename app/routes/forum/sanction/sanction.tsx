import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { AppealForm } from "~/features/forum/components/appeal-form";
import { Acknowledge } from "~/features/forum/components/sanction-note";
import { SanctionRecord } from "~/features/forum/components/sanction-record";
import { readSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { SANCTION_APPEAL_REFUSALS } from "~/features/forum/sanctions/sanction.policy";
import { laidWords, meansWords, sanctionPath, staffSanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asSignedIn } from "~/http/access/access.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

/** For the member whom it is about. Moderators are led to theirs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const sanction = await readSanction(ctx, params.code ?? "");
    return sanction.isOwn ? page(sanction) : redirect(staffSanctionPath(sanction.code));
  });
}

export const meta = title("What a moderator decided", "Forum");

export default function SanctionPage() {
  const sanction = useLoaderData<typeof loader>();
  const { code, kind, endsAt, isStanding, appealBlocker } = sanction;
  const form = useForm();
  return (
    <>
      <BackLink href="/forum">Back to the forum</BackLink>
      <PageTitle form={form}>A moderator {laidWords(kind)}</PageTitle>
      {isStanding ? (
        <InsetText>
          <p>{meansWords(kind, endsAt)}</p>
          {kind === "warned" ? <Acknowledge code={code} /> : null}
        </InsetText>
      ) : null}
      <SanctionRecord sanction={sanction} />
      <AppealForm path={sanctionPath(code)} refusal={appealBlocker && SANCTION_APPEAL_REFUSALS[appealBlocker]} form={form} />
    </>
  );
}
