type Props = { previous?: string | null; next?: string | null; label?: string; previousText?: string; nextText?: string };

/** Turns the pages of a list without numbers. The texts say what order it has: “Newer”, “Older”. */
export function NextPrevious({ previous, next, label = "More of this list", previousText = "Previous", nextText = "Next" }: Props) {
  if (!previous && !next) return null;

  return (
    <nav className="pn-pages" aria-label={label}>
      {previous ? (
        <a className="pn-pages__turn" href={previous} rel="prev">
          <span aria-hidden="true">←</span> {previousText}
        </a>
      ) : null}
      {next ? (
        <a className="pn-pages__turn" href={next} rel="next">
          {nextText} <span aria-hidden="true">→</span>
        </a>
      ) : null}
    </nav>
  );
}
