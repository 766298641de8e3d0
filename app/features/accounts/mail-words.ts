/** Why somebody gets a mail that nobody can switch off. */
export const ABOUT_SAFETY = "You get this message because it is about the safety of your account. It cannot be turned off.";
export const ABOUT_ACCOUNT = "You get this message because it is about your account. It cannot be turned off.";
