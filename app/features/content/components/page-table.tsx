import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import type { PageState } from "~/features/content/pages/page.policy";
import { pageAddress } from "~/features/content/pages/page-path";
import type { AudienceKind, Moment } from "../types";
import { audienceWords } from "./audience-words";
import { Planned, type Plans } from "./planned";
import { StateTags } from "./state-tags";

export type PageRow = {
  code: string;
  path: string;
  title: string;
  states: readonly PageState[];
  audience: AudienceKind;
  groups: readonly { name: string }[];
  savedAt: Moment;
  savedBy: string | null;
} & Plans;

/** A page with its address, leading to where it is edited. */
export const PageName = ({ page: { code, title, path } }: { page: { code: string; title: string; path: string } }) => (
  <>
    <a href={editPath(code)}>{title}</a>
    <br />
    <span className="pn-meta">{pageAddress(path)}</span>
  </>
);

type Props = { caption: string; captionHidden?: boolean; pages: readonly PageRow[] };

/** Pages as editors see them. */
export const PageTable = ({ caption, captionHidden, pages }: Props) => (
  <Table
    caption={caption}
    captionHidden={captionHidden}
    columns={[
      {
        heading: "Page",
        cell: (row) => <PageName page={row} />,
      },
      {
        heading: "State",
        cell: (row) => (
          <>
            <StateTags states={row.states} />
            <Planned {...row} />
          </>
        ),
      },
      { heading: "Who may read it", cell: audienceWords },
      {
        heading: "Last saved",
        cell: ({ savedAt, savedBy }) => (
          <>
            <When at={savedAt} />
            {savedBy ? ` by ${savedBy}` : ""}
          </>
        ),
      },
    ]}
    rows={pages}
    rowKey={({ code }) => code}
  />
);
