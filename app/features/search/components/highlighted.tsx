import { MARK_END, MARK_START } from "../places";

/** A text with marks around what matched, as plain text and `<mark>`: whatever else it holds is shown as it is. */
export function Highlighted({ text }: { text: string }) {
  const [before = "", ...pieces] = text.split(MARK_START);
  let at = before.length;
  return (
    <>
      {before}
      {pieces.map((piece) => {
        const [matched = "", rest = ""] = piece.split(MARK_END);
        at += piece.length + 1;
        return (
          <span key={at}>
            <mark>{matched}</mark>
            {rest}
          </span>
        );
      })}
    </>
  );
}
