import { formatDate } from "~/lib/dates";
import { quoted } from "~/lib/quoted";
import { AUDIT_CLASSES, actionWords } from "./action-words";

type Detail = Record<string, unknown>;
type Said = (value: unknown) => string;

const many =
  (one: string, more = `${one}s`): Said =>
  (count) =>
    `${Number(count).toLocaleString("en-GB")} ${Number(count) === 1 ? one : more}`;
const listed = (value: unknown) => (Array.isArray(value) ? value : [value]).join(", ");
const inQuotes: Said = (words) => quoted(listed(words));
const on =
  (words: string): Said =>
  (moment) =>
    `${words} ${formatDate(String(moment))}`;
const asSaid =
  (words: Record<string, string>): Said =>
  (value) =>
    words[String(value)] ?? String(value);
/** An id, or a place in an order: nobody reads it. */
const unsaid: Said = () => "";

const WHO_READS = asSaid({ open: "everybody", members: "members", groups: "some groups" });

/** Who may read something, as it was asked for or as it was before. */
function readers(value: unknown): string {
  if (typeof value === "string") return WHO_READS(value);
  const { audience, groups } = value as { audience?: string; groups?: string[] };
  return groups ? `groups ${listed(groups)}` : WHO_READS(audience);
}

/** How many a list showed, by the state that it was narrowed to: “4 waiting”. */
const STATES = asSaid({ asked: "asked a question" });
const FILTER_WORDS = asSaid({ q: "words", organisation: "practice" });

/** What a fact of an entry says, by the name that its writer gave it. */
const FACTS: Record<string, Said> = {
  // lists, and what they were narrowed to
  queue: (queue) => `${queue} queue`,
  filters: (names) => `narrowed by ${(names as string[]).map(FILTER_WORDS).join(", ")}`,
  class: (name) => `only ${(AUDIT_CLASSES[name as keyof typeof AUDIT_CLASSES] ?? String(name)).toLowerCase()}`,
  action: (action) => `only ${quoted(actionWords(String(action)))}`,
  // words of people
  reason: inQuotes,
  words: inQuotes,
  name: inQuotes,
  description: inQuotes,
  into: (name) => `into ${name}`,
  number: (number) => `text ${number}`,
  page: (path) => `/${path}`,
  device: listed,
  enquiries: listed,
  comments: asSaid({ open: "open", first: "read by a moderator first", closed: "closed", none: "none" }),
  endsAt: on("ends on"),
  of: unsaid,
  slug: listed,
  tags: (names) => listed(names) || "no tags",
  version: (number) => `version ${number}`,
  // places and who reads them
  act: asSaid({ publish: "to go out", "take-down": "to come down" }),
  at: on("on"),
  audience: (value) => `for ${readers(value)}`,
  narrowed: many("page below it narrowed too", "pages below it narrowed too"),
  namelessAs: (label) => `without a name: ${quoted(String(label))}`,
  by: unsaid,
  moderation: unsaid,
  position: unsaid,
  // the forum
  closesOn: on("closes on"),
  opensOn: on("opens on"),
  pinnedUntil: on("pinned until"),
  announcedUntil: on("announced until"),
  kind: asSaid({ "read-only": "limited to reading" }),
  outcome: asSaid({ warn: "warns the writer", hold: "holds the post", refuse: "refuses the post" }),
  // how many
  count: many("in all", "in all"),
  left: many("person let out", "people let out"),
  people: many("person", "people"),
  group: listed,
  to: listed,
  lines: many("line"),
  category: many("category", "categories"),
  tag: many("tag"),
  person: many("person", "people"),
  members: many("member"),
  topic: many("topic"),
  post: many("post"),
  thanks: many("thanks", "thanks"),
  answer: many("answer"),
  poll: many("poll"),
  permalink: many("earlier address", "earlier addresses"),
  attachments: many("attachment"),
  files: many("file"),
  held: many("held", "held"),
  problems: many("problem"),
};

/** What was changed, as the form calls it. */
const FIELDS = asSaid({
  fullName: "full name",
  displayName: "name shown",
  jobTitle: "job title",
  organisationName: "practice",
  showJobTitle: "job title shown",
  showOrganisation: "practice shown",
  showInterests: "interests shown",
  showReading: "reading shown",
  personalise: "offers by interests",
  post: "postal address",
  phone: "phone number",
  fax: "fax number",
});

const isChange = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === "object" && value !== null && "from" in value && "to" in value;
const isNothing = (value: unknown) => String(value ?? "") === "";

function valueInWords(value: unknown): string {
  if (isNothing(value)) return "nothing";
  return typeof value === "boolean" ? (value ? "yes" : "no") : inQuotes(value);
}

/** From what was to what is: of who may read something, of a name, or of several words of something. */
function changeInWords({ before, after }: Detail): string[] {
  if (typeof (before ?? after) === "string" && after !== undefined) return [`from ${valueInWords(before)} to ${valueInWords(after)}`];
  if (isNothing(before)) return [];
  if (typeof before === "string") return [`earlier name ${quoted(before)}`];
  if ("audience" in (before as Detail)) return [`for ${readers(after)}, before for ${readers(before)}`];
  const now = (after ?? {}) as Detail;
  return Object.entries(before as Detail)
    .filter(([field, value]) => FACTS[field] !== unsaid && value !== now[field])
    .map(([field, value]) => `${field} from ${valueInWords(value)} to ${valueInWords(now[field])}`);
}

/** What else is known of an entry, each fact as people say it: “4 shown”, “job title from nothing to “Manager””. */
export function detailInWords(detail: unknown): string[] {
  const { before, after, shown, state, ...facts } = (detail ?? {}) as Detail;
  const found = isNothing(shown) ? [] : [`${shown} ${isNothing(state) ? "shown" : STATES(state)}`];
  const said = Object.entries(facts).map(([name, value]) => {
    if (isChange(value)) return `${FIELDS(name)} from ${valueInWords(value.from)} to ${valueInWords(value.to)}`;
    if (isNothing(value)) return name === "tags" ? "no tags" : "";
    return FACTS[name]?.(value) ?? `${name}: ${String(value)}`;
  });
  return [...found, ...changeInWords({ before, after }), ...said].filter((words) => words !== "");
}
