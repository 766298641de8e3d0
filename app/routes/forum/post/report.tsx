import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InsetText } from "~/components/ui/inset-text";
import { Panel } from "~/components/ui/panel";
import { ReportForm } from "~/features/forum/components/report-form";
import { REPORT_REFUSALS, reportBlocker } from "~/features/forum/posts/post.policy";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { ReportSchema } from "~/features/forum/reports/report.schema";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { postNumber, postPath, topicCode } from "~/features/forum/topics/topic-address";
import { asAnyone } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { askerOf, countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const address = { topic: topicCode(params), number: postNumber(params) };
    const post = await getPost(ctx, address);
    return page({
      action: reportPath(address),
      isSent: new URL(request.url).searchParams.has("sent"),
      isHidden: post.isHidden,
      back: postPath(post),
      author: post.author.name,
      blocker: reportBlocker(ctx.actor, post),
      isSignedIn: ctx.actor.kind === "person",
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, ReportSchema);
    if (!form.ok) return badRequest(form);
    // a browser that fills in everything is no reason to lose a report
    if (form.data.website)
      return badRequest(form.refused("A field that nobody sees was filled in, as programs do. Check your report and send it once more."));

    await countAttempt("report", askerOf(ctx));
    const { reason, details } = form.data;
    const address = { topic: topicCode(params), number: postNumber(params) };
    const reported = await reportPost(ctx, { reason, details, ...address });
    if (!reported.ok) return badRequest(form.refused(REPORT_REFUSALS[reported.reason]));
    // who has no session is told by an address of its own
    return redirectTo(`${reportPath(address)}?sent`);
  });
}

const reportPath = ({ topic, number }: { topic: string; number: number }) => `/forum/topics/${topic}/posts/${number}/report`;

export const meta = title("Report a post", "Forum");

export default function Report() {
  const { action, back, author, blocker, isSignedIn, isSent, isHidden } = useLoaderData<typeof loader>();
  const form = useForm();
  if (isSent && !form)
    return (
      <>
        <Panel title="Thank you for telling us">
          {isHidden ? "The text is hidden until a moderator has looked." : "A moderator will look at it."}
        </Panel>
        <p>{isSignedIn ? "You are told what they decide." : "As we do not know who you are, we cannot tell you what they decide."}</p>
        <p>
          <a href={back}>Back to where it is</a>
        </p>
      </>
    );
  const told = isSignedIn
    ? "Its author does not learn who reported it. You are told what is decided."
    : "You need no account, and we do not ask who you are; so we cannot tell you what is decided.";
  return (
    <>
      <BackLink href={back} />
      <PageTitle form={form} intro={`Moderators read reports, patients’ details first. ${told}`}>
        Report the post of {author}
      </PageTitle>
      {blocker ? <InsetText>{REPORT_REFUSALS[blocker]}</InsetText> : <ReportForm action={action} back={back} form={form} />}
    </>
  );
}
