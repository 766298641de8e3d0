import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { NextPrevious } from "~/components/ui/next-previous";
import { When } from "~/components/ui/when";
import { countPosts } from "~/features/forum/posts/count-posts.queries.server";
import { lookBlocker, STATE_WORDS } from "~/features/membership/applications/application.policy";
import { INVITATION_WORDS } from "~/features/membership/invitations/invitation.policy";
import { getJoiningHistory } from "~/features/membership/joining-history.queries.server";
import { permissionsOf } from "~/features/permissions/permissions";
import { RecordHoldings } from "~/features/records/components/record-holdings";
import { RecordSummary } from "~/features/records/components/record-summary";
import { Timeline } from "~/features/records/components/timeline";
import { getRecord } from "~/features/records/record.queries.server";
import { listTimeline } from "~/features/records/timeline.queries.server";
import { asCaseworker } from "~/http/access/access.server";
import { numberIn } from "~/http/number-in";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "open-records", params.ref, async (ctx, { personId, ref, name }) => {
    const [record, joining, posts, timeline] = await Promise.all([
      getRecord(ctx, personId),
      getJoiningHistory(ctx, personId),
      countPosts(ctx, personId),
      listTimeline(ctx, personId, numberIn(request, "after")),
    ]);
    const mayDecide = lookBlocker(ctx.actor) === null;
    return page({ path: `/admin/members/${ref}`, name, acts: permissionsOf(ctx.actor), ...record, joining, mayDecide, posts, timeline });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.name, "Members")(args);

export default function RecordPage() {
  const { path, name, acts, person, addresses, grants, subscriptions, consents, joining, mayDecide, posts, timeline } =
    useLoaderData<typeof loader>();
  const { applications, invitations } = joining;
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/members"]} />
      <PageTitle caption={person.organisationName ?? undefined}>{name}</PageTitle>
      <RecordSummary person={person} addresses={addresses} acts={acts} path={path} />
      <RecordHoldings grants={grants} subscriptions={subscriptions} consents={consents} />
      <h2>Joining</h2>
      {applications.length + invitations.length === 0 ? <p>No application and no invitation.</p> : null}
      <ul>
        {applications.map(({ code, state, organisation, createdAt }) => (
          <li key={code}>
            {mayDecide ? <a href={`/admin/applications/${code}`}>Application</a> : "Application"} of <When at={createdAt} />, {organisation}
            : {STATE_WORDS[state].label.toLowerCase()}
          </li>
        ))}
        {invitations.map(({ code, state, createdAt, endsAt }) => (
          <li key={code}>
            Invitation of <When at={createdAt} />, {INVITATION_WORDS[state].label.toLowerCase()}, until <When at={endsAt} />
          </li>
        ))}
      </ul>
      <h2>Forum</h2>
      <p>
        {posts.standing.toLocaleString("en-GB")} posts, {posts.recent.toLocaleString("en-GB")} of them in the last 90 days;{" "}
        {posts.removed.toLocaleString("en-GB")} removed.
      </p>
      <h2 id="timeline">Timeline</h2>
      <Timeline caption="Timeline, newest first" rows={timeline.entries} of={person.ref} empty="Nothing further back." />
      <NextPrevious next={timeline.next ? `${path}?after=${timeline.next}#timeline` : null} nextText="Older" label="Timeline" />
    </>
  );
}
