import type { ReactNode } from "react";

export const InsetText = ({ children }: { children: ReactNode }) => (
  <div className="nhsuk-inset-text">
    <span className="nhsuk-u-visually-hidden">Information: </span>
    {typeof children === "string" ? <p>{children}</p> : children}
  </div>
);
