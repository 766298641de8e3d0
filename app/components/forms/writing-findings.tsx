import type { Finding } from "./form-state";

/** What a writer may want to look at, each with the way to its place in the text: `source` is the field. */
export const WritingFindings = ({ findings, source = "body" }: { findings: readonly Finding[]; source?: string }) =>
  findings.length > 0 ? (
    <section className="pn-findings" aria-label="Checks">
      <p>
        <strong>To look at:</strong> nothing of it hinders you.
      </p>
      <ol>
        {findings.map(({ line, start, end, words }) => (
          <li key={`${start}-${words}`}>
            {line > 0 ? (
              <a href={`#${source}`} data-start={start} data-end={end}>
                Line {line}
              </a>
            ) : (
              "All of it"
            )}
            : {words}.
          </li>
        ))}
      </ol>
    </section>
  ) : (
    <p className="pn-meta">The checks find nothing to look at.</p>
  );
