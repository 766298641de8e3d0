import type { FormState } from "./form-state";

type Props = {
  form?: FormState;
  /** Ids of fields whose id is not their name. */
  ids?: Record<string, string>;
};

/**
 * What stops a form, above the page's heading, in the words that also stand beside each field. Says
 * nothing about a form that has not been sent.
 */
export function ErrorSummary({ form, ids = {} }: Props) {
  const fields = Object.entries(form?.errors ?? {});
  if (fields.length === 0 && !form?.summary) return null;

  return (
    <div className="pn-errors" tabIndex={-1} data-island="focus-error-summary">
      <div role="alert">
        <h2>There is a problem</h2>
        {form?.summary ? <p>{form.summary}</p> : null}
        {fields.length > 0 ? (
          <ul>
            {fields.map(([name, message]) => (
              <li key={name}>
                <a href={`#${ids[name] ?? name}`}>{message}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
