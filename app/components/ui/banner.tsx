import type { ReactNode } from "react";

type Props = { kind: "success" | "important"; children: ReactNode };

/** One at most on a page. `success` tells of the act just done; `important` is news for everybody, or why nothing was done. */
export const Banner = ({ kind, children }: Props) => (
  <section
    className={kind === "success" ? "pn-word pn-word--success" : "pn-word"}
    role={kind === "success" ? "alert" : undefined}
    aria-labelledby="banner-title"
  >
    <h2 className="nhsuk-u-visually-hidden" id="banner-title">
      {kind === "success" ? "Success" : "Important"}
    </h2>
    {typeof children === "string" ? <p>{children}</p> : children}
  </section>
);
