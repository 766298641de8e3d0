/** The answer to whether somebody may be counted (IMS-6). */
export const PROCESSING_WORDS = { none: "You were not asked yet", yes: "You are counted", no: "You are left out" } as const;
