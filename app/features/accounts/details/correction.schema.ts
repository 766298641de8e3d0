import { ReasonSchema } from "~/features/records/record.schema";
import { ProfileSchema } from "./profile.schema";

/** A profile corrected by staff, on the person's behalf. */
export const CorrectionSchema = ProfileSchema.omit({ personalise: true }).extend(ReasonSchema.shape);
