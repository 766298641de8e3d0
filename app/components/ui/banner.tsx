import type { ReactNode } from "react";

type Props = { kind: "success" | "important"; children: ReactNode };

/** One at most on a page. `success` tells of the act just done; `important` is news for everybody, or why nothing was done. */
export const Banner = ({ kind, children }: Props) =>
  kind === "success" ? (
    <section className="nhsuk-notification-banner nhsuk-notification-banner--success" role="alert" aria-labelledby="banner-title">
      <Content title="Success">{children}</Content>
    </section>
  ) : (
    <section className="nhsuk-notification-banner" aria-labelledby="banner-title">
      <Content title="Important">{children}</Content>
    </section>
  );

const Content = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <div className="nhsuk-notification-banner__header">
      <h2 className="nhsuk-notification-banner__title" id="banner-title">
        {title}
      </h2>
    </div>
    <div className="nhsuk-notification-banner__content">
      {typeof children === "string" ? <p className="nhsuk-notification-banner__heading">{children}</p> : children}
    </div>
  </>
);
