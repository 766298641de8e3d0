import type { ReactNode } from "react";

export const Details = ({ summary, open, children }: { summary: string; open?: boolean; children: ReactNode }) => (
  <details className="pn-details" open={open}>
    <summary>{summary}</summary>
    <div className="pn-details__text">{children}</div>
  </details>
);
