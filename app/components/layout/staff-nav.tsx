type Props = { sections: readonly { text: string; href: string }[]; path: string };

/** The sections of “Manage”: beside the page where there is room, a plain list above it where there is not. */
export const StaffNav = ({ sections, path }: Props) => (
  <nav className="pn-staff-nav" aria-label="Manage">
    <ul>
      {sections.map(({ text, href }) => {
        const isHere = path === href;
        const isWithin = href !== "/admin" && path.startsWith(`${href}/`);
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
