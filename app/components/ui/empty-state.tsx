import type { ReactNode } from "react";

/** Stands where a list would be: what will be here, and as children how to start. */
export const EmptyState = ({ text, children }: { text: string; children?: ReactNode }) => (
  <div className="pn-empty">
    <p>{text}</p>
    {children}
  </div>
);
