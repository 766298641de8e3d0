import { type ReactNode, useContext } from "react";
import { ErrorSummary } from "~/components/forms/error-summary";
import type { FormState } from "~/components/forms/form-state";
import { Banner } from "../ui/banner";
import { SuccessContext } from "./success-context";

type Props = {
  children: ReactNode;
  /** A small line above, part of the heading: the section or the thing this is about. */
  caption?: string;
  /** One sentence, where the heading is not enough. */
  intro?: ReactNode;
  /** The page's form: what stops it is said above the heading. */
  form?: FormState;
  ids?: Record<string, string>;
};

/** The page's one H1, and above it the error summary or the word of success, never both. */
export function PageTitle({ children, caption, intro, form, ids }: Props) {
  const success = useContext(SuccessContext);
  const isRefused = form !== undefined && (form.summary !== undefined || Object.keys(form.errors).length > 0);
  return (
    <>
      {isRefused ? <ErrorSummary form={form} ids={ids} /> : success ? <Banner kind="success">{success}</Banner> : null}
      <h1 className="pn-title">
        {caption ? <span className="nhsuk-caption-m">{caption}</span> : null}
        {children}
      </h1>
      {intro ? <p className="nhsuk-body-l">{intro}</p> : null}
    </>
  );
}
