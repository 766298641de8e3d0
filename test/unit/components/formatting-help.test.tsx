import { expect, test } from "vitest";
import { FormattingHelp } from "~/components/forms/formatting-help";
import { renderMarkdown } from "~/lib/markdown.server";
import { html } from "./parts";

const help = html(<FormattingHelp />).replaceAll("&gt;", ">");

test.each([
  ["**", "**a**", "strong"],
  ["_", "_a_", "em"],
  ["*", "*a*", "em"],
  ["~~", "~~a~~", "s"],
  ["`", "`a`", "code"],
  ["```", "```\na\n```", "pre"],
  ["~~~", "~~~\na\n~~~", "pre"],
  ["- ", "- a", "ul"],
  ["* ", "* a", "ul"],
  ["1. ", "1. a", "ol"],
  ["•", "• a\n• b", "ul"],
  ["# ", "# a", "h2"],
  ["> ", "> a", "blockquote"],
  ["---", "a\n---", "hr"],
  ["***", "a\n***", "hr"],
  ["|---|", "|a|b|\n|---|---|", "table"],
  ["](", "[a](/b)", "a"],
  ["![", "![a](/b)", "a"],
])("the formatting help says what %s does: not all that it does not name is shown as typed", (sign, typed, tag) => {
  expect(renderMarkdown(typed).html).toMatch(new RegExp(`<${tag}[ >]`));
  expect(help).toContain(sign);
});
