import type { ReactNode } from "react";

type Props = { title: string; href?: string; children: ReactNode };

/** One thing to choose among several; stands in a list of class `pn-cards`. */
export const Card = ({ title, href, children }: Props) => (
  <div className="pn-card">
    <h3 className="pn-card__title">{href ? <a href={href}>{title}</a> : title}</h3>
    {children}
  </div>
);
