/**
 * What other forums write beside Markdown, as plain Markdown. Code is left as it stands. What has no end within some hundred or thousand
 * characters is none of it: one text may not hold up a forum.
 */

type Words = {
  /** The shown name of somebody by the name that texts call them; undefined where there is nobody. */
  nameOf: (username: string) => string | undefined;
  /** Where an upload is, for a link; null where it cannot be told. */
  uploadOf: (reference: string) => { name: string; path: string } | null;
};

const CODE = /(^(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[\s\S]*?(?:^\2[^\n]*$|$(?![\s\S]))|(?<!`)`+[^`\n]+`+)/gm;

/** No text of a forum has it. */
const HOLE = "\uE123";
const HOLES = new RegExp(`${HOLE}(\\d+)${HOLE}`, "g");
const LINE = /^((?:> )*)(.*)$/gm;

/** The text as `change` gives it, its code left as it stands, also where that is quoted. */
function outsideCode(text: string, change: (text: string) => string): string {
  const code: string[] = [];
  const changed = change(text.replaceAll(HOLE, "").replace(CODE, (found) => `${HOLE}${code.push(found) - 1}${HOLE}`));
  return changed.replace(
    LINE,
    (_, quote: string, rest: string) => quote + rest.replace(HOLES, (_, index) => code[Number(index)]!.replaceAll("\n", `\n${quote}`)),
  );
}

const EMOJI: Record<string, string> = {
  smile: "😄",
  smiley: "😃",
  slight_smile: "🙂",
  grinning: "😀",
  laughing: "😆",
  joy: "😂",
  wink: "😉",
  blush: "😊",
  heart: "❤️",
  thumbsup: "👍",
  "+1": "👍",
  thumbsdown: "👎",
  "-1": "👎",
  clap: "👏",
  tada: "🎉",
  thinking: "🤔",
  frowning: "☹️",
  cry: "😢",
  sob: "😭",
  pray: "🙏",
  wave: "👋",
  fire: "🔥",
  rocket: "🚀",
  eyes: "👀",
  "100": "💯",
  white_check_mark: "✅",
  warning: "⚠️",
  bulb: "💡",
  coffee: "☕",
  tea: "🍵",
  cake: "🍰",
  sunglasses: "😎",
  rofl: "🤣",
  hugs: "🤗",
  point_up: "☝️",
  ok_hand: "👌",
  muscle: "💪",
  star: "⭐",
  question: "❓",
  exclamation: "❗",
}; // prettier-ignore

/** `:smile:` as what it shows; others stay as they are typed. */
export const withEmoji = (text: string): string =>
  text.replace(/(?<![\w:/])(:([a-z0-9_+-]{1,40}):)(?!\w)/g, (typed, _, name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name]! : typed));

/** `@user` as the name that somebody is known by. */
export const withNames = (text: string, { nameOf }: Pick<Words, "nameOf">): string =>
  text.replace(/(?<![\w@/.])@([\w.-]*\w)/g, (typed, username) => {
    const name = nameOf(username);
    return name ? `@${name}` : typed;
  });

const LINES_OF_QUOTE = /^/gm;
const quoted = (text: string) => text.trim().replace(LINES_OF_QUOTE, "> ");

/** Discourse's own markup: quotes, details, polls, uploads, spoilers, dates, emoji, mentions. */
export function discourseToMarkdown(raw: string, words: Words): string {
  const plain = (text: string) => withEmoji(withNames(withUploads(withoutPolls(text), words), words));
  return outsideCode(raw.replace(/\r\n?/g, "\n"), (text) =>
    details(quotes(plain(text), words))
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
  );
}

const QUOTE = /\[quote(?:=(?:"([^"\n]{0,300})"|“([^”\n]{0,300})”|([^\]\n]{0,300})))?\]|\[\/quote\]\s*/gi;
/** Quotes within quotes; what is deeper stands as it was typed. */
const DEEPEST = 20;

/** A quote within a quote is one, and what is not closed stands as it was typed. */
function quotes(text: string, { nameOf }: Words): string {
  const open = [{ typed: "", above: "", inner: "" }];
  let from = 0;
  for (const { 0: typed, 1: straight, 2: curled, 3: bare, index } of text.matchAll(QUOTE)) {
    open.at(-1)!.inner += text.slice(from, index);
    from = index + typed.length;
    const isEnd = typed.startsWith("[/");
    if (isEnd ? open.length === 1 : open.length > DEEPEST) open.at(-1)!.inner += typed;
    else if (isEnd) {
      const { above, inner } = open.pop()!;
      open.at(-1)!.inner += `\n${above}${quoted(inner)}\n\n`;
    } else {
      const said = (straight ?? curled ?? bare ?? "").split(",");
      const username = (said.find((part) => /^\s*username:/.test(part))?.replace(/^\s*username:/, "") ?? said[0] ?? "").trim();
      open.push({ typed, above: username ? `${nameOf(username) ?? username} wrote:\n\n` : "", inner: "" });
    }
  }
  return open.map(({ typed, inner }) => typed + inner).join("") + text.slice(from);
}

const details = (text: string): string =>
  text
    .replace(
      /\[details(?:="([^"\n]{0,300})"[^\]\n]{0,100}|=([^\]\n]{0,300})|[^\]\n=][^\]\n]{0,100})?\]/gi,
      (_, quotedTitle, title) => `\n**${(quotedTitle ?? title ?? "Details").trim()}**\n`,
    )
    .replace(/\[\/details\]/gi, "\n")
    .replace(
      /<details[^>]{0,300}>\s*(?:<summary>([\s\S]{0,1000}?)<\/summary>)?/gi,
      (_, title) => `\n**${(title ?? "Details").trim()}**\n\n`,
    )
    .replace(/<\/details>/gi, "\n")
    .replace(/\[\/?(?:spoiler|wrap|grid|center|size|color|font)(?:=[^\]\n]{0,300})?\]/gi, "")
    .replace(/\[date=(\d{4}-\d\d-\d\d)(?:\s+time=(\d\d:\d\d)(?::\d\d)?)?[^\]\n]{0,300}\]/gi, (_, day, time) =>
      time ? `${day} ${time}` : day,
    )
    .replace(
      /\[(b|i|u|s)\]([\s\S]{0,2000}?)\[\/\1\]/gi,
      (_, tag, inner) => ({ b: `**${inner}**`, i: `*${inner}*`, u: inner, s: `~~${inner}~~` })[tag.toLowerCase() as "b"]!,
    )
    .replace(/\[url=(?:"([^"\n]{0,2000})"|([^\]\n]{0,2000}))\]([\s\S]{0,1000}?)\[\/url\]/gi, (_, a, b, label) => `[${label}](${a ?? b})`)
    .replace(/\[url\]\s{0,9}(\S{1,2000}?)\s{0,9}\[\/url\]/gi, "$1"); // prettier-ignore

/** The question and the choices; how it went is in no text. */
const withoutPolls = (text: string): string =>
  text.replace(/\[poll[^\]\n]{0,300}\]([\s\S]{0,3000}?)\[\/poll\]/gi, (_, inner) => `**Poll:**\n\n${inner.trim()}`);

function withUploads(text: string, { uploadOf }: Words): string {
  return text.replace(
    /(!?)\[([^\]\n]{0,300})\]\((upload:\/\/[^)\s]{1,2000}|\/(?:uploads|assets\/uploads)\/[^)\s]{1,2000})(?:\s{1,9}"[^"\n]{0,300}")?\)/g,
    (_, _image, label, reference) => {
      const found = uploadOf(reference);
      const name = (label.split("|")[0] || found?.name || "Attachment").trim();
      return `Attachment: ${name} (${found?.path ?? reference})`;
    },
  );
}

/** NodeBB's Markdown: who is quoted, uploads, emoji, mentions. */
export function nodebbToMarkdown(content: string, { nameOf }: Pick<Words, "nameOf">): string {
  const said = /^@?([^\s[\]]+) (?:\[?said\]?(?:\([^)\n]*\))?(?: in \[[^\]\n]*\]\([^)\n]*\)|\s+in [^\n:]*)?):[ \t]*$/gm;
  return outsideCode(content.replace(/\r\n?/g, "\n"), (part) => {
    const quoted = part.replace(said, (_, username) => `${nameOf(username) ?? username} wrote:\n`);
    return withEmoji(withNames(withUploads(quoted, { nameOf, uploadOf: () => null }), { nameOf }));
  }).trim();
}
