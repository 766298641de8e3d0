import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { editPath } from "~/features/content/pages/edit-path";
import type { PageRow } from "./page-table";
import { StateTags } from "./state-tags";

/** The pages right below one, in the order in which readers find them. */
export const PagesBelow = ({ pages }: { pages: readonly PageRow[] }) => (
  <Table
    caption="Pages below, in their order"
    captionHidden
    columns={[
      { heading: "Page", cell: ({ code, title }) => <a href={editPath(code)}>{title}</a> },
      { heading: "State", cell: ({ states }) => <StateTags states={states} /> },
      {
        heading: "Order",
        cell: ({ code, title }) => (
          <ul className="pn-acts">
            {pages[0]?.code === code ? null : (
              <li>
                <Form action={editPath(code, "earlier")}>
                  <Button look="link" hidden={title}>
                    Move up
                  </Button>
                </Form>
              </li>
            )}
            {pages.at(-1)?.code === code ? null : (
              <li>
                <Form action={editPath(code, "later")}>
                  <Button look="link" hidden={title}>
                    Move down
                  </Button>
                </Form>
              </li>
            )}
          </ul>
        ),
      },
    ]}
    rows={pages}
    rowKey={({ code }) => code}
  />
);
