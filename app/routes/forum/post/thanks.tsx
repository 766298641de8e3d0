import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { NextPrevious } from "~/components/ui/next-previous";
import { When } from "~/components/ui/when";
import { MemberName } from "~/features/forum/components/member-name";
import { THANKS_REFUSALS } from "~/features/forum/posts/post.policy";
import { listThanks, takeThanksBack, thankPost } from "~/features/forum/posts/thank-post.server";
import { postNumber, postPath, thanksPath, topicCode } from "~/features/forum/topics/topic-address";
import { asMember } from "~/http/access/access.server";
import { lastWord } from "~/http/forms/press.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const after = new URL(request.url).searchParams.get("after");
    const { post, thanks, next } = await listThanks(ctx, address, after);
    const here = thanksPath(address);
    return page({
      back: postPath(post),
      author: post.author.name,
      thanks,
      previous: after ? here : null,
      next: next ? `${here}?after=${next}` : null,
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asMember(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const done = await (lastWord(request) === "thanks" ? thankPost : takeThanksBack)(ctx, address);
    return redirectTo(postPath(done.post), done.ok ? {} : { refused: THANKS_REFUSALS[done.reason] });
  });
}

export const meta = title("Who said thanks", "Forum");

export default function Thanks() {
  const { back, author, thanks, previous, next } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={back} />
      <PageTitle>Who said thanks</PageTitle>
      <p>{thanks.length > 0 ? `For what ${author} wrote. Members who can read it see these names.` : "Nobody yet."}</p>
      {thanks.length > 0 ? (
        <ul className="nhsuk-list">
          {thanks.map(({ name, member, practice, thankedAt }) => (
            <li key={`${name} ${thankedAt}`}>
              <MemberName who={{ name, member }} />
              {practice ? `, ${practice}` : ""}{" "}
              <span className="pn-meta">
                <When at={thankedAt} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <NextPrevious previous={previous} next={next} label="More names" previousText="First page" />
    </>
  );
}
