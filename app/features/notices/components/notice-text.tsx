import type { ReactNode } from "react";
import { PageTitle } from "~/components/layout/page-title";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";

type Props = {
  notice: { title: string; html: string; version: number | null; updatedAt: string };
  /** Stands beside the date. */
  children?: ReactNode;
};

/** A notice as everybody reads it: since when it says this, then its text. */
export const NoticeText = ({ notice, children }: Props) => (
  <>
    <PageTitle>{notice.title}</PageTitle>
    <p className="pn-meta">
      Last updated <When at={notice.updatedAt} />
      {notice.version === null ? null : `, version ${notice.version}`}
      {children ? <> · {children}</> : null}
    </p>
    <Prose html={notice.html} />
  </>
);
