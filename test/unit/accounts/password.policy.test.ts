import { expect, test } from "vitest";
import { passwordProblem } from "~/features/accounts/password.policy";

const CONTEXT = ["ada.marsh@thistlecombe.example", "Ada Marsh", "Thistlecombe Surgery"];

test.each([
  ["password", "too-short"],
  ["elevenchars", "too-short"],
  ["", "too-short"],
  ["x".repeat(129), "too-long"],
  ["passwordpassword", "too-easy"],
  ["Password123456", "too-easy"],
  ["P@ssw0rdP@ssw0rd", "too-easy"],
  ["qwertyuiop123", "too-easy"],
  ["aaaaaaaaaaaaaaaa", "too-easy"],
  ["abababababababab", "too-easy"],
  ["1234567890123", "too-easy"],
  ["abcdefghijklmnop", "too-easy"],
  ["letmeinletmein1", "too-easy"],
  ["practice-network-1", "too-easy"],
  ["NHSsurgery2026", "too-easy"],
  ["practicemanager", "too-easy"],
  ["thistlecombe2026", "too-easy"],
  ["ada.marsh@thistlecombe.example", "too-easy"],
  ["AdaMarsh AdaMarsh", "too-easy"],
  ["welcomewelcome1", "too-easy"],
  ["administrator!!", "too-easy"],
  ["kzkzkzkzkzkz", "too-easy"],
  ["?!,;?!,;?!,;", "too-easy"],
  ["zkpassword9vletmeinq", "too-easy"],
  ["qwertyuiopzk9v", "too-easy"],
] as const)("B2: %j is refused: %s", (password, reason) => {
  expect(passwordProblem(password, CONTEXT)).toBe(reason);
});

test.each([
  "twelve quiet otters",
  "eleven calm badgers",
  "correct horse battery staple",
  "mjölk och bullar i skogen",
  "пять зелёных яблок",
  "五つの緑のりんごを食べる猫たち",
  "only lower case words here",
  "x7#kP2!mQ9$z",
  "        spaces count too        ",
  "the practice cat sleeps on the scanner",
  `${"long ".repeat(12)}enough to be a sentence`,
  "pasted-from-a-manager-8Jq2LzWc",
  "footballzk9vqm",
  "jolijolijoli",
  `${"x7#kP2!mQ9$z".repeat(10)}12345678`,
])("B2: %j is accepted", (password) => {
  expect(passwordProblem(password, CONTEXT)).toBeNull();
});

test("B2: one's own words of three letters or more are guessed first, shorter ones are not", () => {
  expect(passwordProblem("foxfoxfoxzk9v", ["Ada Fox"])).toBe("too-easy");
  expect(passwordProblem("foxfoxfoxzk9v", ["Ada Marsh"])).toBeNull();
  expect(passwordProblem("jolijolijoli", ["Jo Li"])).toBeNull();
});

test("B2: without words of one's own the same rules hold", () => {
  expect(passwordProblem("twelve quiet otters")).toBeNull();
  expect(passwordProblem("passwordpassword")).toBe("too-easy");
});
