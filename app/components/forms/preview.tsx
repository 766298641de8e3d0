import type { ReactNode } from "react";
import { InsetText } from "../ui/inset-text";
import { Prose } from "../ui/prose";
import type { FormState, Preview } from "./form-state";
import { WritingFindings } from "./writing-findings";

/** Above a form that came back as it would look, which sends nothing. */
export const Looked = ({ form, children }: { form?: FormState; children?: ReactNode }) =>
  form?.preview ? (
    <section className="pn-looked" aria-labelledby="preview-heading">
      <h2 id="preview-heading" className="nhsuk-heading-m">
        Preview
      </h2>
      <InsetText>This is how it will look. Nothing of it is saved or sent yet: your text is below, to go on or to send it.</InsetText>
      {form.preview.title ? <h3>{form.preview.title}</h3> : null}
      <Previewed preview={form.preview} />
      {children}
    </section>
  ) : null;

/** What is typed, as readers would get it, below what its writer may want to know first. */
export const Previewed = ({ preview: { html, problem, warnings, findings } }: { preview: Preview }) => (
  <>
    {problem ? <p className="nhsuk-error-message">{problem}</p> : null}
    {warnings.map((warning) => (
      <p key={warning} className="pn-warning">
        {warning}
      </p>
    ))}
    {findings ? <WritingFindings findings={findings} /> : null}
    <Prose html={html} />
  </>
);
