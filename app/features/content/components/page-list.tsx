import { pageAddress } from "~/features/content/pages/page-path";
import type { PageLink } from "../types";

/** Pages to go on to, with what each is about. */
export const PageList = ({ pages }: { pages: readonly PageLink[] }) => (
  <ul className="pn-rows">
    {pages.map(({ path, title, summary }) => (
      <li key={path}>
        <p className="pn-rows__title">
          <a href={pageAddress(path)}>{title}</a>
        </p>
        <p>{summary}</p>
      </li>
    ))}
  </ul>
);
