import { slugOf } from "~/lib/slug";
import { isRole } from "./permissions";

export type GroupBlocker = "taken";

export const GROUP_REFUSALS: Record<GroupBlocker, string> = {
  taken: "Another group has this name already, or had it and has ended. Choose another name, or start that group again.",
};

/** A group's name as the word that addresses and forms name it by: beside the roles, so never one of theirs. `taken` gets a number. */
export function groupSlug(name: string, taken: readonly string[]): string {
  const base = slugOf(name, 50) || "group";
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!isRole(slug) && slug !== "new" && !taken.includes(slug)) return slug;
  }
}
