export type GroupBlocker = "taken";

export const GROUP_REFUSALS: Record<GroupBlocker, string> = {
  taken: "Another group has this name already, or had it and has ended. Choose another name, or start that group again.",
};
