import { Tag } from "~/components/ui/tag";
import { pageAddress } from "~/features/content/pages/page-path";
import type { PageLink } from "../types";

/** When a list says something else of a page by itself. */
export const turnsAt = ({ reviewDueAt, freshUntil }: PageLink) => [reviewDueAt, freshUntil];

/** Beside a page that another has replaced, or whose day to be checked has passed. */
export const TrustTag = ({ isOverdue, isSuperseded }: Pick<PageLink, "isOverdue" | "isSuperseded">) =>
  isSuperseded ? <Tag tone="yellow">Out of date</Tag> : isOverdue ? <Tag tone="yellow">Check overdue</Tag> : null;

/** Beside a page that is new to its readers, or says something else than it did. */
const FreshTag = ({ freshness }: Pick<PageLink, "freshness">) =>
  freshness ? <Tag tone="green">{freshness === "new" ? "New" : "Changed"}</Tag> : null;

/** Pages to go on to, with what each is about. */
export const PageList = ({ pages }: { pages: readonly PageLink[] }) => (
  <ul className="pn-rows">
    {pages.map(({ path, title, summary, isOverdue, isSuperseded, freshness }) => (
      <li key={path}>
        <p className="pn-rows__title">
          <a href={pageAddress(path)}>{title}</a> <FreshTag freshness={freshness} />{" "}
          <TrustTag isOverdue={isOverdue} isSuperseded={isSuperseded} />
        </p>
        <p>{summary}</p>
      </li>
    ))}
  </ul>
);
