/** The small label of what not everybody may read. */
export const AUDIENCE_TAGS = { open: null, members: "Members", groups: "Group" } as const;
