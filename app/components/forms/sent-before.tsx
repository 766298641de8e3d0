import type { FormState } from "./form-state";

/**
 * Above a form that was sent before with another text: what it made the first time, as it stands. The form holds what
 * was sent now, and makes something new of it.
 */
export const SentBefore = ({ form }: { form?: FormState }) =>
  form?.sent ? (
    <section aria-labelledby="sent-before">
      <h2 id="sent-before" className="nhsuk-heading-m">
        What is there now
      </h2>
      {form.sent.text ? <pre className="pn-source">{form.sent.text}</pre> : <p>It was removed since.</p>}
      {form.sent.href ? (
        <p>
          <a href={form.sent.href}>See it where it is</a>
        </p>
      ) : null}
      <p>
        Your other text is in the form below and is stored nowhere yet. Send it as something new, or leave this page if the first is enough.
      </p>
    </section>
  ) : null;
