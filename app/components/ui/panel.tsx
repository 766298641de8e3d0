import type { ReactNode } from "react";

/** Says what was done, as the page's heading; what happens next stands under it. */
export const Panel = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="nhsuk-panel">
    <h1 className="nhsuk-panel__title">{title}</h1>
    {children ? <div className="nhsuk-panel__body">{children}</div> : null}
  </div>
);
