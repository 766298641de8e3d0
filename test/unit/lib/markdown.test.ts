import { expect, test } from "vitest";
import { renderMarkdown, withoutOffsiteMarks } from "~/lib/markdown.server";

const marked = (text: string) => renderMarkdown(text).html;

test("PMN-38: a link that leaves the site says so and lends its target nothing", () => {
  expect(marked("[NHS](https://www.nhs.uk/)")).toBe(
    '<p><a href="https://www.nhs.uk/" rel="noopener nofollow ugc">NHS<span class="pn-offsite"> (another website)</span></a></p>',
  );
  expect(marked("See https://www.nhs.uk/")).toContain('<span class="pn-offsite"> (another website)</span></a>');
});

test.each(["[guide](/guidance)", "[part](#section-two)", "[write](mailto:a@b.example)", "[guide](http://localhost:3000/guidance)"])(
  "PMN-38: %s stays here and is not marked",
  (text) => {
    expect(marked(text)).not.toContain("another website");
    expect(marked(text)).toContain("<a href=");
  },
);

test("a mail, which every link leaves, shows the same text without marks", () => {
  expect(withoutOffsiteMarks(marked("[NHS](https://www.nhs.uk/)"))).toBe(
    '<p><a href="https://www.nhs.uk/" rel="noopener nofollow ugc">NHS</a></p>',
  );
});
