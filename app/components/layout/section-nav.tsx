export type SectionList = { label: string; links: readonly { text: string; href: string }[] };

type Props = { list: SectionList; path: string };

/**
 * The pages of “Manage” or of an account: beside the page where there is room, a plain list above it where there is not. The first holds
 * all others.
 */
export const SectionNav = ({ list: { label, links }, path }: Props) => (
  <nav className="pn-sections__list" aria-label={label}>
    <ul>
      {links.map(({ text, href }, index) => {
        const isHere = path === href;
        const isWithin = index > 0 && path.startsWith(`${href}/`) && !links.some((link) => link.href === path);
        return (
          <li key={href}>
            <a href={href} aria-current={isHere ? "page" : isWithin ? "true" : undefined}>
              {text}
            </a>
          </li>
        );
      })}
    </ul>
  </nav>
);
