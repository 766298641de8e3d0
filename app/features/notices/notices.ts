import { ACCESSIBILITY_STATEMENT } from "./texts/accessibility-statement";
import { COMPLAINTS } from "./texts/complaints";
import { INFORMATION_SHEET } from "./texts/information-sheet";
import { PRIVACY_NOTICE } from "./texts/privacy-notice";
import { TERMS } from "./texts/terms";

/** The notices that there are, what each says until the portal publishes words of its own, and since when it says so. */
export const NOTICES = {
  "privacy-notice": { title: "How we use your information", name: "privacy notice", path: "/privacy", text: PRIVACY_NOTICE },
  "information-sheet": {
    title: "Your information: a short guide",
    name: "information sheet",
    path: "/privacy/sheet",
    text: INFORMATION_SHEET,
  },
  "accessibility-statement": {
    title: "Accessibility statement",
    name: "accessibility statement",
    path: "/accessibility",
    text: ACCESSIBILITY_STATEMENT,
  },
  terms: { title: "Terms of use", name: "terms of use", path: "/terms", text: TERMS },
  complaints: { title: "How to complain", name: "complaints page", path: "/complaints", text: COMPLAINTS },
} as const satisfies Record<string, { title: string; name: string; path: string; text: string }>;

export type NoticeSlug = keyof typeof NOTICES;
export const NOTICE_SLUGS = Object.keys(NOTICES) as NoticeSlug[];

/** The day on which the texts of this release were written. */
export const TEXTS_WRITTEN = "2026-11-21T12:00:00Z";

export const isNotice = (slug: string): slug is NoticeSlug => Object.hasOwn(NOTICES, slug);
