import type { ReactNode } from "react";

/** The main act first, then the others and “Cancel”. */
export const ButtonRow = ({ children }: { children: ReactNode }) => <div className="pn-buttons">{children}</div>;
