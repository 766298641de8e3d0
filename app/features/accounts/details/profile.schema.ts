import { z } from "zod";
import { InterestsField } from "~/features/people/interest.schema";
import { ShownField } from "~/lib/shown";
import { inOneLine } from "~/lib/unseen";

const NAME_MAX = 100;
const line = (max: number, what: string) =>
  z.string().overwrite(inOneLine).max(max, `${what} must be ${max} characters or fewer`).default("");

export const FullNameField = z
  .string("Enter your full name")
  .overwrite(inOneLine)
  .min(1, "Enter your full name")
  .max(NAME_MAX, `Your full name must be ${NAME_MAX} characters or fewer`);

const Ticked = z
  .literal("yes")
  .optional()
  .transform((ticked) => ticked === "yes");

/** What a form of them began with. */
export const shownDetails = ({ fullName, displayName, jobTitle, organisationName }: Record<Line, string>): string =>
  JSON.stringify({ fullName, displayName, jobTitle, organisationName });
type Line = "fullName" | "displayName" | "jobTitle" | "organisationName";

export const ProfileSchema = z.object({
  fullName: FullNameField,
  displayName: line(NAME_MAX, "Your display name"),
  jobTitle: line(NAME_MAX, "Your job title"),
  organisationName: line(200, "The name of your organisation"),
  interests: InterestsField,
  showJobTitle: Ticked,
  showOrganisation: Ticked,
  showInterests: Ticked,
  showReading: Ticked,
  /** Whether they choose what is offered. */
  personalise: Ticked,
  shown: ShownField,
});
