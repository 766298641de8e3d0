import type { ReactNode } from "react";

type Props = { label: string; done: number; of: number; children?: ReactNode };

/** A bar and the sentence that says the same. */
export function Progress({ label, done, of, children }: Props) {
  return (
    <div className="pn-progress">
      <progress aria-label={label} value={done} max={Math.max(of, 1)} />
      <p>
        {done.toLocaleString("en-GB")} of {of.toLocaleString("en-GB")}
        {children ? <> · {children}</> : null}
      </p>
    </div>
  );
}
