/** The given class names that are there, as one attribute value. */
export const classNames = (...names: (string | false | 0 | null | undefined)[]) => names.filter(Boolean).join(" ");
