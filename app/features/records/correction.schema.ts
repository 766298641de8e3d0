import { ProfileSchema } from "~/features/accounts/details/profile.schema";
import { ReasonSchema } from "./record.schema";

/** A profile corrected by staff, on the person's behalf. */
export const CorrectionSchema = ProfileSchema.omit({
  personalise: true,
  showJobTitle: true,
  showOrganisation: true,
  showInterests: true,
  showReading: true,
}).extend(ReasonSchema.shape);
