import { pageAddress } from "~/features/content/pages/page-path";

type Props = { page: { path: string; title: string; summary: string } };

/** The page that editors suggest for what was searched for. */
export const Suggestion = ({ page: { path, title, summary } }: Props) => (
  <section aria-labelledby="suggested">
    <h2 id="suggested" className="nhsuk-heading-s">
      Suggested
    </h2>
    <ul className="pn-rows">
      <li>
        <h3 className="pn-rows__title">
          <a href={pageAddress(path)}>{title}</a>
        </h3>
        <p>{summary}</p>
      </li>
    </ul>
  </section>
);
