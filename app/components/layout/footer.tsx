const LINKS = [
  { text: "Accessibility statement", href: "/accessibility" },
  { text: "Contact", href: "/contact" },
  { text: "Cookies", href: "/cookies" },
  { text: "Privacy", href: "/privacy" },
  { text: "Terms", href: "/terms" },
  { text: "Complaints", href: "/complaints" },
  { text: "Text size and contrast", href: "/display" },
  { text: "Manage what we send you", href: "/newsletters/manage" },
];

/** The same on every page: notices, help and choices that need no account. */
export const Footer = ({ site, path }: { site: { name: string }; path: string }) => (
  <footer className="pn-footer">
    <div className="nhsuk-width-container">
      <nav aria-label="Footer">
        <ul className="pn-footer__links">
          {LINKS.map(({ text, href }) => (
            <li key={href}>
              <a href={href} aria-current={path === href ? "page" : undefined}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>© {site.name}</p>
    </div>
  </footer>
);
