import { z } from "zod";

/** What a form asks of who may read a thing, for `AudienceFields`; groups by their slugs. */
export const audienceFields = {
  audience: z.enum(["open", "members", "groups"], "Choose who may read it"),
  groups: z
    .array(z.string().regex(/^[a-z0-9-]{1,60}$/))
    .max(50)
    .default([]),
};

type AudienceInput = { audience: "open" | "members" | "groups"; groups: string[] };

/** To be spread into `refine` of a schema with these fields. */
export const groupsAreNamed: [(form: AudienceInput) => boolean, { path: string[]; error: string }] = [
  ({ audience, groups }) => audience !== "groups" || groups.length > 0,
  { path: ["groups"], error: "Choose at least one group" },
];

/** The form's words for an audience, as commands take it. */
export const audienceOf = ({ audience, groups }: AudienceInput) => (audience === "groups" ? { groups } : audience);
