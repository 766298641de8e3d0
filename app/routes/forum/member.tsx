import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { getMember } from "~/features/accounts/member-page.queries.server";
import { memberPath } from "~/features/forum/components/member-name";
import { SanctionTable } from "~/features/forum/components/sanction-record";
import { WHAT_IGNORING_DOES } from "~/features/forum/ignoring/ignore.policy";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { listPostsOf } from "~/features/forum/posts/posts-of-member.queries.server";
import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";
import { listSanctionsOf } from "~/features/forum/sanctions/sanctions.queries.server";
import { asMember } from "~/http/access/access.server";
import { lastWord } from "~/http/forms/press.server";
import { page } from "~/http/responses.server";
import { formatMonth } from "~/lib/dates";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asMember(request, async (ctx) => {
    const { personId, ...member } = await getMember(ctx, params.ref!);
    const began = lastWord(request) === "topics";
    const here = memberPath(member.ref) + (began ? "/topics" : "");
    // typed otherwise, or of a record that was joined to theirs
    if (params.ref !== member.ref) return redirect(here, 301);
    const { searchParams } = new URL(request.url);
    const after = searchParams.get("after");
    const mayModerate = moderationBlocker(ctx.actor) === null && !member.isOwn;
    // shown to them, and to moderators on a page of its own
    const sanctions = member.isOwn ? await listSanctionsOf(ctx, personId, searchParams.get("decided")) : null;
    return page({ member, here, began, after, mayModerate, sanctions, ...(await listPostsOf(ctx, personId, { began, after })) });
  });
}

export const meta = title("Member", "Forum");

export default function Member() {
  const { member, here, began, after, mayModerate, sanctions, posts, next, isIgnored } = useLoaderData<typeof loader>();
  const rows = [
    { label: "Job title", value: member.jobTitle },
    { label: "Organisation", value: member.practice },
    { label: "Member since", value: member.since && formatMonth(member.since) },
    { label: "Interests", value: member.interests.join(", ") },
  ].filter(({ value }) => value);
  const sets = [
    { href: memberPath(member.ref), name: "Posts", isHere: !began },
    { href: `${memberPath(member.ref)}/topics`, name: "Topics begun", isHere: began },
  ];
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum"]} />
      <PageTitle>{member.name}</PageTitle>
      {member.isOwn ? (
        <InsetText>
          <p>
            This is the page about you, as other members see it. What they see of you is <a href="/account/profile">your choice</a>.
          </p>
        </InsetText>
      ) : null}
      {mayModerate ? (
        <p>
          <a href={staffMemberPath(member.ref)}>What moderators know of them, and can do</a>
        </p>
      ) : null}
      {sanctions && sanctions.sanctions.length > 0 ? (
        <>
          <h2>What moderators decided about you</h2>
          <p>Only you and moderators see this.</p>
          <SanctionTable caption="Warnings and limits, the latest first" sanctions={sanctions.sanctions} isOwn />
          <NextPrevious
            label="More of what was decided"
            previous={null}
            next={sanctions.next ? `${here}?decided=${sanctions.next}` : null}
            nextText="Older"
          />
        </>
      ) : null}
      {rows.length > 0 ? <SummaryList rows={rows} /> : null}
      {member.isOwn ? null : (
        <Form action={`${memberPath(member.ref)}/${isIgnored ? "stop-ignoring" : "ignore"}`}>
          <p>
            {isIgnored ? "You ignore this member. " : "You can ignore this member, who is not told. "}
            {WHAT_IGNORING_DOES}{" "}
            <Button look="link" hidden={member.name}>
              {isIgnored ? "Stop ignoring" : "Ignore"}
            </Button>
          </p>
        </Form>
      )}
      <nav aria-label="What they wrote">
        <ul className="pn-filters">
          {sets.map(({ href, name, isHere }) => (
            <li key={href}>
              <a href={href} aria-current={isHere ? "page" : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {posts.length > 0 ? (
        <ul className="pn-rows">
          {posts.map(({ title, path, opening, createdAt }) => (
            <li key={path}>
              <h2 className="pn-rows__title">
                <a href={path}>{title}</a>
              </h2>
              <p>{opening}</p>
              <p className="pn-meta">
                <When at={createdAt} time said />
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState text={after ? "Nothing older." : "Nothing of late that you can read."} />
      )}
      <NextPrevious
        label="More"
        previous={after ? here : null}
        previousText="Newest"
        next={next ? `${here}?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
