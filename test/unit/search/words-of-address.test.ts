import { expect, test } from "vitest";
import { wordsOfAddress } from "~/features/search/words-of-address";

test.each([
  ["/guidance/contracts-and-pay", "contracts and pay"],
  ["/old/Staff_Handbook%202019.pdf", "staff handbook 2019"],
  ["/guidance/index.html", "guidance"],
  ["/CQC/", "cqc"],
  ["/wp-login.php", "wp login"],
  // nothing in it is a word, or not all of it is
  ["/", ""],
  ["/%E0%A4%A", ""],
  ["/index.php", ""],
  ["/2026/11", ""],
  // what may be a secret is repeated nowhere
  ["/newsletters/confirm/h7Gk-Qw3xZ_plo9Rt2bVnM4c/x", "confirm"],
  ["/previews/aBcdEfgh-jKlm-nopQ", "previews"],
  [`/${"a".repeat(200)}`, ""],
  [`/${Array.from({ length: 20 }, () => "rota").join("-")}`, "rota rota rota rota rota rota rota rota"],
])("of %j the words are %j", (path, words) => {
  expect(wordsOfAddress(path)).toBe(words);
});
