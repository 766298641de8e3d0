/** A name as it may stand in a text. */
export type Name = { start: number; end: number; isTitled: boolean };

const words = (list: string) => new Set(list.split(/\s+/));

/** Begin a sentence or introduce a name, and are no part of one. */
const LEADING = words(
  "a all also an and any are as ask at but by call called can caller dear dob for from has have he hello hi her his how i if in is it just last my named new next no not note on our patient please pt re regarding saw see seen she since so some that the their them then there they this to today tomorrow us was we were what when where which who why with yesterday yes you your",
);

/** Make the words around them a place, a body, a post or a day instead of somebody's name. */
const NEVER = words(
  `road street lane avenue close drive court crescent gardens garden terrace grove square place way walk hill-road row mews parade park green gate
  surgery practice practices centre center clinic hospital house health medical care primary pharmacy trust group partnership network federation board council
  office department ward unit team service services limited ltd plc university college school academy institute society association foundation company
  england scotland wales ireland britain kingdom london leeds manchester birmingham liverpool bristol sheffield yorkshire keynes wells spa coldfield regis
  north south east west northern southern eastern western upper lower great greater royal saint st new old city county borough
  manager managers receptionist nurse doctor secretary administrator partner partners director officer lead chair deputy assistant senior head
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
  date birth born number address postcode phone telephone email fax name surname forename gender sex minutes meeting agenda annual general
  nhs gp gps cqc icb icbs pcn pcns ccg bma emis systmone tpp gdpr ico dpo hr it uk vat pay microsoft excel word google teams zoom`,
);

const TITLE = /^(?:mr|mrs|ms|miss|mx|master|baby|sir|dame|rev|prof|dr)$/i;
const CAPITALISED = /\p{Lu}[\p{L}'’-]{0,30}\.?/gu;
/** A title may be typed small. */
const TITLED = /(?<![\p{L}\p{N}])(mrs?|ms|miss|mx|master|baby|dr)\.?[ \t]{1,2}(\p{L}[\p{L}'’-]{1,30})/giu;

type Word = { text: string; start: number; end: number };

/**
 * What may be the names of people in a short text: a title and a name, two capitalised words or more beside each other, an initial and a name.
 * `lone`: one capitalised word is enough.
 */
export function findNames(text: string, { lone = false }: { lone?: boolean } = {}): Name[] {
  const names: Name[] = [...text.matchAll(TITLED)]
    .filter(([, title, name]) => title!.toLowerCase() !== "dr" && !isNever(name!) && !LEADING.has(name!.toLowerCase()))
    .map((found) => ({ start: found.index, end: found.index + found[0].length, isTitled: true }));
  for (const run of runsOf(text)) {
    const isPlace = run.some(({ text }) => isNever(text));
    const name = withoutLeading(run);
    const whole = name.filter(({ text }) => text.length > 2 && /\p{Ll}/u.test(text));
    const enough = name.length >= 2 ? whole.length >= 1 && name.every(({ text }) => /\p{L}/u.test(text)) : lone && whole.length === 1;
    if (isPlace || !enough || name.length > 4) continue;
    names.push({ start: name[0]!.start, end: name.at(-1)!.end, isTitled: false });
  }
  return names;
}

const isNever = (word: string) => NEVER.has(word.replace(/['’]s$|\.$/g, "").toLowerCase());

/** A title is no part of a name that counts without it, and “Dr” alone makes none. */
function withoutLeading(run: Word[]): Word[] {
  const from = run.findIndex(({ text }) => !LEADING.has(text.replace(/\.$/, "").toLowerCase()) && !TITLE.test(text.replace(/\.$/, "")));
  return from < 0 ? [] : run.slice(from);
}

/** Capitalised words with nothing but a space, or a comma and a space, between them. */
function runsOf(text: string): Word[][] {
  const runs: Word[][] = [];
  let last: Word | undefined;
  for (const { 0: found, index } of text.matchAll(CAPITALISED)) {
    // the full stop belongs to an initial or a title alone
    const word = found.length > 2 && !TITLE.test(found.replace(".", "")) ? found.replace(/\.$/, "") : found;
    const next = { text: word, start: index, end: index + word.length };
    const isInside = index > 0 && /[\p{L}\p{N}]/u.test(text[index - 1]!);
    if (isInside) continue;
    if (last && /^(?:[ \t]{1,2}|,[ \t])$/.test(text.slice(last.end, index))) runs.at(-1)!.push(next);
    else runs.push([next]);
    last = next;
  }
  return runs;
}
