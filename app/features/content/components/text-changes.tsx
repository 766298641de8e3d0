import type { Change } from "~/features/content/revisions/compare-texts";

/** One text with what was added to it and what was taken away: seen by line and shade, heard and copied in words. */
export const TextChanges = ({ changes }: { changes: readonly Change[] }) => (
  <p className="pn-changes">
    {changes.map(({ kind, text }, index) => {
      const key = `${index}-${kind}`;
      if (kind === "same") return <span key={key}>{text}</span>;
      const Mark = kind === "added" ? "ins" : "del";
      return (
        <Mark key={key}>
          <span className="nhsuk-u-visually-hidden">{kind === "added" ? " [added: " : " [removed: "}</span>
          {text}
          <span className="nhsuk-u-visually-hidden">] </span>
        </Mark>
      );
    })}
  </p>
);
