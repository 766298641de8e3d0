/** What other forums write beside Markdown, as plain Markdown. Code is left as it stands. */

type Words = {
  /** The shown name of somebody by the name that texts call them; undefined where there is nobody. */
  nameOf: (username: string) => string | undefined;
  /** Where an upload is, for a link; null where it cannot be told. */
  uploadOf: (reference: string) => { name: string; path: string } | null;
};

const CODE = /(^(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^\2[^\n]*$|$(?![\s\S]))|`+[^`\n]+`+)/gm;

/** No text of a forum has it. */
const HOLE = "\uE123";
const HOLES = new RegExp(`^((?:> )*)(.*?)${HOLE}(\\d+)${HOLE}`, "m");

/** The text as `change` gives it, its code left as it stands, also where that is quoted. */
function outsideCode(text: string, change: (text: string) => string): string {
  const code: string[] = [];
  let changed = change(text.replaceAll(HOLE, "").replace(CODE, (found) => `${HOLE}${code.push(found) - 1}${HOLE}`));
  for (let hole = HOLES.exec(changed); hole; hole = HOLES.exec(changed)) {
    const [whole, quote = "", before = "", index] = hole;
    const found = code[Number(index)]!.replaceAll("\n", `\n${quote}`);
    changed = changed.slice(0, hole.index) + quote + before + found + changed.slice(hole.index + whole.length);
  }
  return changed;
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

/** The innermost first, so that a quote within a quote is one. */
function quotes(text: string, { nameOf }: Words): string {
  const innermost = /\[quote(?:=(?:"([^"\n]*)"|“([^”\n]*)”|([^\]\n]*)))?\]((?:(?!\[quote[=\]])[\s\S])*?)\[\/quote\]\s*/i;
  let left = text;
  for (let found = innermost.exec(left); found; found = innermost.exec(left)) {
    const [whole, ...parts] = found;
    const said = (parts[0] ?? parts[1] ?? parts[2] ?? "").split(",");
    const username = said.find((part) => /^\s*username:/.test(part))?.replace(/^\s*username:/, "") ?? said[0] ?? "";
    const name = nameOf(username.trim()) ?? username.trim();
    const above = name ? `${name} wrote:\n\n` : "";
    left = `${left.slice(0, found.index)}\n${above}${quoted(parts[3] ?? "")}\n\n${left.slice(found.index + whole.length)}`;
  }
  return left;
}

const details = (text: string): string =>
  text
    .replace(
      /\[details(?:=(?:"([^"\n]*)"|([^\]\n]*)))?[^\]\n]*\]/gi,
      (_, quotedTitle, title) => `\n**${(quotedTitle ?? title ?? "Details").trim()}**\n`,
    )
    .replace(/\[\/details\]/gi, "\n")
    .replace(/<details[^>]*>\s*(?:<summary>([\s\S]*?)<\/summary>)?/gi, (_, title) => `\n**${(title ?? "Details").trim()}**\n\n`)
    .replace(/<\/details>/gi, "\n")
    .replace(/\[\/?(?:spoiler|wrap|grid|center|size|color|font)(?:=[^\]\n]*)?\]/gi, "")
    .replace(/\[date=(\d{4}-\d\d-\d\d)(?:\s+time=(\d\d:\d\d)(?::\d\d)?)?[^\]\n]*\]/gi, (_, day, time) => (time ? `${day} ${time}` : day))
    .replace(
      /\[(b|i|u|s)\]([\s\S]*?)\[\/\1\]/gi,
      (_, tag, inner) => ({ b: `**${inner}**`, i: `*${inner}*`, u: inner, s: `~~${inner}~~` })[tag.toLowerCase() as "b"]!,
    )
    .replace(/\[url=(?:"([^"\n]*)"|([^\]\n]*))\]([\s\S]*?)\[\/url\]/gi, (_, a, b, label) => `[${label}](${a ?? b})`)
    .replace(/\[url\]\s*(\S+?)\s*\[\/url\]/gi, "$1"); // prettier-ignore

/** The question and the choices; how it went is in no text. */
const withoutPolls = (text: string): string =>
  text.replace(/\[poll[^\]\n]*\]([\s\S]*?)\[\/poll\]/gi, (_, inner) => `**Poll:**\n\n${inner.trim()}`);

function withUploads(text: string, { uploadOf }: Words): string {
  return text.replace(
    /(!?)\[([^\]\n]*)\]\((upload:\/\/[^)\s]+|\/(?:uploads|assets\/uploads)\/[^)\s]+)(?:\s+"[^"\n]*")?\)/g,
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
