/** Initials on a tint that stays with the name. Decoration: the name itself stands beside it. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className={`pn-avatar pn-avatar--${tint(name)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

const TINTS = 6;

export function initials(name: string): string {
  // a number behind it, in brackets, is no name
  const words = name
    .trim()
    .replace(/ \(\d+\)$/, "")
    .split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

function tint(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}
