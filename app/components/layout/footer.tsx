const LINKS = [
  { text: "Guidance", href: "/guidance" },
  { text: "Newsletters", href: "/newsletters" },
  { text: "Manage what we send you", href: "/newsletters/manage" },
  { text: "Privacy", href: "/privacy" },
];

export const Footer = ({ site }: { site: { name: string } }) => (
  <footer className="pn-footer">
    <div className="nhsuk-width-container">
      <nav aria-label="Footer">
        <ul className="pn-footer__links">
          {LINKS.map(({ text, href }) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
      <p>© {site.name}</p>
    </div>
  </footer>
);
