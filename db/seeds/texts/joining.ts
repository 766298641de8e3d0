import { z } from "zod";
import { readTexts } from "../read-texts";
import { Groups, Interests, Who } from "./people";

const hoursAfter = z.number();

/** What came of it. */
const Step = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("ask"), by: Who, hoursAfter, body: z.string() }),
  z.strictObject({ act: z.literal("answer"), hoursAfter, body: z.string() }),
  z.strictObject({ act: z.literal("approve"), by: Who, hoursAfter, organisation: z.string(), odsCode: z.string() }),
  z.strictObject({ act: z.literal("decline"), by: Who, hoursAfter, body: z.string() }),
  z.strictObject({ act: z.literal("withdraw"), hoursAfter }),
]);
export type ApplicationStep = z.output<typeof Step>;

const Application = z.strictObject({
  /** Somebody of the demo who has an account already; everybody else chooses a password. */
  applicant: Who.optional(),
  fullName: z.string(),
  jobTitle: z.string(),
  organisation: z.string(),
  email: z.string(),
  interests: Interests,
  /** What they ticked besides. */
  choices: z.array(z.enum(["events-email", "services-email"])).default([]),
  daysAgo: z.number(),
  /** The button in the mail has not been pressed. */
  unproven: z.literal(true).optional(),
  course: z.array(Step),
});
export type ApplicationSeed = z.output<typeof Application>;

const Invitation = z.strictObject({
  invitee: Who.optional(),
  fullName: z.string(),
  email: z.string(),
  groups: Groups,
  body: z.string().default(""),
  daysAgo: z.number(),
  endsInDays: z.number(),
  accepted: z.literal(true).optional(),
  revokedDaysAfter: z.number().optional(),
});
export type InvitationSeed = z.output<typeof Invitation>;

/** Applications in each state, the oldest first. */
export const applications = readTexts("applications", Application, "course");

/** Invitations of the steering group in each state, the oldest first. */
export const invitations = readTexts("invitations", Invitation);
