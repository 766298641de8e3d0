export const POSING = "Choose a name that nobody takes for staff or for this site";

/**
 * Letters of other alphabets, figures and signs that are read as a Latin one; capitals by their own
 * looks, which are not those of the small letter.
 */
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ["a", "аɑαᴀ@4АΑ"],
    ["b", "ƅЬьβʙ8ВΒ"],
    ["c", "сϲᴄСϹ"],
    ["d", "ԁðđᴅÐĐ"],
    ["e", "еҽєεᴇ3ЕΕ"],
    ["f", "ꜰғϝ"],
    ["g", "ɡɢ"],
    ["h", "һнʜНΗ"],
    ["i", "lłіıιɩɪʟӏ1!|ІΙӀŁ"],
    ["j", "јᴊЈ"],
    ["k", "кκᴋКΚ"],
    ["m", "мϻᴍМΜ"],
    ["n", "пոɴΝ"],
    ["o", "оοօøᴏ0ОΟØ"],
    ["p", "рρᴘРΡ"],
    ["r", "гᴦʀ"],
    ["s", "ѕꜱ5$Ѕ"],
    ["t", "тτᴛ7ТΤ"],
    ["u", "υսᴜ"],
    ["v", "νѵᴠ"],
    ["w", "ԝωᴡԜ"],
    ["x", "хχХΧ"],
    ["y", "уγʏУΥҮ"],
    ["z", "ᴢΖ"],
  ].flatMap(([latin, others]) => [...others!].map((other) => [other, latin!])),
);

/** A name without accents and without what nobody sees. */
const bare = (name: string): string => name.normalize("NFKD").replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");

/** The same as it is read: what looks like a Latin letter is that letter, and `l` is `i`. */
function asRead(name: string): string {
  return [...bare(name)].map((sign) => LOOKALIKES[sign] ?? LOOKALIKES[sign.toLowerCase()] ?? sign.toLowerCase()).join("");
}

/** Words that stand in nobody's name and say who looks after a site. */
const WORDS = ["admin", "admins", "administrator", "helpdesk", "moderator", "postmaster", "sysadmin", "webmaster"].map(asRead);
/** Long enough to stand in no other word: these are found in the middle of one too. */
const LONG_WORDS = WORDS.filter((word) => word.length >= 8);
/** Names that nobody has, whole: what the site itself would sign with, or shows where a name was. */
const WHOLE = [
  "administration",
  "dataprotection",
  "editor",
  "formermember",
  "headoffice",
  "mods",
  "newsletter",
  "newsletters",
  "noreply",
  "official",
  "staff",
  "support",
  "system",
  "team",
  "theadministration",
  "themods",
  "theteam",
].map(asRead);
/** The like in several words, wherever in a name. */
const PHRASES = [
  "adminteam",
  "contactsofficer",
  "dataprotectionofficer",
  "forumsupport",
  "forumteam",
  "newslettersender",
  "sitesupport",
  "siteteam",
  "steeringgroup",
  "supportdesk",
  "supportteam",
].map(asRead);

/** What follows the site's own name in a name that poses as it. */
const [TEAM, SUPPORT] = [asRead("team"), asRead("support")];

/**
 * Whether somebody with this name would be taken for staff, or for the site: nothing else beside a text says who they are.
 * @param site what the site is called
 */
export function isPosingName(name: string, site: readonly string[] = []): boolean {
  // a figure stands for a letter, or for nothing: “M0derator”, “Moderator1”
  const readings = [asRead(name), asRead(bare(name).replace(/\d/g, ""))];
  return readings.some((read) => {
    const joined = read.replace(/[^a-z]/g, "");
    if ([...WHOLE, ...WORDS].includes(joined) || [...PHRASES, ...LONG_WORDS].some((phrase) => joined.includes(phrase))) return true;
    if (read.split(/[^a-z]+/).some((word) => WORDS.includes(word))) return true;
    return site
      .map((own) => asRead(own).replace(/[^a-z]/g, ""))
      .some((own) => own.length > 2 && ([own, own + TEAM, own + SUPPORT].includes(joined) || (own.length > 8 && joined.includes(own))));
  });
}
