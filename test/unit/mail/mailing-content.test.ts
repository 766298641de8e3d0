import { expect, test } from "vitest";
import { renderIssue } from "#emails/layouts/issue";
import { contentBlocker, isNearlyTooLong, type MailingContent, newPlaceholder } from "~/features/mail/mailings/mailing-content.server";

const content = (more: Partial<MailingContent> = {}): MailingContent => {
  const placeholder = newPlaceholder();
  return { subject: "S", html: `<p>${placeholder}</p>`, text: placeholder, fromName: "N", placeholder, ...more };
};

const longIssue = (stories: number) =>
  renderIssue({
    sender: {
      siteName: "The network",
      siteUrl: "https://network.example/",
      contactAddress: "office@network.example",
      postalAddress: "1 High Street, Leeds",
      contactUrl: "https://network.example/contact",
      privacyUrl: "https://network.example/privacy",
    },
    newsletterName: "The practice week",
    subject: "What changed",
    preheader: "",
    bodyHtml: `<h2>A story</h2><p>${"A sentence about running a practice. ".repeat(40)}</p>`.repeat(stories),
    webUrl: "https://network.example/newsletters/week/what-changed",
    unsubscribeUrl: "https://network.example/newsletters/unsubscribe/TOKEN",
    manageUrl: "https://network.example/newsletters/manage",
    why: "You get this because you subscribed.",
  });

test("E12: an issue of a hundred stories is refused, one near the limit is warned about", async () => {
  const placeholder = newPlaceholder();
  const sized = async (stories: number) => {
    const { html } = await longIssue(stories);
    return content({ html: html + placeholder, text: placeholder, placeholder });
  };

  expect(contentBlocker(await sized(100))).toBe("too-long");
  expect(contentBlocker(await sized(3))).toBeNull();
  expect(isNearlyTooLong(await sized(3))).toBe(false);
  expect(isNearlyTooLong(content({ html: "x".repeat(80_001) }))).toBe(true);
});

test("E12: pictures inside the mail are refused", () => {
  const placeholder = newPlaceholder();
  expect(contentBlocker(content({ html: `<img src="data:image/png;base64,AA">${placeholder}`, text: placeholder, placeholder }))).toBe(
    "embedded-image",
  );
});

test("content without the way to leave in both parts is refused", () => {
  expect(contentBlocker(content({ text: "News" }))).toBe("no-unsubscribe-link");
  expect(contentBlocker(content({ html: "<p>News</p>" }))).toBe("no-unsubscribe-link");
});
