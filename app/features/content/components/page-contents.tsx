import { headingsOf } from "~/features/content/pages/headings";

/** So many headings are found without help. */
const FEW = 3;

/** What a long page holds, each part one step away. */
export function PageContents({ html }: { html: string }) {
  const headings = headingsOf(html);
  if (headings.length <= FEW) return null;

  return (
    <nav className="pn-contents" aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        {headings.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
