import { type ReactNode, useContext } from "react";
import { ErrorSummary } from "~/components/forms/error-summary";
import type { FormState } from "~/components/forms/form-state";
import { Banner } from "../ui/banner";
import { WordContext } from "./word-context";

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

/** The page's one H1, and above it the error summary or the word about the last act, never both. */
export function PageTitle({ children, caption, intro, form, ids }: Props) {
  const word = useContext(WordContext);
  const isRefused = form !== undefined && (form.summary !== undefined || Object.keys(form.errors).length > 0);
  return (
    <>
      {isRefused ? <ErrorSummary form={form} ids={ids} /> : word ? <Banner kind={word.kind}>{word.text}</Banner> : null}
      <h1 className="pn-title">
        {caption ? <span className="nhsuk-caption-m">{caption}</span> : null}
        {children}
      </h1>
      {intro ? <p className="nhsuk-body-l">{intro}</p> : null}
    </>
  );
}
