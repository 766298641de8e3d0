import { expect, test } from "vitest";
import {
  draftBlocker,
  draftKind,
  draftText,
  isEmptyDraft,
  LONGEST_DRAFT,
  MOST_DRAFTS,
  maySeeDraft,
  savedWords,
} from "~/features/drafts/draft.policy";
import { passing } from "../../support/actors";

const KEPT: [string, string | null][] = [
  ["/forum/topics/abc/replies", "Reply in the forum"],
  ["/forum/topics/abc/posts/12/edit", "Changes to a post"],
  ["/forum/general/new", "New topic"],
  ["/comments/guidance/contracts", "Comment"],
  ["/admin/enquiries/abc/reply", "Reply to an enquiry"],
  ["/admin/enquiries/abc/note", "Note on an enquiry"],
  ["/admin/content/new", "New page"],
  ["/admin/content/new/abc", "New page"],
  ["/admin/content/new/news", "New article"],
  ["/admin/content/new/abc/def", null],
  ["/admin/content/abc/edit", "Changes to a page"],
  ["/admin/newsletters/issues/abc/edit", "Changes to an issue"],
  ["/admin/newsletters/letter/new", "New issue"],
  ["/comments/", null],
  ["/forum/topics/abc/replies/more", null],
  ["/x/forum/general/new", null],
  ["/forum/a/b/new", null],
  ["/sign-in", null],
  [`/comments/${"long/".repeat(60)}`, null],
  [`/comments/${"a".repeat(290)}`, "Comment"],
];
test.each(KEPT)("what is typed at %s is kept as: %s", (path, kind) => {
  expect(draftKind(path)).toBe(kind);
});

test.each(KEPT.filter(([, kind]) => kind))("no form stands where an address only begins or ends like %s", (path) => {
  expect(draftKind(`/x${path}`)).toBeNull();
  // pages below one with comments have theirs, and a new page names the one above it
  if (!/^\/comments|\/content\/new$/.test(path)) expect(draftKind(`${path}/more`)).toBeNull();
});

test.each([
  ["/admin/content/abc/edit", "Unsaved text kept 10:05am"],
  ["/admin/newsletters/letter/new", "Unsaved text kept 10:05am"],
  ["/forum/general/new", "Draft saved 10:05am"],
  ["/comments/guidance/admin/content/faq", "Draft saved 10:05am"],
])("at %s it says “%s”", (path, words) => {
  expect(savedWords(path, new Date("2026-11-01T10:05:00Z"))).toBe(words);
});

test.each<[ReturnType<typeof draftBlocker>, Parameters<typeof draftBlocker>]>([
  [null, [{ body: "x".repeat(LONGEST_DRAFT) }, MOST_DRAFTS - 1]],
  [null, [{ title: "x", body: ["x".repeat(LONGEST_DRAFT - 1)] }, 0]],
  ["too-long", [{ title: "x", body: ["x".repeat(LONGEST_DRAFT)] }, 0]],
  ["too-many", [{ body: "x" }, MOST_DRAFTS]],
])("the limits of drafts: %s", (reason, args) => {
  expect(draftBlocker(...args)).toBe(reason);
});

test("a draft is what people type themselves, title first; anything else makes none", () => {
  expect(draftText({ body: "Text", category: "general", title: "Title", summary: " ", note: ["N"] })).toBe("Title\n\nText\n\nN");
  expect(draftText({ preheader: "4", teaser: "3", summary: "2", subject: "1" })).toBe("1\n\n2\n\n3\n\n4");
  expect(draftText({ pollOptions: "Monday\nNever", body: "So:", pollQuestion: "When?" })).toBe("So:\n\nWhen?\n\nMonday\nNever");
  expect([isEmptyDraft({ category: "general", body: " \n" }), isEmptyDraft({ body: "x" })]).toEqual([true, false]);
});

const ENQUIRIES = ["system", "contacts-officer", "data-protection-officer", "administrator"];
test.each([
  ["/admin/enquiries/abc/reply", ENQUIRIES],
  ["/admin/enquiries/abc/note", ENQUIRIES],
  ["/admin/content/new/news", ["system", "editor"]],
  ["/admin/content/new", ["system", "editor"]],
  ["/admin/content/abc/edit", ["system", "editor"]],
  ["/admin/newsletters/issues/abc/edit", ["system", "newsletter-sender", "administrator"]],
  ["/admin/newsletters/letter/new", ["system", "newsletter-sender", "administrator"]],
])("a draft of %s, which repeats what is for staff, is seen by %j", (path, who) => {
  expect(passing((actor) => maySeeDraft(actor, path))).toEqual(who);
});

test.each(["/forum/general/new", "/comments/guidance/contracts", "/no/form/any/more"])(
  "a draft of %s is its writer’s, whoever that is",
  (path) => {
    expect(passing((actor) => !maySeeDraft(actor, path))).toEqual([]);
  },
);
