import { SECTIONS } from "./sections";

const LINKS = ["/accessibility", "/contact", "/cookies", "/privacy", "/terms", "/complaints", "/display", "/newsletters/manage"] as const;

/** The same on every page: notices, help and choices that need no account. */
export const Footer = ({ site, path }: { site: { name: string }; path: string }) => (
  <footer className="pn-footer">
    <div className="nhsuk-width-container">
      <nav aria-label="Footer">
        <ul className="pn-footer__links">
          {LINKS.map((href) => (
            <li key={href}>
              <a href={href} aria-current={path === href ? "page" : undefined}>
                {SECTIONS[href]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>© {site.name}</p>
    </div>
  </footer>
);
