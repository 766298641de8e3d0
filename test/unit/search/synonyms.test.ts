import { expect, test } from "vitest";
import { parseQuery } from "~/features/search/search-query";
import { readGroup } from "~/features/search/words/search-words.policy";
import { withSynonyms } from "~/features/search/words/synonyms";

const GROUPS = [
  ["GP", "general practitioner", "family doctor"],
  ["DNA", "did not attend", "no show"],
  ["IT", "information technology"],
  // each names the other
  ["ring", "telephone"],
  ["telephone", "call", "ring"],
];

const widened = (text: string) => {
  const { clauses, others } = withSynonyms(parseQuery(text), GROUPS);
  return { clauses: clauses.map(({ terms, isExcluded }) => `${isExcluded ? "-" : ""}${terms.map((term) => term.text).join("|")}`), others };
};

test.each<[string, string[]]>([
  ["gp", ["general practitioner|family doctor|gp"]],
  ["G.P.", ["G.P."]],
  ["contract gp leave", ["contract", "general practitioner|family doctor|gp", "leave"]],
  ["general practitioner", ["GP|family doctor|general", "GP|family doctor|practitioner"]],
  ['"general practitioner" pay', ["GP|family doctor|general practitioner", "pay"]],
  ["general -practitioner", ["general", "-practitioner"]],
  ["-gp rota", ["-gp", "rota"]],
  ["practitioner general", ["practitioner", "general"]],
  ["gp or nurse", ["general practitioner|family doctor|gp|nurse"]],
  ["gp or family or x", ["general practitioner|family doctor|gp|family|x"]],
  ["ring", ["telephone|call|ring"]],
  ["rings", ["rings"]],
  ["& | ! (gp) : *", ["general practitioner|family doctor|(gp)"]],
])("what means the same is searched for besides: %s", (typed, expected) => {
  expect(widened(typed).clauses).toEqual(expected);
});

test("groups that name each other end, and nothing is searched for twice", () => {
  expect(widened("telephone").others).toEqual(["ring", "call"]);
  expect(widened("gp gp").others).toEqual(["general practitioner", "family doctor"]);
  const chain = Array.from({ length: 200 }, (_, at) => [`w${at}`, `w${at + 1}`, "all"]);
  const { others } = withSynonyms(parseQuery("all"), chain);
  expect(others).toHaveLength(12);
});

test("the last word stays unfinished", () => {
  const { clauses } = withSynonyms(parseQuery("general practitioner"), GROUPS);
  expect(clauses.at(-1)!.terms.at(-1)).toMatchObject({ text: "practitioner", isUnfinished: true });
});

test.each([
  ["GP", "one-word"],
  ["GP = gp = G-P", ["GP", "G-P"]],
  ["= = =", "one-word"],
  ["GP = &|!", "no-word"],
  ["a=b=c=d=e=f=g=h=i", "too-many-words"],
  [`GP = ${"x".repeat(61)}`, "too-long"],
  ["GP = one two three four five six seven", "too-long"],
  ['GP = "general   practitioner"', ["GP", "general practitioner"]],
])("a group is read as it is meant, or refused: %s", (typed, expected) => {
  const group = readGroup(typed);
  expect("reason" in group ? group.reason : group.words).toEqual(expected);
});
