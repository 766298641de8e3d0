import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { Columns } from "~/components/layout/columns";
import { title } from "~/components/layout/title";
import { Pagination } from "~/components/ui/pagination";
import { NewRepliesLine } from "~/features/forum/components/new-replies";
import { OwnWaiting } from "~/features/forum/components/own-waiting";
import { PostList } from "~/features/forum/components/post-list";
import { ReadAlongLine } from "~/features/forum/components/read-along-line";
import { ReplyForm, replyAction } from "~/features/forum/components/reply-form";
import { RelatedTopics } from "~/features/forum/components/similar-topics";
import { TopicActs } from "~/features/forum/components/topic-acts";
import { TopicHeader } from "~/features/forum/components/topic-header";
import { TopicJumps } from "~/features/forum/components/topic-jumps";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { authorName } from "~/features/forum/posts/author";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { replyBlocker } from "~/features/forum/topics/topic.policy";
import { askedQuery, pageNumber, readQuoting, topicCode, topicPath, topicSegment } from "~/features/forum/topics/topic-address";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { holdsUntil } from "~/http/exchange.server";
import { offerDraft } from "~/http/forms/drafts.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, { name, stored }) => {
    const code = topicCode(params);
    const asked = readQuoting(request.url);
    const shown = await getTopicPage(ctx, code, pageNumber(request.url), asked);
    const { topic, posts } = shown;
    // comments are read under their page
    if (topic.page !== null) return redirect(topicPath(topic, shown.page));
    if (shown.page > shown.pages) return redirect(topicPath(topic));
    if (params.topic !== code && params.topic !== topicSegment(topic)) return redirect(topicPath(topic, shown.page), 301);

    await markTopicRead(ctx, shown, stored?.unread);
    holdsUntil([topic.closesAt, topic.opensAt, topic.pinnedUntil, topic.announcedUntil]);
    await offerDraft(ctx, replyAction(topic.code));
    return page({
      topic,
      posts,
      asked: askedQuery(asked),
      added: shown.added,
      answer: shown.answer,
      readAlong: shown.readAlong,
      page: shown.page,
      pages: shown.pages,
      blocker: replyBlocker(ctx.actor, topic),
      name: authorName(name),
      isSignedIn: ctx.actor.kind === "person",
      mayModerate: moderationBlocker(ctx.actor) === null,
      submissionId: uuidv7(),
    });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return title("Page not found")(args);
  const { topic, page, pages } = args.data;
  return title(pages > 1 ? `${topic.title} (page ${page} of ${pages})` : topic.title, "Forum")(args);
};

export default function Topic() {
  const { topic, posts, asked, added, answer, readAlong, page, pages, blocker, name, isSignedIn, mayModerate, submissionId } =
    useLoaderData<typeof loader>();
  const form = useForm();
  const turnPages = (label: string) => <Pagination page={page} pages={pages} href={(number) => topicPath(topic, number)} label={label} />;
  return (
    <>
      <TopicHeader topic={topic} />
      <TopicJumps topic={topic} pages={pages} />
      <Columns
        below={
          <>
            <section aria-labelledby="this-topic">
              <h2 id="this-topic">This topic</h2>
              <p>
                {topic.lastPostNumber === 1 ? "1 post" : `${topic.lastPostNumber} posts`}
                {topic.category ? (
                  <>
                    {" in "}
                    <a href={`/forum/${topic.category.slug}`}>{topic.category.name}</a>
                  </>
                ) : null}
              </p>
              {isSignedIn && !topic.mergedInto ? <TopicActs topic={topic} mayModerate={mayModerate} /> : null}
            </section>
            {topic.mergedInto ? null : <RelatedTopics topics={topic.related} />}
          </>
        }
      >
        {page > 1 ? turnPages("Pages of this topic, before the posts") : null}
        <PostList topic={topic} posts={posts} asked={asked} answer={answer} newSince={topic.newSince} />
        {turnPages("Pages of this topic")}
        {readAlong ? <ReadAlongLine readAlong={readAlong} /> : null}
        {isSignedIn && !topic.mergedInto ? <NewRepliesLine topic={topic} after={topic.lastPostNumber} /> : null}
        <OwnWaiting waiting={topic.ownWaiting} what="reply" />
        {topic.mergedInto ? null : (
          <ReplyForm topic={topic} blocker={blocker} submissionId={submissionId} name={name} added={added} form={form} />
        )}
      </Columns>
    </>
  );
}
