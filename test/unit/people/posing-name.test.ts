import { expect, test } from "vitest";
import { isPosingName } from "~/features/people/posing-name";

const SITE = ["The Practice Network", "PMN"];

test.each([
  "Moderator",
  "moderator\u200F",
  "Mod\u200Berator",
  "M o d e r a t o r",
  "Mоdеrаtоr",
  "Mοderatοr",
  "M0derat0r",
  "Ｍｏｄｅｒａｔｏｒ",
  "𝐌𝐨𝐝𝐞𝐫𝐚𝐭𝐨𝐫",
  "Módèrator",
  "Forum moderator",
  "Jo (Moderator)",
  "Admin",
  "Аdmin",
  "Adm1n",
  "Site Administrator",
  "Webmaster",
  "Staff",
  "Support team",
  "Data Protection Officer",
  "The Practice Network",
  "Practice Network team, The Practice Network",
  "PMN",
  "P.M.N.",
  "Former member",
  "Moderator1",
  "Admin4",
  "Admln",
  "TheModerator",
  "ModeratorTeam",
  "AdminTeam",
  "Forum Team",
  "Support Desk",
])("%s is taken for staff or for the site", (name) => {
  expect(isPosingName(name, SITE)).toBe(true);
});

test.each([
  "Ada Marsh",
  "Ada (practice manager)",
  "Mo Derat",
  "Eddie Torres",
  "Ольга Модератова",
  "Admiral Benbow Surgery",
  "Peter Staff",
  "Team Leader Jo",
  "Γιώργος Παπαδόπουλος",
  "محمد\u200F",
  "PMN fan",
  "Practice manager, Larkhollow",
  "李雷",
  "Moderata Bianchi",
  "Stew Ard",
  "Adminster Hill Surgery 2",
])("%s is a name like others", (name) => {
  expect(isPosingName(name, SITE)).toBe(false);
});
