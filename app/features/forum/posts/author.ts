/** Stands where a name was, once its owner has left. */
export const FORMER_MEMBER = "Former member";
