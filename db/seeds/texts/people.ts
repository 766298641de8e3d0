import { z } from "zod";
import { ROLES } from "../../schema/roles";
import { readTable } from "../read-texts";

export const practices = readTable(
  "practices.yaml",
  z.record(z.string(), z.strictObject({ name: z.string(), odsCode: z.string().nullable().default(null) })),
);

export const groups = readTable(
  "groups.yaml",
  z.record(z.string(), z.strictObject({ name: z.string(), description: z.string(), endedDaysAgo: z.number().optional() })),
);

export const interests = readTable(
  "interests.yaml",
  z.record(z.string(), z.strictObject({ description: z.string().default(""), isRetired: z.boolean().default(false) })),
);
export const Interests = z.array(z.enum(Object.keys(interests)));
export const Groups = z.array(z.enum(Object.keys(groups)));

/** Who may read: everybody, members, or who is in one of the groups. */
export const Audience = z.union([z.enum(["open", "members"]), z.strictObject({ groups: Groups })]);

const Persona = z.strictObject({
  fullName: z.string(),
  displayName: z.string().nullable().default(null),
  jobTitle: z.string().nullable().default(null),
  practice: z.enum(Object.keys(practices)).nullable().default(null),
  interests: Interests.default([]),
  /** What they let members see or not see, where it is not what stands at first. */
  shows: z
    .strictObject({ showJobTitle: z.boolean(), showOrganisation: z.boolean(), showInterests: z.boolean(), showReading: z.boolean() })
    .partial()
    .default({}),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  groups: Groups.default([]),
  /** An invited specialist's groups end; a member's do not. */
  groupsEndInDays: z.number().optional(),
  joinedDaysAgo: z.number(),
  /** Asked then whether their details are still right, and silent since; the others said so once a year. */
  askedAboutDetailsDaysAgo: z.number().optional(),
  /** A newsletter to this address came back for good. */
  undeliverableDaysAgo: z.number().optional(),
  /** Everything this person wrote is older than the restriction. */
  restricted: z.strictObject({ daysAgo: z.number(), why: z.string() }).optional(),
});
export type Persona = z.output<typeof Persona>;

export const personas = new Map(Object.entries(readTable("people.yaml", z.record(z.string(), Persona))));

/** Somebody of the demo, by their key in `people.yaml`. */
export const Who = z.enum([...personas.keys()]);
