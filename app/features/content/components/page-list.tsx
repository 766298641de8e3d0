import { Tag } from "~/components/ui/tag";
import { pageAddress } from "~/features/content/pages/page-path";
import type { PageLink } from "../types";

/** Beside a page whose day to be checked has passed. */
export const OVERDUE = <Tag tone="yellow">Check overdue</Tag>;

/** Pages to go on to, with what each is about. */
export const PageList = ({ pages }: { pages: readonly PageLink[] }) => (
  <ul className="pn-rows">
    {pages.map(({ path, title, summary, isOverdue }) => (
      <li key={path}>
        <p className="pn-rows__title">
          <a href={pageAddress(path)}>{title}</a>
          {isOverdue ? <> {OVERDUE}</> : null}
        </p>
        <p>{summary}</p>
      </li>
    ))}
  </ul>
);
