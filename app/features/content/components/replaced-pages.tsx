import { editPath } from "~/features/content/pages/edit-path";

/** Before a page goes: what it replaced stays out of date, and leads nowhere. */
export const ReplacedPages = ({ pages }: { pages: readonly { code: string; title: string }[] }) =>
  pages.length > 0 ? (
    <>
      <p>
        It replaced {pages.length === 1 ? "this page" : "these pages"}. Readers go on to be told that{" "}
        {pages.length === 1 ? "it is" : "they are"} out of date, and are led to no other page until you choose one.
      </p>
      <ul>
        {pages.map(({ code, title }) => (
          <li key={code}>
            <a href={editPath(code)}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  ) : null;
