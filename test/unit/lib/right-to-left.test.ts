import { expect, test } from "vitest";
import { isolated, isolatedHtml } from "~/lib/right-to-left";

test.each([
  ["محمد: 3 replies", "\u2068محمد\u2069: 3 replies"],
  ["Dear נועה לוי, you", "Dear \u2068נועה לוי\u2069, you"],
  ["محمد (العيادة) replied in “الجدول”", "\u2068محمد (العيادة\u2069) replied in “\u2068الجدول\u2069”"],
  ["قسم 5 من 7 and\nمحمد", "\u2068قسم 5 من\u2069 7 and\n\u2068محمد\u2069"],
  ["محمد 5\nمحمد", "\u2068محمد\u2069 5\n\u2068محمد\u2069"],
  ["\u{1E900}\u{1E923} 3", "\u2068\u{1E900}\u{1E923}\u2069 3"],
  ["Helen Garside\u200F, 29 November", "Helen Garside\u2068\u200F\u2069, 29 November"],
  ["נועה: https://x.example/rota/שלום-לך/a נועה", "\u2068נועה\u2069: https://x.example/rota/שלום-לך/a \u2068נועה\u2069"],
  ["Ceri Llŷr 👩‍⚕️ 語", "Ceri Llŷr 👩‍⚕️ 語"],
])("in plain text %j turns nothing beside it", (text, expected) => {
  expect(isolated(text)).toBe(expected);
});

test.each([
  ['<p title="محمد">By محمد, 3 &amp; 4</p>', '<p title="محمد">By <bdi>محمد</bdi>, 3 &amp; 4</p>'],
  [
    '<title>محمد – 3</title><option value="محمد">محمد 3</option>',
    '<title>\u2068محمد\u2069 – 3</title><option value="محمد">\u2068محمد\u2069 3</option>',
  ],
  ["<textarea>\nمحمد, 3</textarea><style>/* محمد */</style>", "<textarea>\nمحمد, 3</textarea><style>/* محمد */</style>"],
  ["<!--[if mso]><p>x</p><![endif]-->محمد", "<!--[if mso]><p>x</p><![endif]--><bdi>محمد</bdi>"],
  ["<p>Jo</p>", "<p>Jo</p>"],
])("in a page %s", (html, expected) => {
  expect(isolatedHtml(html)).toBe(expected);
});
