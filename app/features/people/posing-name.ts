/** Words that stand in nobody's name and say who looks after a site. */
const WORDS = new Set([
  "admin",
  "administrator",
  "administrators",
  "helpdesk",
  "moderator",
  "moderators",
  "postmaster",
  "sysadmin",
  "webmaster",
]);
/** Names that nobody has, whole: what the site itself would sign with, or shows where a name was. */
const WHOLE = new Set([
  "editor",
  "formermember",
  "newsletter",
  "newsletters",
  "noreply",
  "official",
  "staff",
  "support",
  "system",
  "team",
  "theteam",
]);
/** The like in several words, wherever in a name. */
const PHRASES = ["contactsofficer", "dataprotectionofficer", "newslettersender", "siteteam", "steeringgroup", "supportteam"];

/** Letters of other alphabets, figures and signs that are read as a Latin one. */
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ["a", "аɑα@4"],
    ["b", "ƅЬьβ8"],
    ["c", "сϲ"],
    ["d", "ԁ"],
    ["e", "еҽєε3"],
    ["h", "һн"],
    ["i", "іıιΙӏ1!|"],
    ["j", "ј"],
    ["k", "кκ"],
    ["m", "мϻ"],
    ["n", "пո"],
    ["o", "оοօ0"],
    ["p", "рρ"],
    ["r", "гᴦ"],
    ["s", "ѕ5$"],
    ["t", "тτ7"],
    ["u", "υս"],
    ["v", "νѵ"],
    ["w", "ԝω"],
    ["x", "хχ"],
    ["y", "уγ"],
  ].flatMap(([latin, others]) => [...others!].map((other) => [other, latin!])),
);

/** A name as it is read: small Latin letters, without accents and without what nobody sees. */
const asRead = (name: string): string =>
  [
    ...name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, ""),
  ]
    .map((sign) => LOOKALIKES[sign] ?? sign)
    .join("");

/**
 * Whether somebody with this name would be taken for staff, or for the site: nothing else beside a text says who they are.
 * @param site what the site is called
 */
export function isPosingName(name: string, site: readonly string[] = []): boolean {
  const read = asRead(name);
  const joined = read.replace(/[^a-z]/g, "");
  if (WHOLE.has(joined) || WORDS.has(joined) || PHRASES.some((phrase) => joined.includes(phrase))) return true;
  if (read.split(/[^a-z]+/).some((word) => WORDS.has(word))) return true;
  return site
    .map((own) => asRead(own).replace(/[^a-z]/g, ""))
    .some((own) => own.length > 2 && (joined === own || (own.length > 8 && joined.includes(own))));
}
