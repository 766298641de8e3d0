import { describe, expect, test } from "vitest";
import { renderService } from "#emails/layouts/service";
import { inTheDark, senderMarkup, senderText } from "#emails/look";
import { SAMPLES, sender } from "#emails/samples";
import { MAIL_KINDS } from "#jobs/mail-kinds";

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));
const withoutComments = (html: string) => html.replace(/<!--[\s\S]*?-->/g, "");

const SITE = {
  name: "The network",
  shortName: "Net",
  contactAddress: "office@network.example",
  answerTime: "5 working days",
  baseUrl: "https://network.example",
};

/** Every turn of every letter, in its layout; an issue that is tried out brings its own. */
const LETTERS = MAIL_KINDS.flatMap(({ name: kind, samplesFor }) =>
  samplesFor(SITE).flatMap(({ name, content }) =>
    "html" in content ? [] : [{ name: `${kind}: ${name}`, given: [], render: () => renderService({ ...content, sender }) }],
  ),
);

test("every kind of mail has a sample", () => {
  expect(MAIL_KINDS.filter(({ samplesFor }) => samplesFor(SITE).length === 0).map(({ name }) => name)).toEqual([]);
});

test("what is shown in the dark is the mail with its dark colours, and nothing asks for the reader's", async () => {
  for (const { render } of SAMPLES) {
    const { html } = await render();
    expect(html).toContain("prefers-color-scheme");
    expect(inTheDark(html)).toMatch(/@media all ?\{\.ground/);
    expect(inTheDark(html)).not.toContain("prefers-color-scheme");
  }
});

describe.each([...SAMPLES, ...LETTERS])("$name", ({ render, given }) => {
  test("E11: the text part holds every link of the HTML", async () => {
    const { html, text } = await render();

    const missing = hrefs(html).filter((href) => !text.includes(href.replace("mailto:", "")));
    expect(missing).toEqual([]);
    expect(text.length).toBeGreaterThan(100);
  });

  test("E15: nothing is fetched from anywhere", async () => {
    const { html } = await render();

    expect(withoutComments(html)).not.toMatch(/<(img|link|script|iframe|object|form|video|audio)\b|url\(|@import|@font-face|background="/i);
  });

  test("what people wrote stays text", async () => {
    const { html } = await render();

    for (const text of given) {
      expect(html).not.toContain(text);
      expect(html).toContain("&lt;mj-include path=&quot;/etc/passwd&quot; /&gt;");
    }
    expect(html).not.toMatch(/<script|onerror=|<mj-/i);
    expect(html).not.toContain("hole-of-the-frame");
  });

  test("it is a document with a language, a title, one heading and tables for layout only", async () => {
    const { html, subject } = await render();

    expect(html).toMatch(/<html lang="en-GB"/);
    expect(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1]?.trim()).not.toBe("");
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    const tables = withoutComments(html).match(/<table\b[^>]*>/g)!;
    const forData = tables.filter((tag) => !tag.includes('role="presentation"'));
    expect(forData.length).toBe(html.includes("<th") ? 1 : 0);
    expect(subject).not.toBe("");
  });

  test("PMN-40: the contact form, which needs no account, is linked in both parts", async () => {
    const { html, text } = await render();

    for (const part of [html, text]) expect(part).toContain("https://network.example/contact");
  });

  test("it says who sends it, why, where to ask, and what happens with one's data, in both parts", async () => {
    const { html, text } = await render();

    for (const part of [html.replaceAll("&amp;", "&"), text]) {
      expect(part).toContain("office@network.example");
      expect(part).toContain("https://network.example/privacy");
      expect(part).toContain("Llanfairpwll");
      expect(part).toMatch(/You get this|lt;script|<script/);
    }
  });
});

test("an issue names its unsubscribe page near the top and at the end, in both parts", async () => {
  const { html, text } = await SAMPLES.find((sample) => sample.name === "issue")!.render();

  for (const part of [html, text]) {
    const places = [...part.matchAll(/newsletters\/unsubscribe\/TOKEN/g)].map((match) => match.index);
    const body = part.indexOf("Contract");
    expect(places).toHaveLength(2);
    expect(places[0]).toBeLessThan(body);
    expect(places[1]).toBeGreaterThan(body);
    expect(part).toContain("https://network.example/newsletters/manage");
  }
});

test("links of an issue that are relative on the site lead to it", async () => {
  const { html, text } = await SAMPLES.find((sample) => sample.name === "issue")!.render();

  expect(html).toContain('href="https://network.example/forum"');
  expect(text).toContain("https://network.example/forum");
});

test("colours of text have a contrast of at least 4.5 to 1, in light and in dark", async () => {
  const pairs = [
    ["#212b32", "#ffffff"],
    ["#4c5a64", "#ffffff"],
    ["#0b5c6b", "#ffffff"],
    ["#f0f4f5", "#20272b"],
    ["#c5ced3", "#20272b"],
    ["#7fd3e0", "#20272b"],
    ["#15191c", "#7fd3e0"],
  ];
  const { html } = await SAMPLES[0]!.render();
  for (const [text, ground] of pairs as [string, string][]) {
    expect(html).toContain(text);
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  }
});

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

test.each([
  ["Practice Network, 1 Example Street", "Practice Network, 1 Example Street"],
  ["1 Example Street", "Practice Network, 1 Example Street"],
  ["", "Practice Network"],
])("where the sender is, named once: “%s”", (postalAddress, first) => {
  const from = { ...sender, siteName: "Practice Network", postalAddress };
  expect(senderText(from).split("\n")[0]).toBe(first);
  expect(
    senderMarkup(from)
      .markup.replace(/<[^>]+>/g, "")
      .split("\n")[0],
  ).toBe(first);
});
