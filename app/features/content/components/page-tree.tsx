import { Table } from "~/components/ui/table";
import { countWords, treePath } from "~/features/content/pages/page-list";
import { PageName, type PageRow, ROW_COLUMNS } from "./page-table";
import { PageWay, type Step } from "./page-way";

type Props = { home: Step | null; way: readonly Step[]; pages: readonly (PageRow & { below: number })[] };

/** A step of the tree: the way down to it, and the pages right below it in the order of readers. */
export const PageTree = ({ home, way, pages }: Props) => (
  <>
    <PageWay home={home} way={way} opened={treePath} />
    {pages.length > 0 ? (
      <div className="pn-wide" data-island="drop-pages" data-drop="below">
        <Table
          caption={way.length > 0 ? `Pages below ${way.at(-1)!.title}` : "Pages at the top"}
          captionHidden
          columns={[
            { heading: "Page", cell: (row) => <PageName page={row} /> },
            {
              heading: "Below it",
              cell: ({ code, title, below }) => (
                <>
                  {below > 0 ? (
                    <a href={treePath(code)} data-drag={code}>
                      Open {countWords(below)}
                      <span className="nhsuk-u-visually-hidden"> below {title}</span>
                    </a>
                  ) : (
                    <span data-drag={code}>None</span>
                  )}
                  <br />
                  <a href={`/admin/content/${code}/move-below`}>
                    Move<span className="nhsuk-u-visually-hidden"> {title}</span>
                  </a>
                </>
              ),
            },
            ...ROW_COLUMNS,
          ]}
          rows={pages}
          rowKey={({ code }) => code}
        />
      </div>
    ) : null}
  </>
);
