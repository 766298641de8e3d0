import { expect, test } from "vitest";
import { nameRemover, quoteRemover } from "~/features/forum/posts/leaver-text";

test.each([
  ["Thanks Helen Garside, that helps.", "Thanks former member, that helps."],
  ["HELEN GARSIDE’s list", "former member’s list"],
  ["@Helen Garside and @HelenGarside and @helen.garside", "former member and former member and former member"],
  ["Helen\nGarside said so", "former member said so"],
  ["Helena Garsides", "Helena Garsides"],
  ["Helen Garsideová", "Helen Garsideová"],
])("a name goes wherever it stands: %s", (text, left) => {
  expect(nameRemover(["Helen Garside"])(text)).toBe(left);
});

test.each([
  ["Siân Llŷr-Wynne", "I asked SIÂN LLŶR-WYNNE."],
  ["Joe O’Rourke", "I asked Joe O’Rourke."],
  ["نور الخطيب", "I asked نور الخطيب."],
])("a name of any letters goes: %s", (name, text) => {
  expect(nameRemover([name])(text)).toBe("I asked former member.");
});

test("a name in a script without spaces goes from the middle of a line", () => {
  expect(nameRemover(["林美玲"])("谢谢林美玲！")).toBe("谢谢former member！");
});

test("a full name goes whole where the display name is a part of it", () => {
  expect(nameRemover(["Dan", "Dan Pettigrew"])("Dan Pettigrew and Dan")).toBe("former member and former member");
});

test("a name of one or two letters goes only with an @ in front", () => {
  expect(nameRemover(["X"])("Generation X asked @X")).toBe("Generation X asked former member");
});

test("a name with signs of a pattern in it is taken as it is", () => {
  expect(nameRemover(["A. (Bo) [C]"])("A. (Bo) [C] and AxBoC")).toBe("former member and AxBoC");
});

const texts = ["We moved the **phone lines** in March.\nIt took\nthree weeks and two engineers.", "Call me on 01632 960001"];
const withoutQuotes = quoteRemover(["Helen Garside"], texts);

test.each([
  ["> We moved the phone lines in March.\n\nHow long did it take?", "> [quote removed by its author]\n\nHow long did it take?"],
  ["> > it took three weeks and two engineers", "> [quote removed by its author]"],
  ["> Before that\n> we moved the phone lines … two engineers\n\nI see", "> [quote removed by its author]\n\nI see"],
  ["Hello\n> Call me on 01632 960001\nI will", "Hello\n> [quote removed by its author]\nI will"],
])("a quote that repeats a line of theirs goes whole: %j", (markdown, left) => {
  expect(withoutQuotes(markdown)).toBe(left);
});

test("a quote under their name goes, whatever it says", () => {
  expect(withoutQuotes("Helen Garside wrote:\n\n> something else entirely\n\nYes")).toBe(
    "Helen Garside wrote:\n\n> [quote removed by its author]\n\nYes",
  );
  expect(withoutQuotes("> **@Helen Garside:**\n> something else entirely")).toBe("> [quote removed by its author]");
});

test("a copied line goes without a quote mark too, when it is long enough to be theirs", () => {
  expect(withoutQuotes("As you said\nit took three weeks and two engineers.\nBut why?")).toBe("As you said\nBut why?");
  expect(withoutQuotes("in March.")).toBe("in March.");
});

test("what others said stays", () => {
  const others = "> The rota is on the wall.\n\nHelen Garside knows.\n\n> Thanks\n\n- one\n- two";
  expect(withoutQuotes(others)).toBe(others);
});
