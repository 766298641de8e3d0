import { POSING } from "./posing-name";

export type DetailsBlocker = "posing" | "unknown-interest";

export const DETAILS_REFUSALS: Record<DetailsBlocker, string> = {
  posing: POSING,
  "unknown-interest": "The list has changed since this page was opened. Choose again",
};
