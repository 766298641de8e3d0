import { expect, test } from "vitest";
import { RETENTION } from "#db/retention";
import { asTable, asText, fillText, unknownWords } from "~/features/notices/fill-text";
import { NOTICE_SLUGS } from "~/features/notices/notices";
import { RELEASE_TEXTS } from "~/features/notices/release-texts.server";
import { renderNotice } from "~/features/notices/render-notice.server";

test("words in double brackets are filled in, others stay and are named", () => {
  const words = { network: "PMN", "answer-time": "5 working days" };
  expect(fillText("[[network]] answers within [[answer-time]]. [[nothing]]", words)).toBe("PMN answers within 5 working days. [[nothing]]");
  expect(unknownWords("[[network]] [[nothing]] [[constructor]] [[nothing]]", words)).toEqual(["nothing", "constructor"]);
});

test("B18: nothing but these words is a template", () => {
  const ugly = `{{7*7}} $\{process.env.SECRETS} <%= env %> {{#with this}} %{x} [[__proto__]] [[constructor]]`;
  expect(fillText(ugly, { network: "PMN" })).toBe(ugly);
  expect(fillText("[[network]]", { network: "$& [[network]] $1" })).toBe("$& [[network]] $1");
});

test("B14: what a setting says is text, in a sentence and in a table", () => {
  const name = `<script>alert(1)</script> [x](javascript:alert(1)) *a* | b\n# c`;
  for (const text of [`Hello ${asText(name)}.`, asTable(["Name"], [[asText(name)]])]) {
    const { html } = renderNotice(text);
    expect(html).not.toMatch(/<(script|em|h\d|a)\b/);
    expect(html).toContain("alert(1)");
  }
  expect(renderNotice(asTable(["A", "B"], [[asText("x | y"), "z"]])).html.match(/<td>/g)).toHaveLength(2);
});

test("every notice as delivered uses only words that can be filled in, and no heading above the second level", () => {
  const known = [
    "network",
    "controller",
    "data-protection-officer",
    "privacy-contact",
    "complaint-contact",
    "contact-address",
    "postal-address",
    "answer-time",
    "site",
    ...Object.keys(RETENTION).map((rule) => `keep-${rule}`),
    "what-we-hold",
  ];
  for (const slug of NOTICE_SLUGS) {
    const text = RELEASE_TEXTS[slug];
    expect([slug, unknownWords(text, Object.fromEntries(known.map((word) => [word, ""])))]).toEqual([slug, []]);
    expect([slug, /^# /m.test(text)]).toEqual([slug, false]);
  }
});

test("the privacy notice covers all that the portal does with people's data", () => {
  const text = RELEASE_TEXTS["privacy-notice"];
  const covered = [
    /apply to join/,
    /steering group may invite/,
    /forum/i,
    /second email asks you to confirm or to stay/,
    /no tracking pixels/,
    /Each time one of them opens your record/,
    /Cookies/,
    /artificial intelligence/,
    /see and take away/,
    /corrected/,
    /erased/,
    /restricted/,
    /object/,
    /take back a consent/,
    /Information Commissioner/,
    /Earlier versions/,
    /\[\[what-we-hold\]\]/,
  ];
  for (const words of covered) expect(text).toMatch(words);
});
