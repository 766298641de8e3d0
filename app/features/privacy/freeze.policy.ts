import { LAST_ADMINISTRATOR } from "~/features/permissions/permissions";

export type FreezeBlocker = "already-erased" | "under-way" | "last-administrator";

export const FREEZE_REFUSALS: Record<FreezeBlocker, string> = {
  "already-erased": "This person was erased before",
  "under-way": "The erasure of this person is under way",
  "last-administrator": LAST_ADMINISTRATOR,
};
