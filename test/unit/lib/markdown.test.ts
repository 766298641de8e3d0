import fc from "fast-check";
import { expect, test } from "vitest";
import { textFromHtml } from "#emails/text";
import { linkedText, renderMarkdown, withoutOffsiteMarks } from "~/lib/markdown.server";

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

const oddAddress = fc
  .tuple(
    fc.constantFrom("http://", "https://", "http:", "www.", "mailto:", "tel:", "//", "a@", ""),
    fc.array(
      fc.constantFrom("xn--", "a", "bc", "1", "300", ".", "-", "_", "|", "@", ":", "%", "[", "]", "é", "ß", "\u200d", "/", "?", "\\"),
      {
        maxLength: 10,
      },
    ),
    fc.constantFrom("", ".bc", ".2", "/login", ":99999", "|https://x.yz"),
  )
  .map((parts) => parts.flat().join(""));

test("no address is so odd that a text with it can not be shown: post, page, notice, enquiry, mail", () => {
  fc.assert(
    fc.property(oddAddress, fc.constantFrom("%s", "see %s.", "[a](%s)", "[gov.uk](<%s>)", "![b](%s)", "|%s|\n|-|\n"), (address, around) => {
      const text = around.replace("%s", () => address);
      textFromHtml(withoutOffsiteMarks(renderMarkdown(text).html));
      renderMarkdown(text, { anchors: true });
      renderMarkdown(text, { anchors: true, escapes: true });
      expect(linkedText(`Is this ours? ${text}`)).toContain("Is this ours?");
    }),
    { numRuns: 3000 },
  );
});
