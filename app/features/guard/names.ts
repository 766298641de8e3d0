/** A name as it may stand in a text. */
export type Name = { start: number; end: number; isTitled: boolean };

const words = (list: string) => new Set(list.split(/\s+/));

/** Begin a sentence or introduce a name, and are no part of one. */
const LEADING = words(
  "a all also an and any are as ask at but by call called can caller dear dob for forename forenames from has have he hello hi her his how i if in is it just last my name named new next no not note on our patient please pt re regarding saw see seen she since so some surname that the their them then there they this to today tomorrow us was we were what when where which who why with yesterday yes you your",
);

/** Make the words around them a place, a body, a post or a day instead of somebody's name. */
const NEVER = words(
  `road avenue drive crescent garden terrace square walk hill-road row parade
  surgery practice practices centre center clinic hospital health medical care primary pharmacy trust group partnership network federation board council
  office department unit team service services limited ltd plc university college school academy institute society association foundation company
  scotland wales britain kingdom leeds manchester birmingham liverpool sheffield yorkshire keynes spa coldfield regis
  northern southern eastern western upper lower great greater royal saint st new old city county borough
  manager managers receptionist nurse doctor secretary administrator partner partners director officer lead chair deputy assistant senior
  january february july september october november december feb apr jul aug sep sept oct nov dec
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat
  date birth born number address postcode phone telephone email fax name surname forename gender sex minutes meeting agenda annual general
  nhs gp gps cqc icb icbs pcn pcns ccg bma emis systmone tpp gdpr ico dpo hr it uk vat pay microsoft excel word google teams zoom`,
);

/** The same, though people are called so as well: behind a forename they are names, unless a street or a house is called like that too. */
const SURNAMES = words("green ward north south east west wells may march england london ireland bristol");
const ALSO_NAMES = new Set([
  ...SURNAMES,
  ...words("street lane close court gardens grove place way mews park gate house head april june august jan mar jun sun"),
]);

const MONTH_FORENAMES = words("april may june");
/** So common in the United Kingdom that what follows is a surname; without those that streets and wards of hospitals are called after. */
const FORENAMES = words(
  `adam ahmed aisha alan alice alison amanda amy andrea andrew angela anita ann anna anne anthony barbara barry ben benjamin beth brenda brian carol caroline
  catherine charles chloe chris christine christopher claire clare colin craig daniel darren david dawn deborah debbie denise derek diane donna dorothy
  doris doreen edith eileen elaine ellen emily emma eric eva evelyn fatima fiona florence frances frank freda gareth gary geoffrey gillian gordon grace
  graham hannah harry hazel heather helen hilda ian irene isabel ivy jack jacqueline jake jane janet janice jason jean jennifer jenny jessica jill joan
  joanne john jonathan joseph josephine joshua joyce judith julia julie karen kate katherine kathleen keith kelly kenneth kerry kevin kim laura lauren
  leanne lee leonard lesley liam linda lisa lorraine louise lucy luke lynn malcolm margaret maria marie marion marjorie mark martin mary matthew maureen
  maxine megan michael michelle mike mohammed muhammad nancy natalie neil nicholas nicola nigel nora norman oliver olivia pamela patricia paul paula
  pauline peggy peter philip phyllis rachel raymond rebecca richard robert roger ronald roy ruth ryan sally samantha samuel sandra sarah sharon sheila
  shirley simon sophie stanley stella stephen steven stuart sue susan suzanne sylvia terence teresa thomas tim timothy tina tom tony tracey tracy trevor
  valerie vera veronica vincent violet walter wendy winifred yvonne zoe`,
);

const TITLE = /^(?:mr|mrs|ms|miss|mx|master|baby|sir|dame|rev|prof|dr)$/i;
const CAPITALISED = /\p{Lu}[\p{L}'’-]{0,30}\.?/gu;
/** A title may be typed small. */
const TITLED = /(?<![\p{L}\p{N}])(mrs?|ms|miss|mx|master|baby|dr)\.?[ \t]{1,2}(\p{L}[\p{L}'’-]{1,30})/giu;

/** What a form calls a name. */
const LABELLED = /(?<!\p{L})(?:[Ss]ur|[Ff]ore|[Ff]ull |[Ff]irst |[Ll]ast )?[Nn]ames?[ \t]{0,3}[:=]?[ \t]{0,3}(\p{Lu}[\p{L}'’-]{1,30})/gu;

type Word = { text: string; start: number; end: number };

/** Behind these a word is a name, whatever else it means; “MS” is Microsoft, and to “miss May” is no title. */
const SURE_TITLE = /^(?:[Mm][Rr][Ss]?|Ms|Miss|MISS)$/;

/**
 * What may be the names of people in a short text: a title and a name, two capitalised words or more beside each other, an initial and a
 * name. `lone`: one capitalised word is enough. `isOfBirth`: a date of birth stands beside it, so that what is mostly no name may be one.
 */
export function findNames(text: string, { lone = false, isOfBirth = false }: { lone?: boolean; isOfBirth?: boolean } = {}): Name[] {
  const names: Name[] = [...text.matchAll(TITLED)]
    .filter(
      ([, title, name]) =>
        title!.toLowerCase() !== "dr" && (!isNever(name!) || SURE_TITLE.test(title!)) && !LEADING.has(name!.toLowerCase()),
    )
    .map((found) => ({ start: found.index, end: found.index + found[0].length, isTitled: true }));
  if (isOfBirth)
    for (const { 0: found, 1: name, index } of text.matchAll(LABELLED))
      if (!isNever(name!) && !LEADING.has(bare(name!)))
        names.push({ start: index + found.length - name!.length, end: index + found.length, isTitled: false });
  for (const run of runsOf(text)) {
    const name = withoutLeading(run);
    const whole = name.filter(({ text }) => text.length > 2 && /\p{Ll}/u.test(text));
    const isLoud = isOfBirth && name.every(({ text }) => text.length > 1 && !LEADING.has(text.toLowerCase()));
    const enough =
      name.length >= 2 ? (whole.length >= 1 || isLoud) && name.every(({ text }) => /\p{L}/u.test(text)) : lone && whole.length === 1;
    if (!enough || name.length > 4) continue;
    if (!isPlace(text, name, isOfBirth)) names.push({ start: name[0]!.start, end: name.at(-1)!.end, isTitled: false });
  }
  return names;
}

const bare = (word: string) => word.replace(/['’]s$|\.$/g, "").toLowerCase();
const isNever = (word: string) => NEVER.has(bare(word)) || ALSO_NAMES.has(bare(word));

/** Whether words of a run make it something else than a name. */
function isPlace(text: string, name: Word[], isOfBirth: boolean): boolean {
  const doubtful = name.filter(({ text }) => isNever(text));
  if (doubtful.length === 0) return false;
  const [first, last] = [name[0]!, name.at(-1)!];
  const areAll = (list: Set<string>) => doubtful.every(({ text }) => list.has(bare(text)));
  if (!isOfBirth) return !FORENAMES.has(bare(first.text)) || !areAll(SURNAMES) || text.slice(first.start, last.end).includes(",");
  const isNamed = doubtful.length < name.length || (name.length > 1 && MONTH_FORENAMES.has(bare(first.text)));
  const isBehindHouseNumber = /\d $/.test(text.slice(Math.max(0, first.start - 2), first.start));
  return !isNamed || !areAll(ALSO_NAMES) || isBehindHouseNumber;
}

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
