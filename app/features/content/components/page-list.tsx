import { Tag } from "~/components/ui/tag";
import { pageAddress } from "~/features/content/pages/page-path";
import type { PageLink } from "../types";

/** Beside a page that another has replaced, or whose day to be checked has passed. */
export const TrustTag = ({ isOverdue, isSuperseded }: Pick<PageLink, "isOverdue" | "isSuperseded">) =>
  isSuperseded ? <Tag tone="yellow">Out of date</Tag> : isOverdue ? <Tag tone="yellow">Check overdue</Tag> : null;

/** Pages to go on to, with what each is about. */
export const PageList = ({ pages }: { pages: readonly PageLink[] }) => (
  <ul className="pn-rows">
    {pages.map(({ path, title, summary, isOverdue, isSuperseded }) => (
      <li key={path}>
        <p className="pn-rows__title">
          <a href={pageAddress(path)}>{title}</a> <TrustTag isOverdue={isOverdue} isSuperseded={isSuperseded} />
        </p>
        <p>{summary}</p>
      </li>
    ))}
  </ul>
);
