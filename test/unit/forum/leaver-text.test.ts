import { expect, test } from "vitest";
import { type LeaverName, nameRemover, quoteRemover } from "~/features/forum/posts/leaver-text";
import { weighNames } from "~/features/forum/posts/weigh-names.server";

const sure = (...names: string[]): LeaverName[] => names.map((name) => ({ name, counts: "anywhere" }));

test.each([
  ["Thanks Helen Garside, that helps.", "Thanks former member, that helps."],
  ["HELEN GARSIDE’s list", "former member’s list"],
  ["@Helen Garside and @HelenGarside and @helen.garside", "former member and former member and former member"],
  ["Helen\nGarside said so", "former member said so"],
  ["Helena Garsides", "Helena Garsides"],
  ["Helen Garsideová", "Helen Garsideová"],
])("a name goes wherever it stands: %s", (text, left) => {
  expect(nameRemover(sure("Helen Garside"))(text)).toBe(left);
});

test.each([
  ["Siân Llŷr-Wynne", "I asked SIÂN LLŶR-WYNNE."],
  ["Joe O’Rourke", "I asked Joe O’Rourke."],
  ["نور الخطيب", "I asked نور الخطيب."],
])("a name of any letters goes: %s", (name, text) => {
  expect(nameRemover(sure(name))(text)).toBe("I asked former member.");
});

test("a name in a script without spaces goes from the middle of a line", () => {
  expect(nameRemover(sure("林美玲"))("谢谢林美玲！")).toBe("谢谢former member！");
});

test("a full name goes whole where the display name is a part of it", () => {
  expect(nameRemover(sure("Dan", "Dan Pettigrew"))("Dan Pettigrew and Dan")).toBe("former member and former member");
});

test.each<[string, LeaverName["counts"]]>([
  ["Helen Garside", "anywhere"],
  ["Zebedeus", "anywhere"],
  ["林美玲", "anywhere"],
  ["Grace Hill", "capitalised"],
  ["May Rose", "capitalised"],
  ["X", "addressed"],
  ["May", "addressed"],
  ["Helen", "addressed"],
  ["the", "addressed"],
  ["vaccine fridge", "addressed"],
  ["Good Morning", "addressed"],
])("%s counts %s", async (name, counts) => {
  expect(await weighNames([name])).toEqual([{ name, counts }]);
});

test.each([
  ["X", "Generation X asked @X", "Generation X asked former member"],
  ["May", "You may ask @May from 1 May: write to jane@may.example.", "You may ask former member from 1 May: write to jane@may.example."],
  ["the", "The rota is on the wall, @the.", "The rota is on the wall, former member."],
  ["Grace Hill", "Ask GRACE HILL or Grace Hill, by the grace hill", "Ask former member or former member, by the grace hill"],
])("what is a word like any other counts where it is their name alone: %s", async (name, text, left) => {
  expect(nameRemover(await weighNames([name]))(text)).toBe(left);
});

test("a name with signs of a pattern in it is taken as it is", () => {
  expect(nameRemover(sure("A. (Bo) [C]"))("A. (Bo) [C] and AxBoC")).toBe("former member and AxBoC");
});

const [longAgo, then, later] = [new Date("2026-01-01"), new Date("2026-02-01"), new Date("2026-03-01")];
const texts = [
  "We moved the **phone lines** in March.\nIt took\nthree weeks and two engineers, and nobody told us that it would.",
  "Call me on 01632 960001",
  "> The key is kept behind the desk in reception, and it is never lent to anybody.\nIs it?",
].map((text) => ({ text, since: then }));
const remover = quoteRemover(sure("Helen Garside"), texts);
const withoutQuotes = (text: string) => remover(text, { at: later, changed: later });

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

test.each([
  ["> Helen Garside: something else entirely", "> [quote removed by its author]"],
  ["> **Helen Garside:** something else entirely", "> [quote removed by its author]"],
  ["> helen garside wrote: something else entirely", "> [quote removed by its author]"],
  ["> @HelenGarside (Manager): something else entirely", "> [quote removed by its author]"],
  ["> Jo: is it so?\n> Helen Garside said on 3 May: something else\n\nI see", "> [quote removed by its author]\n\nI see"],
  ["Helen Garside:\n> something else entirely", "Helen Garside:\n> [quote removed by its author]"],
  ["Helen Garside wrote on 3 May:\n> something else", "Helen Garside wrote on 3 May:\n> [quote removed by its author]"],
  ["Helen Garside wrote: we moved the phone lines in March.\nWhen?", "When?"],
  ["Helen Garside: “Call me on 01632 960001”\nI did.", "I did."],
  ["Helen Garside wrote: something else entirely", "Helen Garside wrote: something else entirely"],
  ["> Jo told Helen Garside: it is on the wall", "> Jo told Helen Garside: it is on the wall"],
  ["> Helen Garside knows: it is on the wall", "> Helen Garside knows: it is on the wall"],
])("a quote that says whose it is in its own line goes: %j", (markdown, left) => {
  expect(withoutQuotes(markdown)).toBe(left);
});

test("a copied line goes without a quote mark too, when it is long enough to be theirs", () => {
  expect(withoutQuotes("As you said\nthree weeks and two engineers, and nobody told us that it would.\nBut why?")).toBe(
    "As you said\nBut why?",
  );
  for (const line of ["in March.", "Three weeks and two engineers"]) expect(withoutQuotes(line)).toBe(line);
});

test("what others said stays", () => {
  const others = "> The rota is on the wall.\n\nHelen Garside knows.\n\n> Thanks\n\n- one\n- two";
  expect(withoutQuotes(others)).toBe(others);
});

test.each([
  ["what they had quoted", "> The key is kept behind the desk in reception, and it is never lent to anybody.", later],
  ["what they had copied", "Three weeks and two engineers, and nobody told us that it would.", longAgo],
  ["what they had copied, in a quote", "> three weeks and two engineers", longAgo],
])("what others wrote stays theirs: %s", (_what, text, at) => {
  expect(remover(text, { at, changed: at })).toBe(text);
});

test("a post from before that quotes them since loses the quote, and no line of its own", () => {
  const text = "Three weeks and two engineers, and nobody told us that it would.\n> Call me on 01632 960001";
  expect(remover(text, { at: longAgo, changed: later })).toBe(text.replace(/> .*/, "> [quote removed by its author]"));
});

test("a name that is a word like any other introduces a quote where it is all of the line, or wrote", async () => {
  const may = quoteRemover(await weighNames(["May"]), [{ text: "Nothing at all", since: then }]);
  const asked = (line: string) => may(`${line}\n> We open at eight`, { at: later, changed: later }).includes("removed by its author");
  expect(["May wrote:", "May:", "@may:", "**May** said"].map(asked)).toEqual([true, true, true, true]);
  expect(["It opens in May:", "who may:", "All of May"].map(asked)).toEqual([false, false, false]);
  const said = (line: string) => may(line, { at: later, changed: later }).includes("removed by its author");
  expect(["> May wrote: we open at eight", "> @May: we open at eight", "> May: nothing at all"].map(said)).toEqual([true, true, true]);
  expect(["> May: we open at eight", "> may: we open at eight"].map(said)).toEqual([false, false]);
});
