import type { ReactNode } from "react";
import { InsetText } from "./inset-text";
import { TypedContext, useKeptForm } from "./kept-form";

type Props = {
  action: string;
  method?: "get" | "post";
  /** Sent along, unseen: which of several things the form is about. */
  hidden?: Record<string, string>;
  /** Sent along, unseen: what the form was opened with (its submission id, the version it starts from). It comes back with what was typed. */
  opened?: Record<string, string>;
  /** Further addresses that the same fields are sent to: by its buttons, or from the page that checks them. */
  also?: readonly string[];
  className?: string;
  children: ReactNode;
};

/** A plain form. The server alone judges what was typed; what was sent before signing in stands in it again. */
export function Form({ action, method = "post", hidden = {}, opened = {}, also = [], className, children }: Props) {
  const kept = useKeptForm({ paths: method === "post" ? [action, ...also] : [], hidden });
  kept?.onShown();
  const unseen = { ...hidden, ...opened };
  const isTyped = kept && Object.keys(kept.values).some((name) => !(name in unseen));
  return (
    <form action={action} method={method} noValidate className={className} data-island={method === "post" ? "disable-twice" : undefined}>
      {isTyped ? (
        <div id="kept">
          <InsetText>What you typed is still here. Check it, then send it again.</InsetText>
        </div>
      ) : null}
      {Object.entries(unseen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={asOpened(kept?.values[name], value)} />
      ))}
      <TypedContext.Provider value={kept ? { errors: {}, values: kept.values } : undefined}>{children}</TypedContext.Provider>
    </form>
  );
}

const asOpened = (kept: string | string[] | undefined, now: string): string => (typeof kept === "string" ? kept : now);
