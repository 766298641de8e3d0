import { classNames } from "../class-names";
import { SECTIONS } from "./sections";

export type Viewer = { name: string; unread: number; staff: boolean };

/** `logo`: of the network, where it has one. */
export type Site = { name: string; shortName: string; logo?: { src: string; width: number; height: number } | null };

type Props = { site: Site; viewer: Viewer | null; path: string };

const PUBLIC = ["/guidance", "/news", "/forum", "/newsletters"] as const;

export function Header({ site, viewer, path }: Props) {
  const sections = viewer?.staff ? [...PUBLIC, "/admin" as const] : PUBLIC;

  return (
    <header className="pn-header">
      <div className="pn-header__bar nhsuk-width-container">
        <a className="pn-header__name" href="/">
          {site.logo ? (
            <img className="pn-header__logo" src={site.logo.src} width={site.logo.width} height={site.logo.height} alt="" />
          ) : (
            <Mark />
          )}
          <span className="pn-header__long">{site.name}</span>
          <span className="pn-header__short">{site.shortName}</span>
        </a>
        <Search />
        <a className="pn-header__link pn-header__short" href="/search">
          Search
        </a>
        <Account viewer={viewer} path={path} />
      </div>
      <nav className="pn-header__nav" aria-label="Sections">
        <ul className="pn-header__sections nhsuk-width-container">
          {sections.map((href) => (
            <li key={href}>
              <NavLink href={href} path={path}>
                {SECTIONS[href]}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** On every page at the same place. The page of results has a field of its own, so this one starts empty. */
const Search = () => (
  // biome-ignore lint/a11y/useSemanticElements: screen readers in use do not know the element <search> yet
  <form className="pn-search" role="search" action="/search" method="get">
    <label className="nhsuk-u-visually-hidden" htmlFor="site-search">
      Search
    </label>
    <input className="pn-search__words" id="site-search" name="q" type="search" autoComplete="off" />
    <button className="pn-search__button" type="submit">
      Search
    </button>
  </form>
);

function Account({ viewer, path }: { viewer: Viewer | null; path: string }) {
  if (!viewer) {
    return (
      <nav className="pn-header__account" aria-label="Account">
        <NavLink href="/sign-in" path={path}>
          Sign in
        </NavLink>
      </nav>
    );
  }
  return (
    <nav className="pn-header__account" aria-label="Account">
      <NavLink href="/account/notifications" path={path}>
        Notifications
        {viewer.unread > 0 ? (
          <>
            {" "}
            <span className="pn-count">
              {viewer.unread > 99 ? "99+" : viewer.unread}
              <span className="nhsuk-u-visually-hidden"> unread</span>
            </span>
          </>
        ) : null}
      </NavLink>
      <NavLink href="/account" path={path} exact>
        <span className="pn-header__long">
          {viewer.name}
          <span className="nhsuk-u-visually-hidden">, your account</span>
        </span>
        <span className="pn-header__short">Account</span>
      </NavLink>
      <form action="/sign-out" method="post">
        <button type="submit" className="pn-header__button">
          Sign out
        </button>
      </form>
    </nav>
  );
}

type NavLinkProps = { href: string; path: string; exact?: boolean; children: React.ReactNode };

function NavLink({ href, path, exact, children }: NavLinkProps) {
  const isHere = path === href;
  const isWithin = !exact && path.startsWith(`${href}/`);
  return (
    <a
      className={classNames("pn-header__link", (isHere || isWithin) && "pn-header__link--current")}
      href={href}
      aria-current={isHere ? "page" : isWithin ? "true" : undefined}
    >
      {children}
    </a>
  );
}

/** Three people, one line between them: ours, and nobody's trade mark. */
const Mark = () => (
  <svg className="pn-header__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
    <path d="M9 21 16 10l7 11z" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinejoin="round" />
    <circle cx="16" cy="9" r="4.5" fill="currentColor" />
    <circle cx="8" cy="22" r="4.5" fill="currentColor" />
    <circle cx="24" cy="22" r="4.5" fill="currentColor" />
  </svg>
);
