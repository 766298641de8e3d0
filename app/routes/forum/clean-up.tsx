import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { cleanUpPath } from "~/features/forum/clean-up/clean-up-words";
import { readCleanUp } from "~/features/forum/clean-up/clean-ups.queries.server";
import { moderationPath, placeWords } from "~/features/forum/moderation/moderation-words";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

/** For the member whose posts they were. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ ...(await readCleanUp(ctx, params.code ?? "", after)), after });
  });
}

export const meta = title("What a moderator removed", "Forum");

export default function CleanUp() {
  const { code, reason, at, declined, acts, after, next } = useLoaderData<typeof loader>();
  const path = cleanUpPath(code);
  return (
    <>
      <BackLink href="/forum">Back to the forum</BackLink>
      <PageTitle>A moderator removed posts of yours</PageTitle>
      <p>
        <When at={at} time />. Their reason:
      </p>
      <p className="pn-source">{reason}</p>
      <p>If you think that this was wrong, you can appeal once about each of them, on its page. Another moderator decides.</p>
      {acts.length > 0 ? (
        <Table
          caption="What went, the latest first"
          columns={[
            {
              heading: "Post",
              cell: ({ code, ...act }) => <a href={moderationPath(code)}>{whatWords(act)}</a>,
            },
            { heading: "Written", cell: ({ writtenAt }) => <When at={writtenAt} time /> },
            {
              heading: "State",
              cell: ({ appealedAt, decision, undoneAt }) => stateWords(undoneAt !== null, decision !== null, appealedAt !== null),
            },
          ]}
          rows={acts}
          rowKey={({ code }) => code}
        />
      ) : null}
      <NextPrevious
        label="More of it"
        previous={after ? path : null}
        previousText="Latest"
        next={next ? `${path}?after=${next}` : null}
        nextText="Older"
      />
      {declined > 0 ? (
        <p>
          What you had posted and still waited for a moderator was declined with it.{" "}
          <a href="/forum/held">See what waits or was declined</a>
        </p>
      ) : null}
    </>
  );
}

type Act = Pick<ReturnType<typeof useLoaderData<typeof loader>>["acts"][number], "kind" | "originalTitle" | "topic" | "number">;

function whatWords({ kind, originalTitle, topic, number }: Act): string {
  const title = originalTitle ?? topic?.title;
  if (kind === "topic-removed") return title ? `All of your topic ${quoted(title)}` : "A whole topic of yours";
  return topic ? placeWords({ topic, number }) : "One of your posts";
}

const stateWords = (isBack: boolean, isDecided: boolean, isAppealed: boolean) =>
  isBack ? "Put back" : isDecided ? "Removed, appeal decided" : isAppealed ? "Removed, you appealed" : "Removed";
