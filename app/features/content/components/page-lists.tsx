import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { BULK_ACTS, BULK_WORDS, bulkPath } from "~/features/content/bulk/bulk";
import { countWords, type ListChoice, listPath } from "~/features/content/pages/page-list";
import { PageFilter } from "./page-filter";
import { type PageRow, PageTable } from "./page-table";

type Props = {
  choice: ListChoice;
  editors: readonly { ref: string; name: string | null }[];
  pages: readonly PageRow[];
  count: number;
  isFirst: boolean;
  next: string | null;
};

/** The pages that were chosen, and what can be done to several of them. */
export const PageLists = ({ choice, editors, pages, count, isFirst, next }: Props) => (
  <>
    <PageFilter choice={choice} editors={editors} />
    {pages.length === 0 ? (
      <EmptyState text="No page is like that. Try fewer words or conditions." />
    ) : (
      <div className="pn-wide">
        <p>{choice.section === "news" ? countWords(count, "article", "articles") : countWords(count)}</p>
        <Form action={bulkPath("move")} method="get">
          <PageTable caption={choice.section === "news" ? "Articles" : "Pages"} captionHidden pages={pages} />
          <p>With those that you chose. The next page says what will happen before anything does:</p>
          <ButtonRow>
            {BULK_ACTS.map((act) => (
              <Button key={act} look="secondary" small to={bulkPath(act)}>
                {BULK_WORDS[act].button}
              </Button>
            ))}
          </ButtonRow>
        </Form>
      </div>
    )}
    <NextPrevious
      previous={isFirst ? null : listPath(choice as Partial<ListChoice>)}
      previousText="First page"
      next={next ? listPath(choice as Partial<ListChoice>, next) : null}
    />
  </>
);
