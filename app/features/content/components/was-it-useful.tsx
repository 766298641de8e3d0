import { usefulPath } from "~/features/content/pages/page-path";

/** Under a page: its reader is asked, and answers on a page of its own, since this one is the same for everybody. */
export const WasItUseful = ({ path }: { path: string }) => (
  <p className="pn-useful">
    Was this useful?{" "}
    <a href={`${usefulPath(path)}?answer=yes`} rel="nofollow">
      Yes<span className="nhsuk-u-visually-hidden">, this page was useful</span>
    </a>{" "}
    ·{" "}
    <a href={`${usefulPath(path)}?answer=no`} rel="nofollow">
      No<span className="nhsuk-u-visually-hidden">, this page was not useful</span>
    </a>
  </p>
);
