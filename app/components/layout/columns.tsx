import type { ReactNode } from "react";
import { classNames } from "../class-names";

type Props = {
  /** The main matter. */
  children: ReactNode;
  /** What leads through it: beside it where there is room, above it where there is not. */
  above?: ReactNode;
  /** What else there is: beside it where there is room, below it where there is not. */
  below?: ReactNode;
  /** The main matter is rows that have two columns of their own. */
  rows?: boolean;
};

/**
 * Main matter and what stands beside it: in the order in which it is read, in one column where the browser or its window has no room for
 * two.
 */
export const Columns = ({ children, above, below, rows = false }: Props) => (
  <div className={classNames("pn-columns", "pn-wide", rows && "pn-columns--rows")}>
    {above ? <div className="pn-columns__above">{above}</div> : null}
    <div className="pn-columns__main">{children}</div>
    {below ? <div className="pn-columns__below">{below}</div> : null}
  </div>
);
