/** A line of a group: whether what begins so may be asked. `*` is any signs, `$` at the end the end (RFC 9309). */
type Rule = { allows: boolean; pattern: string };

const MOST_LINES = 2000;

/**
 * Whether a robots.txt lets a program of this name ask for a path: by the rules for its name, or else for all; the longest that fits
 * counts, and of two as long the one that allows.
 */
export function robotsAllow(text: string, name: string, path: string): boolean {
  const groups = groupsOf(text);
  const own = groups.filter(({ agents }) => agents.includes(name.toLowerCase()));
  const rules = (own.length > 0 ? own : groups.filter(({ agents }) => agents.includes("*"))).flatMap((group) => group.rules);
  let best: Rule | null = null;
  for (const rule of rules) {
    if (!fits(rule.pattern, path)) continue;
    const isLonger = !best || rule.pattern.length > best.pattern.length;
    if (isLonger || (rule.pattern.length === best!.pattern.length && rule.allows)) best = rule;
  }
  return best?.allows ?? true;
}

type Group = { agents: string[]; rules: Rule[] };

function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n?|\n/).slice(0, MOST_LINES)) {
    const [, field = "", value = ""] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? [];
    const said = value.trim();
    if (/^user-agent$/i.test(field)) {
      if (!isNaming) groups.push({ agents: [], rules: [] });
      isNaming = true;
      groups.at(-1)!.agents.push(said.toLowerCase());
    } else if (/^(dis)?allow$/i.test(field)) {
      isNaming = false;
      // without a path it forbids nothing
      if (said) groups.at(-1)?.rules.push({ allows: /^allow$/i.test(field), pattern: said });
    }
  }
  return groups;
}

/** Piece by piece, each as early as it stands: linear, whatever a site writes. */
function fits(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith("$");
  const [first = "", ...pieces] = (isWhole ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, piece] of pieces.entries()) {
    const isLast = isWhole && index === pieces.length - 1;
    const found = isLast
      ? path.length - piece.length >= at && path.endsWith(piece)
        ? path.length - piece.length
        : -1
      : path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return !isWhole || at === path.length;
}
