/** Where an answer about being written to was given, as its giver knows it. */
const SOURCES: Record<string, string> = {
  account: "in your account",
  preferences: "by a link to your choices",
  "double-opt-in": "by a link that we mailed to you",
  "issue-link": "by the link in an issue",
  "double-opt-out": "by the link in an issue",
  "one-click": "by your email program’s button",
  silence: "by itself, after you asked to leave",
  "asked-again": "when we asked you again",
  "no-answer": "by itself, as we asked you again and heard nothing",
  "detail-removed": "when you removed the address or number",
  "address-removed": "when the address that it went to was removed",
  joined: "when you added an address to your account",
  application: "when you applied to join",
  "contact-form": "by the contact form",
  staff: "by staff, as you asked",
  erasure: "with your data",
};

export const sourceWords = (source: string) => SOURCES[source] ?? source;
