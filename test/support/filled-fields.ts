import { eq } from "drizzle-orm";
import { newsletterIssues } from "#db/schema/newsletters";
import { giveRole } from "~/features/accounts/staff/change-role.server";
import { endGroup } from "~/features/accounts/staff/end-group.server";
import { noteOnEnquiry, replyToEnquiry } from "~/features/enquiries/write-message.server";
import { changeBookmark } from "~/features/forum/bookmarks/bookmark-post.server";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { acknowledgeWarning } from "~/features/forum/sanctions/answer-sanction.server";
import { noteOnMember } from "~/features/forum/sanctions/note-on-member.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { approveApplication } from "~/features/membership/applications/approve-application.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { answerQuestion } from "~/features/membership/applications/my-application.server";
import { retireInterest } from "~/features/people/arrange-interests.server";
import { saveDetails } from "~/features/people/save-details.server";
import { openRecord } from "~/features/records/open-record.server";
import type { PersonId } from "~/lib/ctx";
import { aDraft as aDraftPage, aPage, storedPage } from "./content";
import { ctxFor, systemCtxFor, testDb } from "./context";
import { anEnquiry, someReply } from "./enquiries";
import { aBookmark, aCleanUp, aCommentedPage, aSanction, aTag, aTopic, latestModeration, reply, storedPost, tagged } from "./forum";
import { anAccount } from "./http";
import { aSubscriber } from "./mail";
import { aClaim, anApplication, anInvitation } from "./membership";
import { aDraft as aDraftIssue, aNewsletter, aSentIssue } from "./newsletters";
import { aNewGroup, anInterest, loadPerson, type TestPerson } from "./people";

export type Who = "visitor" | "applicant" | "member" | "staff";
/** `shown`: what has to stand there to be read, in the page or in a field of it. */
type Surface = { who: Who; path: string; shown?: string; status?: number };

