import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import type { Moment } from "../types";
import { linkPath } from "../web-links/link.schema";
import { OUTCOME_WORDS } from "../web-links/link-outcomes";
import { PageName } from "./page-table";

export type LinkRow = {
  code: string;
  url: string;
  outcome: keyof typeof OUTCOME_WORDS | null;
  checkedAt: Moment | null;
  failures: number;
  failingSince: Moment | null;
  ignoredAt: Moment | null;
  ignoredWhy: string | null;
  pages: readonly { code: string; title: string; path: string }[];
  hasMore: boolean;
};

/** Links to other sites, what was found there, and what can be done about each. */
export const LinkTable = ({ links }: { links: readonly LinkRow[] }) => (
  <Table
    caption="Links to other sites"
    captionHidden
    columns={[
      {
        heading: "Link",
        cell: ({ url }) => (
          <a href={url} rel="noopener noreferrer nofollow">
            {url}
          </a>
        ),
      },
      { heading: "What was found", cell: (link) => <Found link={link} /> },
      {
        heading: "Pages",
        cell: ({ pages, hasMore }) => (
          <>
            {pages.map((page) => (
              <p key={page.code}>
                <PageName page={page} />
              </p>
            ))}
            {hasMore ? <p>And others.</p> : null}
          </>
        ),
      },
      { heading: "What to do", cell: (link) => <Acts link={link} /> },
    ]}
    rows={links}
    rowKey={({ code }) => code}
  />
);

const Found = ({ link: { outcome, checkedAt, failures, failingSince, ignoredAt, ignoredWhy } }: { link: LinkRow }) => (
  <>
    {outcome ? OUTCOME_WORDS[outcome] : "Not looked at yet"}
    <br />
    <span className="pn-meta">
      {failingSince ? (
        <>
          Since <When at={failingSince} />, found {failures === 1 ? "once" : `${failures} times`}
          {checkedAt && failures > 1 ? (
            <>
              , last <When at={checkedAt} />
            </>
          ) : null}
        </>
      ) : checkedAt ? (
        <>
          Looked at <When at={checkedAt} />
        </>
      ) : null}
    </span>
    {ignoredAt ? (
      <p>
        Left as it is since <When at={ignoredAt} />: {ignoredWhy}
      </p>
    ) : null}
  </>
);

const Acts = ({ link: { code, url, ignoredAt } }: { link: LinkRow }) =>
  ignoredAt ? (
    <Form action={linkPath(code, "listen")}>
      <Button look="link" hidden={url}>
        Check it again
      </Button>
    </Form>
  ) : (
    <>
      <Form action={linkPath(code, "check")}>
        <Button look="link" hidden={url}>
          Check again now
        </Button>
      </Form>
      <a href={linkPath(code, "ignore")}>
        Ignore this one<span className="nhsuk-u-visually-hidden"> {url}</span>
      </a>
    </>
  );
