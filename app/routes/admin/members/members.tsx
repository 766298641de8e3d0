import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { may, ROLE_WORDS } from "~/features/permissions/permissions";
import { MembersFilter } from "~/features/records/components/members-filter";
import { PersonTags } from "~/features/records/components/person-tags";
import { listMembers } from "~/features/records/members.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "open-records", async (ctx) => {
    const query = new URL(request.url).searchParams;
    const typed = (name: string) => (query.get(name) ?? "").trim().slice(0, 200);
    const filter = { q: typed("q"), role: typed("role"), state: typed("state"), organisation: typed("organisation") };
    const [groups, { rows, next, isCut }] = await Promise.all([listGroups(ctx), listMembers(ctx, filter, query.get("after"))]);
    const used = Object.entries(filter).filter(([, value]) => value);
    return page({
      filter,
      groups,
      rows,
      isCut,
      mayList: may(ctx.actor, "list-reachable"),
      next: next ? `/admin/members?${new URLSearchParams([...used, ["after", next]])}` : null,
    });
  });
}

export const meta = title("Members", "Manage");

export default function MembersPage() {
  const { filter, groups, rows, isCut, mayList, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Members, applicants, specialists and contacts, by name. Opening a record is written down, and the person can see it.">
        Members
      </PageTitle>
      <MembersFilter filter={filter} groups={groups} />
      {isCut ? <InsetText>Too many people match for all of them to be listed here. Type more to see fewer.</InsetText> : null}
      {rows.length === 0 ? (
        <EmptyState
          text={
            isCut
              ? "Nobody of those whom we looked at is like that."
              : "Nobody is like that. Try the beginning of their first or last name, or fewer conditions."
          }
        />
      ) : (
        <Table
          caption="Members"
          captionHidden
          columns={[
            { heading: "Name", cell: ({ ref, name }) => <a href={`/admin/members/${ref}`}>{name ?? "No name given"}</a> },
            { heading: "Practice", cell: ({ practice, jobTitle }) => [jobTitle, practice].filter(Boolean).join(", ") || "Not given" },
            { heading: "Reference", cell: ({ ref }) => <span className="pn-nowrap">{ref}</span> },
            {
              heading: "State",
              cell: (row) => <PersonTags {...row} />,
            },
            {
              heading: "Roles and groups",
              cell: (row) =>
                [...row.roles.filter((role) => role !== "member").map((role) => ROLE_WORDS[role]), ...row.groups].join(", ") || "None",
            },
          ]}
          rows={rows}
          rowKey={({ ref }) => ref}
        />
      )}
      <NextPrevious next={next} label="More people" />
      {mayList ? (
        <p>
          <a href="/admin/members/lists">Make a list for letters or calls</a>
        </p>
      ) : null}
    </>
  );
}
