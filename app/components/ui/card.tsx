import type { ReactNode } from "react";

type Props = {
  title: string;
  href?: string;
  /** Of its heading: 2 where the cards stand right under the page's own. */
  level?: 2 | 3;
  children: ReactNode;
};

/** One thing to choose among several; stands in a list of class `pn-cards`. */
export function Card({ title, href, level = 3, children }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="pn-card">
      <Heading className="pn-card__title">{href ? <a href={href}>{title}</a> : title}</Heading>
      {children}
    </div>
  );
}
