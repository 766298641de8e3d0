/** The notices that there are. */
export const NOTICES = {
  "privacy-notice": { title: "How we use your information", name: "privacy notice", path: "/privacy" },
  "information-sheet": {
    title: "Your information: a short guide",
    name: "information sheet",
    path: "/privacy/sheet",
  },
  "accessibility-statement": {
    title: "Accessibility statement",
    name: "accessibility statement",
    path: "/accessibility",
  },
  terms: { title: "Terms of use", name: "terms of use", path: "/terms" },
  complaints: { title: "How to complain", name: "complaints page", path: "/complaints" },
} as const satisfies Record<string, { title: string; name: string; path: string }>;

export type NoticeSlug = keyof typeof NOTICES;
export const NOTICE_SLUGS = Object.keys(NOTICES) as NoticeSlug[];

export const isNotice = (slug: string): slug is NoticeSlug => Object.hasOwn(NOTICES, slug);
