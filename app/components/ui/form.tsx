import type { ReactNode } from "react";

type Props = {
  action: string;
  method?: "get" | "post";
  /** Sent along, unseen. */
  hidden?: Record<string, string>;
  className?: string;
  children: ReactNode;
};

/** A plain form. The server alone judges what was typed. */
export function Form({ action, method = "post", hidden = {}, className, children }: Props) {
  return (
    <form action={action} method={method} noValidate className={className} data-island={method === "post" ? "disable-twice" : undefined}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
