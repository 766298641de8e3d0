import type { ReactNode } from "react";
import { classNames } from "../class-names";
import { Footer } from "./footer";
import { Header, type Site, type Viewer } from "./header";
import { type SectionList, SectionNav } from "./section-nav";
import { type Word, WordContext } from "./word-context";

type Props = {
  site: Site;
  viewer: Viewer | null;
  /** The address being shown: marks its section. */
  path: string;
  /** The pages beside this one: of “Manage”, of an account. */
  sections?: SectionList | null;
  /** What the last act did, said once: `PageTitle` shows it. */
  word?: Word | null;
  children: ReactNode;
};

/** What stands around every page. */
export function Shell({ site, viewer, path, sections = null, word = null, children }: Props) {
  const content = <WordContext.Provider value={word}>{children}</WordContext.Provider>;
  return (
    <>
      <a className="nhsuk-skip-link" href="#maincontent">
        Skip to main content
      </a>
      <Header site={site} viewer={viewer} path={path} />
      <div className="pn-body">
        {sections ? (
          <div className="pn-sections nhsuk-width-container">
            <SectionNav list={sections} path={path} />
            <Main>{content}</Main>
          </div>
        ) : (
          <Main className="nhsuk-width-container">{content}</Main>
        )}
      </div>
      <Footer site={site} path={path} />
    </>
  );
}

const Main = ({ className, children }: { className?: string; children: ReactNode }) => (
  <main className={classNames("pn-main", className)} id="maincontent" tabIndex={-1}>
    {children}
  </main>
);
