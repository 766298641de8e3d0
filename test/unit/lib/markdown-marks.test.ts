import { expect, test } from "vitest";
import { type Mark, toggleMark } from "~/lib/markdown-marks";

/** “a [b] c” selects b; gives the text afterwards with what is selected then. */
function press(mark: Mark, marked: string): string {
  const start = marked.indexOf("‹");
  const end = marked.indexOf("›") - 1;
  const text = marked.replace(/[‹›]/g, "");
  const edit = toggleMark({ text, start, end }, mark);
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${after.slice(0, edit.start)}‹${after.slice(edit.start, edit.end)}›${after.slice(edit.end)}`;
}

test.each<[Mark, string, string]>([
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
  ["link", "see ‹the guide›", "see [the guide](‹https://›)"],
  ["link", "see ‹https://nhs.uk/›", "see [‹›](https://nhs.uk/)"],
  ["link", "see ‹www.nhs.uk ›now", "see [‹›](www.nhs.uk) now"],
  ["link", "see ‹jane@nhs.net›", "see [‹›](jane@nhs.net)"],
  ["link", "‹the guide ›", "[the guide](‹https://›) "],
  ["link", "see ‹[the guide](/guidance)›", "see ‹the guide›"],
])("%s: %j becomes %j", (mark, before, after) => {
  expect(press(mark, before)).toBe(after);
});
