import type { ReactNode } from "react";
import { buttonClass } from "./button";

/** Goes to the page where something can be done; it changes nothing itself. */
export const ButtonLink = ({ href, children, look }: { href: string; children: ReactNode; look?: "main" | "secondary" }) => (
  <a className={buttonClass(look)} href={href}>
    {children}
  </a>
);