/** Somebody fills every field they can with the text, and staff answer with the same. Where all of it can be seen. */
export async function fillEveryField(
  text: string,
  { all, staff }: { all: string; staff: TestPerson },
): Promise<{ member: TestPerson; applicant: PersonId; surfaces: Surface[] }> {
  const official = ctxFor(staff);
  const member = await anAccount({ fullName: text, displayName: text });
  const retired = await anInterest(`${text}.`);
  await retireInterest(systemCtxFor(), retired);
  const interest = await anInterest(text, text);
  const details = { jobTitle: text, organisationName: text, interests: [text] };
  await saveDetails(ctxFor(member), { personId: member.personId, details });
  await openRecord(official, member.ref, { purpose: "other", words: text });
  await saveDetails(official, { personId: member.personId, details: { jobTitle: `${text}.` }, reason: text });

  const words = { title: text, summary: text, bodyMarkdown: `## ${text}\n\n${all}` };
  const page = await aCommentedPage({ ...words, by: member, body: all });
  const news = await aPage({ ...words, path: `news/${page.topic}` });
  const teased = await aPage({ ...words, audience: "members", teaser: text });
  const draft = await aDraftPage({ title: text, summary: text, teaser: text, body: all });
  const { code: pageCode } = await storedPage(page.path);

  const group = await aNewGroup({ name: text, description: text });
  await giveRole(systemCtxFor(), { personId: member.personId, given: `group:${group.slug}` });
  const ended = await aNewGroup({ name: `${text} once`, description: text });
  await endGroup(systemCtxFor(), ended.slug);

  const category = `about-${page.topic}`;
  await createCategory(systemCtxFor(), { slug: category, name: text, description: text, position: 1, audience: "members" });
  const topic = await aTopic({ author: member, category, title: text, body: all });
  const tag = await aTag(text);
  await tagged(topic, tag);
  const answer = await reply(staff, topic, `@${text}\n\n> ${text}\n\n${all}`);
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, answer)).id);
  await editPost(official, { topic: topic.code, number: 1, body: `${all}\n\nShorter.`, basedOn: "", why: text });
  await removePost(official, { topic: topic.code, number: await reply(member, topic, all), why: text });
  const { code: act } = await latestModeration(member);
  const own = await reply(member, topic, all);
  const bookmark = await aBookmark(member, { topic: topic.code, number: 1 });
  await changeBookmark(ctxFor(member), bookmark, { note: text, remindOn: null });
  await appealModeration(ctxFor(member), { code: act, appeal: text });
  const { code: sanction } = await aSanction(member, { kind: "warned", reason: text });
  await acknowledgeWarning(ctxFor(member), sanction);
  const cleaned = await aCleanUp(member, [`${topic.code}.${await reply(member, topic, all)}`], text);
  await noteOnMember(official, member.ref, { note: text, submissionId: crypto.randomUUID() });

  const newsletter = await aNewsletter({ name: text });
  await aSubscriber(newsletter.listId, { fullName: text, displayName: text });
  const issueText = { subject: text, preheader: text, body: `## ${text}\n\n${all}` };
  const draftIssue = await aDraftIssue(staff, newsletter, issueText);
  const sent = await aSentIssue(newsletter, { ...issueText, sender: staff });
  const [issue] = await testDb().db.select().from(newsletterIssues).where(eq(newsletterIssues.code, sent.code));

  const typed = { fullName: text, jobTitle: text, organisation: text };
  const claim = await aClaim(typed);
  const asked = await anApplication(typed);
  await askApplicant(official, { code: asked.code, question: text });
  await answerQuestion(ctxFor(await loadPerson(asked.personId)), { answer: text, asked: 1 });
  const approved = await anApplication(typed);
  await approveApplication(official, { code: approved.code, organisation: text, odsCode: null });
  const declined = await anApplication(typed);
  await declineApplication(official, { code: declined.code, reason: text });
  const invitation = await anInvitation({ sponsor: staff, fullName: text, message: text });

  const enquiry = await anEnquiry({ fullName: text, question: text });
  await noteOnEnquiry(official, enquiry.code, { note: text, submissionId: crypto.randomUUID() });
  await replyToEnquiry(official, enquiry.code, someReply(2, text));

  const query = encodeURIComponent(text);
  const to = (who: Who, shown: string | undefined, ...paths: string[]): Surface[] => paths.map((path) => ({ who, path, shown }));
  const record = `/admin/members/${member.ref}`;
  return {
    member,
    applicant: asked.personId,
    surfaces: [
      ...to("visitor", text, `/${page.path}`, `/${news}`, "/news", `/newsletters/${newsletter.slug}`, "/newsletters"),
      ...to("visitor", text, `/newsletters/${newsletter.slug}/${issue!.slug}`, `/search?q=${query}`),
      ...to("visitor", text, `/register/verify/${claim.token}`, `/invitations/${invitation.token}`),
      { who: "visitor", path: `/${teased}`, shown: text, status: 403 },
      { who: "visitor", path: `/nothing-here/${query}?q=${query}`, status: 404 },
      ...to("visitor", undefined, `/sign-in?next=/${query}`, "/", "/privacy", "/contact", "/terms", "/accessibility", "/cookies"),
      ...to("applicant", text, "/account/application", "/account"),
      ...to("member", text, `/${teased}`, "/forum", `/forum/${category}`, `/forum/topics/${topic.code}`),
      ...to("member", text, "/forum/tags", `/forum/tags/${tag}`, `/forum/topics/${topic.code}/tags`),
      ...to("member", text, `/forum/topics/${topic.code}/posts/1/history`, `/forum/topics/${topic.code}/posts/${own}/edit`),
      ...to("member", text, "/forum/bookmarks", `/forum/bookmarks/${bookmark}`),
      ...to("member", text, `/forum/sanctions/${sanction}`, `/forum/clean-ups/${cleaned}`, `/members/${member.ref}`),
      ...to("staff", text, `/admin/forum/sanctions/${sanction}`, `/admin/forum/members/${member.ref}`),
      ...to(
        "staff",
        text,
        `/admin/forum/clean-ups/${cleaned}`,
        ...["", "?which=all"].map((q) => `/admin/forum/members/${member.ref}/clean-up${q}`),
      ),
      ...to("member", text, `/forum/moderations/${act}`, "/account", "/account/profile", "/account/notifications"),
      ...to("member", text, "/account/privacy/held", "/account/privacy/looks", "/account/newsletters", `/search?q=${query}`),
      ...to("member", undefined, "/", "/account/sessions", "/account/privacy/consents", "/account/contact"),
      ...to("staff", text, "/admin/members", `/admin/members?q=${query}`, record, `${record}/details`, `${record}/roles`),
      ...to("staff", text, "/admin/groups", ...["", "/change", "/end"].map((act) => `/admin/groups/${group.slug}${act}`)),
      ...to("staff", text, `/admin/groups/${ended.slug}`, `/admin/groups/${group.slug}/remove/${member.ref}`),
      ...to("staff", text, `/admin/groups/${group.slug}/add?q=${query}`, "/admin/invitations/new"),
      ...to("staff", text, "/admin/interests", `/admin/interests/${interest}`, `/admin/interests/${retired}`),
      ...to("staff", undefined, "/admin/groups/new", "/admin/interests/new"),
      ...to("staff", text, "/admin/audit", "/admin/invitations", `/admin/enquiries/${enquiry.code}`),
      ...to("staff", text, "/admin/applications", ...[asked, approved, declined].map(({ code }) => `/admin/applications/${code}`)),
      ...to("staff", text, `/admin/applications/${asked.code}/approve`, `/admin/applications/${asked.code}/decline`),
      ...to("staff", text, "/admin/content", `/admin/content/${pageCode}`, `/admin/content/${pageCode}/history`),
      ...to(
        "staff",
        text,
        `/admin/content/${draft.code}/edit`,
        `/admin/content/${draft.code}/preview`,
        `/admin/content/${pageCode}/history/1`,
      ),
      ...to(
        "staff",
        text,
        "/admin/forum",
        `/admin/forum/moderations/${act}`,
        "/admin/forum/categories",
        `/admin/forum/categories/${category}`,
        "/admin/forum/tags",
        `/admin/forum/tags/${tag}`,
      ),
      ...to("staff", text, "/admin/newsletters", `/admin/newsletters/${newsletter.slug}`),
      ...["", "/edit", "/send", "/audience", "/preview/html", "/preview/narrow", "/preview/text"].flatMap((view) =>
        to("staff", view === "/audience" ? undefined : text, `/admin/newsletters/issues/${draftIssue.code}${view}`),
      ),
      ...to("staff", text, `/admin/newsletters/issues/${sent.code}`),
      ...to("staff", undefined, "/admin", "/admin/enquiries", "/admin/mail", "/admin/settings", "/admin/health", "/admin/privacy"),
    ],
  };
}
