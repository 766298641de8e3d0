import type { ReactNode } from "react";

/** Says what was done, as the page's heading; what happens next stands under it. */
export const Panel = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="pn-panel">
    <h1>{title}</h1>
    {children}
  </div>
);
