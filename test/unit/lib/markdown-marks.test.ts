import { expect, test } from "vitest";
import { renderMarkdown } from "~/lib/markdown.server";
import { type Edit, linkTo, type Mark, toggleMark } from "~/lib/markdown-marks";

/** “a ‹b› c” selects b; gives the text afterwards with what is selected then, null where nothing was done. */
function change(marked: string, make: (selection: { text: string; start: number; end: number }) => Edit | null): string | null {
  const start = marked.indexOf("‹");
  const end = marked.indexOf("›") - 1;
  const text = marked.replace(/[‹›]/g, "");
  const edit = make({ text, start, end });
  if (!edit) return null;
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${after.slice(0, edit.start)}‹${after.slice(edit.start, edit.end)}›${after.slice(edit.end)}`;
}

test.each<[Mark, string, string | null]>([
  ["bold", "a ‹b› c", "a **‹b›** c"],
  ["bold", "a **‹b›** c", "a ‹b› c"],
  ["bold", "a ‹**b**› c", "a ‹b› c"],
  ["bold", "a ‹› c", "a **‹›** c"],
  ["bold", "one ‹two ›three", "one **‹two›** three"],
  ["bold", "‹one\n\ntwo \n›", "‹**one**\n\n**two**› \n"],
  ["bold", "‹**one**\n\n**two**›", "‹one\n\ntwo›"],
  ["bold", "‹- a\n- **b**\n1. c›", "- ‹**a**\n- **b**\n1. **c**›"],
  ["bold", "‹> a›", "> **‹a›**"],
  ["bold", "‹ha›lf", "**‹ha›**lf"],
  ["bold", "h‹a›lf", "**‹ha›**lf"],
  ["bold", "ha‹›lf", "ha**‹›**lf"],
  ["italic", "h‹a›lf", "_‹half›_"],
  ["italic", "a ‹b› c", "a _‹b›_ c"],
  ["italic", "_‹b›_", "‹b›"],
  ["heading", "one\ntw‹›o\nthree", "one\n## two‹›\nthree"],
  ["heading", "## tw‹›o", "two‹›"],
  ["list", "‹one\n\ntwo›", "‹- one\n\n- two›"],
  ["list", "‹- one\n- two›", "‹one\ntwo›"],
  ["list", "- on‹e\ntw›o", "‹- - one\n- two›"],
  ["numbered", "‹one\n\ntwo›", "‹1. one\n\n2. two›"],
  ["numbered", "‹1. one\n2. two›", "‹one\ntwo›"],
  ["table", "a‹›", "| ‹a› |  |\n| --- | --- |\n|  |  |\n"],
  ["table", "a\n\n‹›", "a\n\n| ‹Heading› |  |\n| --- | --- |\n|  |  |\n"],
  ["table", "‹Day\tWho\nMon\ta|b›", "| ‹Day› | Who |\n| --- | --- |\n| Mon | a\\|b |\n"],
  ["quote", "‹›", "> ‹›"],
  ["quote", "a\n‹b›\nc", "a\n> b‹›\nc"],
  ["link", "see ‹the guide›", null],
  ["link", "see ‹https://nhs.uk/›", "see [‹›](https://nhs.uk/)"],
  ["link", "see ‹www.nhs.uk ›now", "see [‹›](www.nhs.uk) now"],
  ["link", "see ‹jane@nhs.net›", "see [‹›](jane@nhs.net)"],
  ["link", "see ‹›", null],
  ["link", "see ‹[the guide](/guidance)›", "see ‹the guide›"],
])("%s: %j becomes %j", (mark, before, after) => {
  expect(change(before, (selection) => toggleMark(selection, mark))).toBe(after);
});

test.each([
  ["see ‹the guide ›now", "see [the guide](/leases)‹› now"],
  ["see ‹›", "see [On leases](/leases)‹›"],
])("a link to a page: %j becomes %j", (before, after) => {
  expect(change(before, (selection) => linkTo(selection, "/leases", "On leases"))).toBe(after);
});

test("a link to an address of no title is given its words, and keeps its brackets", () => {
  expect(change("see ‹›", (selection) => linkTo(selection, "https://nhs.uk/a_(b"))).toBe("see [‹›](https://nhs.uk/a_%28b)");
});

test.each([
  ["[Draft] rota", "(Draft) rota"],
  ["Half ] a [ bracket", "Half ) a ( bracket"],
  ["The [words](https://elsewhere.example) of it", "The (words)(https://elsewhere.example) of it"],
  ["C:\\rota\\", "C:\\rota"],
  ["`code", "’code"],
  ["<b>Bold & co</b>", "&lt;b&gt;Bold &amp; co&lt;/b&gt;"],
])("a link to what is called %j is one link, of these words", (title, words) => {
  const { insert } = linkTo({ text: "", start: 0, end: 0 }, "/leases", title);
  const { html } = renderMarkdown(`${insert} and \`more\``);
  expect(html).toMatch(/^<p><a href="\/leases">/);
  expect(html.replace(/<span class="pn-offsite">.*?<\/span>/g, "")).toContain(words);
  expect(html.match(/<a /g)).toHaveLength(1);
});
