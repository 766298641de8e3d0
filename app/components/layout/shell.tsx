import type { ReactNode } from "react";
import { Footer } from "./footer";
import { Header, type Viewer } from "./header";
import { SuccessContext } from "./success-context";

type Props = {
  site: { name: string; shortName: string };
  viewer: Viewer | null;
  /** The address being shown: marks its section. */
  path: string;
  /** What the last act did, said once: `PageTitle` shows it. */
  success?: string | null;
  children: ReactNode;
};

/** What stands around every page. */
export function Shell({ site, viewer, path, success = null, children }: Props) {
  return (
    <>
      <a className="nhsuk-skip-link" href="#maincontent">
        Skip to main content
      </a>
      <Header site={site} viewer={viewer} path={path} />
      <div className="pn-body">
        <main className="pn-main nhsuk-width-container" id="maincontent" tabIndex={-1}>
          <SuccessContext.Provider value={success}>{children}</SuccessContext.Provider>
        </main>
      </div>
      <Footer site={site} />
    </>
  );
}
