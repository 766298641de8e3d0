import { classNames } from "../class-names";

/** A status, as an adjective; never a link, never colour alone. */
export const Tag = ({ children, tone }: { children: string; tone?: "grey" | "green" | "yellow" | "red" }) => (
  <strong className={classNames("nhsuk-tag", tone && `nhsuk-tag--${tone}`)}>{children}</strong>
);
