import { SECTIONS, type SectionAddress } from "../layout/sections";

/** A section by its address, or a page by its own title. */
export type Crumb = SectionAddress | { title: string; href: string };

/** The way from home to this page, which is left out. Small screens show the last step back only. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const steps = crumbs.map((crumb) => (typeof crumb === "string" ? { title: SECTIONS[crumb], href: crumb } : crumb));
  const last = steps.at(-1);
  if (!last) return null;

  return (
    <nav className="pn-breadcrumbs" aria-label="Breadcrumb">
      <ol>
        {steps.map(({ title, href }) => (
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
