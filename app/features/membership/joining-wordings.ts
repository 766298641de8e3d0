/** What joining means, until the portal publishes words of its own. */
export const JOINING = {
  slug: "joining",
  body: "By sending this form you agree that we keep and use what you typed to decide whether you can join and, if you do, to run your membership. You can change your mind at any time in your account.",
} as const;

/** The same for whoever was invited. */
export const ACCEPTING = {
  slug: "accepting-an-invitation",
  body: "By accepting you agree that we keep and use your name and your address to run your membership while it lasts. You can change your mind at any time in your account.",
} as const;

/** What a ticked box means. */
export const JOINING_CHOICES = {
  slug: "joining-choices",
  body: "Please email me about what I have ticked. Joining does not depend on it. Each can be switched off again on its own, in my account or with the link in every email.",
} as const;
