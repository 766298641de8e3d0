import type { TypedSettings } from "./site-settings";

type SettingField = { label: string; hint?: string; type?: "email"; width?: 5 | 10 };

/** Every setting as the page under “Manage” asks for it, in its order. */
export const SETTING_GROUPS: readonly { title: string; keys: readonly (keyof TypedSettings)[] }[] = [
  { title: "Name and look", keys: ["name", "shortName", "accentColour", "groundColour"] },
  { title: "Contacts", keys: ["contactAddress", "answerWithinDays", "postalAddress", "mailFrom"] },
  { title: "Personal data", keys: ["controllerName", "dpoName", "privacyContact", "complaintContact"] },
  { title: "Joining", keys: ["invitationQuota"] },
  {
    title: "Newcomers in the forum",
    keys: [
      "helloCategory",
      "holdFirstPosts",
      "newcomerDays",
      "newcomerPosts",
      "newcomerLinks",
      "newcomerPostsADay",
      "newcomerTopicsAnHour",
    ],
  },
  { title: "Pages and news", keys: ["pageReviewers", "wordsToAvoid"] },
  { title: "How long things are kept", keys: ["keepEnquiriesMonths", "keepModerationMonths", "keepMailAddressesDays", "keepMailMonths"] },
];

export const SETTING_FIELDS: Record<keyof TypedSettings, SettingField> = {
  name: { label: "Name of the network" },
  shortName: { label: "Short name", hint: "Where there is little room", width: 10 },
  accentColour: { label: "First colour", hint: "Of the header, links and buttons: six hexadecimal digits, like #005a61", width: 10 },
  groundColour: {
    label: "Second colour",
    hint: "A light one, under the front page’s highlight and the foot of every page, like #f1f5f5",
    width: 10,
  },
  contactAddress: { label: "Contact address", hint: "Where answers to emails arrive", type: "email" },
  postalAddress: { label: "Postal address", hint: "At the end of every email" },
  privacyContact: { label: "Contact for questions about personal data", type: "email" },
  controllerName: { label: "Controller", hint: "The legal name of who decides what is done with people’s data" },
  dpoName: { label: "Data protection officer", hint: "A name or an office" },
  complaintContact: { label: "Contact for complaints about personal data", type: "email" },
  answerWithinDays: { label: "Enquiries and applications are answered within, in working days", width: 5 },
  mailFrom: { label: "Sender of emails", hint: "A name and an address, like Practice Network <news@example.org>" },
  invitationQuota: { label: "Invitations that one sponsor may send in twelve months", width: 5 },
  helloCategory: {
    label: "Category in which new members are asked to say hello",
    hint: "The last part of its address, like tea-room. Empty: they are not asked",
    width: 10,
  },
  holdFirstPosts: {
    label: "Posts of each new writer that wait for a moderator",
    hint: "0 for none: what they write is published at once",
    width: 5,
  },
  newcomerDays: { label: "Days for which a new member is a newcomer", hint: "0: nobody is one", width: 5 },
  newcomerPosts: { label: "Posts, older than a day, after which they are one no more", width: 5 },
  newcomerLinks: { label: "Links to other websites that a newcomer’s post can have", width: 5 },
  newcomerPostsADay: { label: "Posts that a newcomer can write in 24 hours", width: 5 },
  newcomerTopicsAnHour: { label: "Topics that a newcomer can begin in an hour", width: 5 },
  pageReviewers: {
    label: "Editors who read a page’s text, beside its writer, before it is published",
    hint: "0: editors publish what they wrote. 1: another editor publishes it, so there have to be two. Snippets in pages are changed by one",
    width: 5,
  },
  wordsToAvoid: {
    label: "Words to avoid in pages and newsletters",
    hint: "With commas between them, and what to write instead behind an equals sign: utilise = use, going forward. Writers are told, and not kept from it",
  },
  keepEnquiriesMonths: { label: "Closed enquiries, in months", hint: "12 at most", width: 5 },
  keepModerationMonths: { label: "Records of moderation, in months", hint: "12 at most", width: 5 },
  keepMailAddressesDays: { label: "Addresses in the email log, in days", hint: "90 at most", width: 5 },
  keepMailMonths: { label: "The email log, in months", hint: "13 at most", width: 5 },
};
