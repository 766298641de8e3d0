import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { countUnreached } from "~/features/mail/mailings/unreached.queries.server";
import { DraftOverview } from "~/features/newsletters/components/draft-overview";
import { SentOverview } from "~/features/newsletters/components/sent-overview";
import { getDraftOverview } from "~/features/newsletters/issues/draft-overview.queries.server";
import { getIssue } from "~/features/newsletters/issues/issues.queries.server";
import { getSending } from "~/features/newsletters/issues/sending.queries.server";
import { checkReaders } from "~/features/search/check-readers.server";
import { checkIssueWriting } from "~/features/search/look-at-writing.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const issue = await getIssue(ctx, params.code ?? "");
    const { code, slug, subject, preheader, author, updatedAt, sentAt, takenOutAt, takenOutBy, takenOutWhy, newsletter } = issue;
    const shown = {
      code,
      slug,
      subject,
      preheader,
      author,
      updatedAt,
      sentAt,
      takenOutAt,
      takenOutBy,
      takenOutWhy,
      newsletter: { slug: newsletter.slug, name: newsletter.name },
    };
    if (issue.state === "sent")
      return page({
        issue: shown,
        sending: await getSending(ctx, issue),
        unreached: takenOutAt ? [] : (await countUnreached(ctx, issue.mailingId!)).groups,
        draft: null,
      });
    const [draft, readers, writing] = await Promise.all([
      getDraftOverview(ctx, issue),
      checkReaders(ctx, issue),
      checkIssueWriting(ctx, issue),
    ]);
    return page({ issue: shown, sending: null, unreached: [], draft: { ...draft, checks: [...draft.checks, readers, writing] } });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.issue.subject, "Manage")(args);

export default function IssuePage() {
  const { issue, sending, unreached, draft } = useLoaderData<typeof loader>();
  const path = `/admin/newsletters/issues/${issue.code}`;
  const { newsletter, subject } = issue;
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/newsletters", { title: newsletter.name, href: `/admin/newsletters/${newsletter.slug}` }]} />
      <PageTitle caption={newsletter.name}>{subject}</PageTitle>
      {sending ? <SentOverview issue={issue} sending={sending} path={path} unreached={unreached} /> : null}
      {draft ? <DraftOverview issue={issue} draft={draft} path={path} /> : null}
    </>
  );
}
