export type Crumb = { title: string; href: string };

/** The way from home to this page, which is left out. Small screens show the last step back only. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const last = crumbs.at(-1);
  if (!last) return null;

  return (
    <nav className="pn-breadcrumbs" aria-label="Breadcrumb">
      <ol>
        {crumbs.map(({ title, href }) => (
          <li key={href}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ol>
      <a className="pn-back" href={last.href}>
        <span className="nhsuk-u-visually-hidden">Back to </span>
        {last.title}
      </a>
    </nav>
  );
}
