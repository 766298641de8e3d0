import type { ReactNode } from "react";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { BULK_WORDS, type BulkAct, bulkPath } from "~/features/content/bulk/bulk";
import { listPath } from "~/features/content/pages/page-list";
import { pageAddress } from "~/features/content/pages/page-path";

type Line = { code: string; path: string; title: string; isDone: boolean; words: string };

type Props = {
  act: BulkAct;
  codes: readonly string[];
  /** What would become of each; null until it is chosen what is done. */
  lines: readonly Line[] | null;
  /** Where it is done: with all that was chosen in the address. */
  action: string;
  form?: FormState;
  /** What is to be chosen first. */
  children?: ReactNode;
};

/** One act upon several pages: what is to be chosen first, then what would become of each, and the button that does it. */
export function BulkPage({ act, codes, lines, action, form, children }: Props) {
  const { title, button } = BULK_WORDS[act];
  const back = listPath({});
  if (codes.length === 0 || lines?.length === 0)
    return (
      <>
        <BackLink href={back} />
        <PageTitle>{title}</PageTitle>
        <EmptyState text="You chose no pages. Go back, tick those that you mean, and press the button again." />
      </>
    );
  if (!lines)
    return (
      <>
        <BackLink href={back} />
        <PageTitle form={form}>{title}</PageTitle>
        <p>{countChosen(codes.length)}</p>
        {children}
      </>
    );
  const able = lines.filter(({ isDone }) => isDone).length;
  if (able === 0)
    return (
      <>
        <BackLink href={back} />
        <PageTitle form={form}>{title}</PageTitle>
        <p>Nothing can be done with these pages:</p>
        <Lines lines={lines} />
      </>
    );
  return (
    <ConfirmPage
      title={title}
      action={action}
      button={`${button.replace("…", "")}: ${able === 1 ? "1 page" : `${able} pages`}`}
      back={back}
      form={form}
      warns={act === "take-down" || act === "trash"}
    >
      <p>This is what will happen. Nothing has been done yet.</p>
      <Lines lines={lines} />
    </ConfirmPage>
  );
}

/** What is chosen before, by an address. */
export const BulkChoice = ({ act, codes, children }: { act: BulkAct; codes: readonly string[]; children: ReactNode }) => (
  <Form action={bulkPath(act)} method="get">
    {codes.map((code) => (
      <input key={code} type="hidden" name="pages" value={code} />
    ))}
    {children}
    <Button>See what will happen</Button>
  </Form>
);

const countChosen = (count: number) => (count === 1 ? "You chose 1 page." : `You chose ${count} pages.`);

const Lines = ({ lines }: { lines: readonly Line[] }) => (
  <Table
    caption="What will happen to each"
    captionHidden
    columns={[
      {
        heading: "Page",
        cell: ({ title, path }) => (
          <>
            {title}
            <br />
            <span className="pn-meta">{pageAddress(path)}</span>
          </>
        ),
      },
      {
        heading: "What will happen",
        cell: ({ isDone, words }) =>
          isDone ? (
            words
          ) : (
            <>
              <strong>Nothing.</strong> {words}
            </>
          ),
      },
    ]}
    rows={lines}
    rowKey={({ code }) => code}
  />
);
