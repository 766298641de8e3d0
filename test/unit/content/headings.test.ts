import { expect, test } from "vitest";
import { headingsOf } from "~/features/content/pages/headings";
import { renderMarkdown } from "~/lib/markdown.server";

test("the first headings of a text are its contents, in words", () => {
  const { html } = renderMarkdown("# Pay & pensions\n\nText.\n\n## Smaller\n\n# `Code` and [a link](/x) < 3\n", { anchors: true });

  expect(headingsOf(html)).toEqual([
    { id: "section-pay-pensions", text: "Pay & pensions" },
    { id: "section-smaller", text: "Smaller" },
    { id: "section-code-and-a-link-3", text: "Code and a link < 3" },
  ]);
});

test("a picture in a heading is no word of its address", () => {
  const { html } = renderMarkdown("# Rota ![who is in](file:7k2mq9xw4d)", {
    anchors: true,
    file: () => '<img data-file="7k2mq9xw4d" alt="who">',
  });
  expect(html).toContain('<h2 id="section-rota">');
});

test("a text without anchors has no contents", () => {
  expect(headingsOf(renderMarkdown("# One").html)).toEqual([]);
});
