import { uuidv7 } from "uuidv7";
import { savePage } from "~/features/content/pages/save-page.server";
import { askForReview } from "~/features/content/publishing/ask-for-review.server";
import { commentOnDraft } from "~/features/content/publishing/comment-on-draft.server";
import { planPage } from "~/features/content/publishing/plan-page.server";
import { makePreviewLink } from "~/features/content/publishing/preview-links.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { openToWrite } from "~/features/drafts/open-to-write.server";
import { takeOutMessage } from "~/features/enquiries/take-out-message.server";
import { takeOutIssue } from "~/features/newsletters/issues/take-out-issue.server";
import type { Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { aPage, storedPage } from "./content";
import { ctxFor } from "./context";
import { anEnquiryOf } from "./enquiries";
import { aNewsletter, anEndedIssue } from "./newsletters";
import type { TestPerson } from "./people";

/** The person at work as staff, with the second factor. */
const acting = (person: TestPerson, role: Role): TestPerson => ({
  ...person,
  actor: { ...person.actor, roles: [role], secondFactorAt: new Date() },
});

/** What they wrote, with `mark` in every word, and somebody else took out for good; and what they took out of somebody else's. */
export async function leaveTakenOutTexts(mark: string, { person, other }: { person: TestPerson; other: TestPerson }): Promise<void> {
  const { code } = await storedPage(await aPage());
  const editor = acting(person, "editor");
  const words = { title: `A ${mark}`, summary: mark, teaser: mark, body: mark };
  await savePage(ctxFor(editor), { ...words, code, version: 1 });
  await savePage(ctxFor(editor), { title: "A page", summary: "What it is about.", teaser: "", body: "A text", code, version: 2 });
  await takeOutEarlierText(ctxFor(acting(other, "editor")), { code, number: 2, why: "patient-details", before: false });
  await commentOnDraft(ctxFor(editor), code, { body: `Says ${mark}`, version: 3, submissionId: uuidv7() });
  await askForReview(ctxFor(editor), code);
  await openToWrite(ctxFor(editor), `/admin/content/${mark}/edit`);
  await makePreviewLink(ctxFor(editor), { code, number: 3, days: 7 });
  await planPage(ctxFor(editor), { code, act: "publish", at: later(new Date(), DAY), version: 3 });

  const theirs = { subject: `A ${mark}`, preheader: mark, body: mark, sender: acting(person, "newsletter-sender") };
  const issue = await anEndedIssue(await aNewsletter(), theirs);
  await takeOutIssue(ctxFor(acting(other, "newsletter-sender")), issue.code, { why: "about-somebody" });

  for (const [by, from] of [
    [other, person],
    [person, other],
  ] as const) {
    const asked = await anEnquiryOf(from, { question: `Would you call ${mark}?` });
    await takeOutMessage(ctxFor(acting(by, "contacts-officer")), asked.code, { number: 1, why: "asked-for" });
  }
}
