import { classNames } from "../class-names";

type Props = {
  page: number;
  pages: number;
  /** The address of a page. */
  href: (page: number) => string;
  /** What is paged: “Pages of this topic”. */
  label?: string;
};

/** Numbered pages: first, the neighbours of the current one, last. Nothing when there is one page. */
export function Pagination({ page, pages, href, label = "Pages" }: Props) {
  if (pages <= 1) return null;

  return (
    <nav className="pn-pages" aria-label={label}>
      {page > 1 ? (
        <a className="pn-pages__turn" href={href(page - 1)} rel="prev">
          <span aria-hidden="true">←</span> Previous<span className="nhsuk-u-visually-hidden"> page</span>
        </a>
      ) : null}
      <ol className="pn-pages__list">
        {pageItems(page, pages).map((item) =>
          typeof item === "string" ? (
            <li key={item} className="pn-pages__item">
              <span className="nhsuk-u-visually-hidden">more pages</span>
              <span aria-hidden="true">…</span>
            </li>
          ) : (
            <li key={item} className={classNames("pn-pages__item", item === page && "pn-pages__item--current")}>
              <a href={href(item)} aria-label={`Page ${item}`} aria-current={item === page ? "page" : undefined}>
                {item}
              </a>
            </li>
          ),
        )}
      </ol>
      {page < pages ? (
        <a className="pn-pages__turn" href={href(page + 1)} rel="next">
          Next<span className="nhsuk-u-visually-hidden"> page</span> <span aria-hidden="true">→</span>
        </a>
      ) : null}
    </nav>
  );
}

/** Page numbers to show; a gap of more than one number is one ellipsis. */
export function pageItems(page: number, pages: number): (number | "gap-before" | "gap-after")[] {
  const from = page - 1 <= 3 ? 1 : page - 1;
  const to = pages - page - 1 <= 2 ? pages : page + 1;
  const middle = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return [...(from > 1 ? [1, "gap-before" as const] : []), ...middle, ...(to < pages ? ["gap-after" as const, pages] : [])];
}
