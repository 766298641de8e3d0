import { ChoiceItem } from "~/components/forms/choice-item";
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
  owner: string | null;
} & Plans;

/** A page with its address, leading to where it is edited. */
export const PageName = ({ page: { code, title, path } }: { page: { code: string; title: string; path: string } }) => (
  <>
    <a href={editPath(code)}>{title}</a>
    <br />
    <span className="pn-meta">{pageAddress(path)}</span>
  </>
);

/** Its state, its readers, who looks after it and when it was saved, as each list of editors shows them. */
export const ROW_COLUMNS = [
  {
    heading: "State",
    cell: (row: PageRow) => (
      <>
        <StateTags states={row.states} />
        <Planned {...row} />
      </>
    ),
  },
  { heading: "Who may read it", cell: audienceWords },
  { heading: "Looked after by", cell: ({ owner }: PageRow) => owner ?? "Nobody" },
  {
    heading: "Last saved",
    cell: ({ savedAt, savedBy }: PageRow) => (
      <>
        <When at={savedAt} />
        {savedBy ? ` by ${savedBy}` : ""}
      </>
    ),
  },
];

type Props = { caption: string; captionHidden?: boolean; pages: readonly PageRow[] };

/** Pages as editors see them, each with a box: the form around it acts on those that are ticked. */
export const PageTable = ({ caption, captionHidden, pages }: Props) => (
  <Table
    caption={caption}
    captionHidden={captionHidden}
    columns={[
      { heading: "Page", cell: (row) => <PageName page={row} /> },
      ...ROW_COLUMNS,
      {
        heading: "Choose",
        cell: ({ code, title }) => (
          <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
            <ChoiceItem
              name="pages"
              id={`choose-${code}`}
              choice={{ value: code, label: <span className="nhsuk-u-visually-hidden">{title}</span> }}
              isTicked={false}
            />
          </div>
        ),
      },
    ]}
    rows={pages}
    rowKey={({ code }) => code}
  />
);
