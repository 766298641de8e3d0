import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { PostHistory } from "~/features/forum/components/post-history";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { earlierTextPath, postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone } from "~/http/access/access.server";
import { demandLook } from "~/http/access/look.server";
import { page } from "~/http/responses.server";

/** To whom it is not meant it answers as what is absent does. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const { post, revisions } = await getPostHistory(ctx, address);
    await demandLook(request, ctx, { kind: "post", ...post });
    const { author, bodyHtml, createdAt, topic } = post;
    return page({
      address,
      back: postPath(post),
      topicTitle: topic.title,
      author: author.name,
      post: { bodyHtml, createdAt },
      revisions,
      isOwn: isAuthor(ctx.actor, post),
    });
  });
}

export const meta = title("Earlier texts of a post", "Forum");

export default function History() {
  const { address, back, topicTitle, author, post, revisions, isOwn } = useLoaderData<typeof loader>();
  const who = isOwn ? "Only you and moderators can see this page." : `Written by ${author}. Only they and moderators can see this page.`;
  return (
    <>
      <BackLink href={back} />
      <PageTitle caption={topicTitle} intro={who}>
        Post {address.number}: now and before
      </PageTitle>
      <PostHistory post={post} revisions={revisions} takeBack={isOwn ? (at) => earlierTextPath(address, at) : null} />
    </>
  );
}
