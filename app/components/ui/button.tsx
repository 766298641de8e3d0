import type { ReactNode } from "react";
import { classNames } from "../class-names";

type Look = "main" | "secondary" | "warning" | "link";

type Props = {
  children: ReactNode;
  look?: Look;
  small?: boolean;
  /** Sent with the form when this button was the one pressed. */
  name?: string;
  value?: string;
  /** Words only heard, for one of several buttons that look the same: “Lock” + “topic Rota software”. */
  hidden?: string;
  /** Where this button sends the form, where that is not the form's own address. */
  to?: string;
  /** It sends the form with its files. */
  files?: boolean;
};

/** Sends its form. */
export const Button = ({ children, look, small, name, value, hidden, to, files }: Props) => (
  <button
    type="submit"
    className={buttonClass(look, small)}
    name={name}
    value={value}
    formAction={to}
    formEncType={files ? "multipart/form-data" : undefined}
  >
    {children}
    {hidden ? <span className="nhsuk-u-visually-hidden"> {hidden}</span> : null}
  </button>
);

export function buttonClass(look: Look = "main", small = false): string {
  if (look === "link") return "pn-link-button";
  return classNames("nhsuk-button", look !== "main" && `nhsuk-button--${look}`, small && "nhsuk-button--small");
}
