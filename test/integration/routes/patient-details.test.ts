import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import { forumModerations } from "#db/schema/forum/moderation";
import { nearMisses } from "#db/schema/guard";
import { savePage } from "~/features/content/pages/save-page.server";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost } from "~/features/forum/posts/posts.queries.server";
import { nearMissNotice } from "~/features/guard/near-miss-notice.mail.server";
import { listNearMisses } from "~/features/guard/near-misses.queries.server";
import { findNhsNumbers } from "~/features/guard/nhs-number";
import { aDraft as aDraftPage, aPage, storedPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";
import { aCommentedPage, aTopic, latestModeration } from "../../support/forum";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aDraft as aDraftIssue, aNewsletter } from "../../support/newsletters";
import { aGroup, aMember, type TestPerson } from "../../support/people";
import { everyRoute } from "../../support/routes";

const NUMBER = "943 476 5919";
const TEXT = `Quollwise came in, ${NUMBER}, and asked again`;
/** The same of a birth and an address; and with another check digit, and of nobody. */
const RESIDENT = "Mrs Margaret Quollwise, DOB 12/03/1948, LS1 4AP";
const NOBODYS = ["The order 943 476 5918 came in", "The meeting of 12/03/2026 is at LS1 4AP"];
/** What was stored before somebody would be asked about it. */
const EARLIER = `Numbatwise came in, ${NUMBER}`;

type Form = { path: string; fields: Record<string, string>; typed: string; by: "visitor" | "member" | "staff" };

let site: Site;
let staff: TestPerson;
let member: TestPerson;
const browsers = {} as Record<Form["by"], Browser>;
/** Every route that takes a text for others to read, with the form that sends one. */
let forms: Record<string, Form[]>;

beforeAll(async () => {
  site = await aSite();
  staff = await anAccount({ roles: ["moderator", "editor", "newsletter-sender", "contacts-officer", "data-protection-officer"] });
  member = await anAccount();
  browsers.visitor = site.browser();
  for (const [by, person] of [
    ["staff", staff],
    ["member", member],
  ] as const) {
    browsers[by] = site.browser();
    await enter(browsers[by], person.email);
  }
  const topic = await aTopic({ author: member });
  // what was let through in a first post's title is asked for no more in its text
  const retitled = await aTopic({ author: member });
  const page = await aCommentedPage({ by: member });
  const draft = await aDraftPage({});
  const newsletter = await aNewsletter({});
  const issue = await aDraftIssue(staff, newsletter, {});
  const enquiry = await anEnquiry();
  const { code: earlier } = await aDraftPage({ body: EARLIER });
  await savePage(systemCtxFor(), { code: earlier, version: 1, title: "A title", summary: "A summary", teaser: "", body: "Without" });
  const { code: down } = await storedPage(await aPage({ bodyMarkdown: EARLIER }));
  await takeDownPage(systemCtxFor(), down);
  const post = () => ({ submissionId: uuidv7() });
  forms = {
    "/forum/:category/new": [
      {
        path: `/forum/${topic.category}/new`,
        fields: { title: "A title of some length", body: TEXT, ...post() },
        typed: "body",
        by: "member",
      },
      { path: `/forum/${topic.category}/new`, fields: { title: TEXT, body: "A text", ...post() }, typed: "title", by: "member" },
      ...(["pollQuestion", "pollOptions"] as const).map((typed) => ({
        path: `/forum/${topic.category}/new`,
        fields: {
          ...{
            title: "A title of some length",
            body: "A text",
            pollQuestion: "Which?",
            pollOptions: "One\nTwo",
            pollShows: "always",
            ...post(),
          },
          [typed]: typed === "pollOptions" ? `${TEXT}\nTwo` : TEXT,
        },
        typed,
        by: "member" as const,
      })),
    ],
    "/forum/topics/:topic/replies": [
      { path: `/forum/topics/${topic.code}/replies`, fields: { body: TEXT, ...post() }, typed: "body", by: "member" },
    ],
    "/forum/topics/:topic/title": [
      { path: `/forum/topics/${retitled.code}/title`, fields: { title: TEXT, basedOn: "" }, typed: "title", by: "member" },
    ],
    "/forum/topics/:topic/posts/:number/edit": [
      { path: `/forum/topics/${topic.code}/posts/1/edit`, fields: { body: TEXT, basedOn: "" }, typed: "body", by: "member" },
    ],
    "/comments/*": [{ path: `/comments/${page.path}`, fields: { body: TEXT, ...post() }, typed: "body", by: "member" }],
    "/contact": [
      {
        path: "/contact",
        fields: { fullName: "Ada Enquirer", email: "ada@enquirer.example", category: "question", question: TEXT, ...post() },
        typed: "question",
        by: "visitor",
      },
      { path: "/contact", fields: { category: "question", question: TEXT, ...post() }, typed: "question", by: "member" },
    ],
    "/admin/enquiries/:code/reply": [
      { path: `/admin/enquiries/${enquiry.code}/reply`, fields: { body: TEXT, last: "1", ...post() }, typed: "body", by: "staff" },
    ],
    "/admin/enquiries/:code/note": [
      { path: `/admin/enquiries/${enquiry.code}/note`, fields: { note: TEXT, ...post() }, typed: "note", by: "staff" },
    ],
    "/admin/content/new": (["title", "summary", "body", "teaser"] as const).map((typed) => ({
      path: "/admin/content/new",
      fields: {
        title: `New ${typed}`,
        summary: "A summary",
        body: "A text",
        audience: "open",
        slug: `new-${typed}`,
        [typed]: TEXT,
      },
      typed,
      by: "staff" as const,
    })),
    "/admin/content/new/:where": [
      {
        path: "/admin/content/new/news",
        fields: { title: "A new article", summary: "A summary", body: TEXT, audience: "open" },
        typed: "body",
        by: "staff",
      },
    ],
    "/admin/content/:code/edit": [
      {
        path: `/admin/content/${draft.code}/edit`,
        fields: { title: "A title", summary: "A summary", body: TEXT, version: "1" },
        typed: "body",
        by: "staff",
      },
    ],
    "/admin/content/:code/restore": [
      { path: `/admin/content/${earlier}/restore`, fields: { number: "1", version: "2" }, typed: "vouch", by: "staff" },
    ],
    "/admin/content/:code/put-back": [{ path: `/admin/content/${down}/put-back`, fields: {}, typed: "vouch", by: "staff" }],
    "/admin/forum/moderations/:code/undo": [
      { path: `/admin/forum/moderations/${await aRemoved()}/undo`, fields: {}, typed: "vouch", by: "staff" },
    ],
    "/admin/forum/moderations/:code/decide": [
      {
        path: `/admin/forum/moderations/${await aRemoved("It was nobody")}/decide`,
        fields: { decision: "undone", why: "So it was" },
        typed: "vouch",
        by: "staff",
      },
    ],
    "/admin/newsletters/:slug/new": (["subject", "preheader", "body"] as const).map((typed) => ({
      path: `/admin/newsletters/${newsletter.slug}/new`,
      fields: { subject: "A subject", body: "A text", [typed]: TEXT },
      typed,
      by: "staff" as const,
    })),
    "/admin/newsletters/issues/:code/edit": [
      {
        path: `/admin/newsletters/issues/${issue.code}/edit`,
        fields: { subject: "A subject", body: TEXT, version: "1" },
        typed: "body",
        by: "staff",
      },
    ],
  };
}, 300_000);

/** A post that a moderator removed, by the code of that act. */
async function aRemoved(appeal?: string): Promise<string> {
  const topic = await aTopic({});
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number: 1, why: "Rude" });
  const { code, id } = await latestModeration(topic.author);
  await systemCtxFor().db.update(forumModerations).set({ originalMarkdown: EARLIER }).where(eq(forumModerations.id, id));
  if (appeal) await appealModeration(ctxFor(topic.author), { code, appeal });
  return code;
}

/** Routes with a longer text that nobody but staff and the person reads: a look, a search, and answers to what moderators did. */
const UNGUARDED = [
  "/admin/content/:code/unsaved",
  "/admin/content/preview",
  "/admin/forum/members/:ref/note",
  "/forum/held/:code/appeal",
  "/forum/moderations/:code/appeal",
  "/forum/sanctions/:code/appeal",
];

test("every route that takes a text for others to read is in this table", () => {
  const texts = /~\/features\/(forum|content|newsletters|enquiries)\/[a-z./-]*schema"/;
  const noText = /^\/(admin\/forum\/categories|admin\/newsletters\/issues\/(preview|:code\/(send|test))|newsletters|account\/newsletters)/;
  const takes = everyRoute()
    .filter(
      ({ source, hasAction }) =>
        hasAction &&
        texts.test(source) &&
        /\b(EditSchema|ReplySchema|TopicReplySchema|NewTopicSchema|TitleSchema|EnquirySchema|NoteSchema|SavePageSchema|NewPageSchema|UnsavedSchema|RestoreSchema|PutBackSchema|UndoSchema|IssueSchema|NewIssueSchema|SaveIssueSchema|AppealSchema|DecisionSchema)\b/.test(
          source,
        ),
    )
    .map(({ address }) => address)
    .filter((address) => !noText.test(address));

  expect(takes.sort()).toEqual([...Object.keys(forms), ...UNGUARDED].sort());
  const schemas = [
    "forum/posts/reply",
    "forum/posts/edit",
    "forum/topics/topic",
    "enquiries/enquiry",
    "content/pages/page",
    "newsletters/issues/issue",
  ];
  for (const schema of schemas) expect(readFileSync(`app/features/${schema}.schema.ts`, "utf8"), schema).toContain("vouch: Vouch");
});

/**
 * Screens with a box for a longer text that goes to staff, to one person, or stands in a notice;
 * `message-field` and `poll-fields` are boxes of guarded forms.
 */
const UNASKED = [
  "app/features/accounts/components/contact-page.tsx",
  "app/features/forum/components/appeal-form.tsx",
  "app/features/forum/components/member-record.tsx",
  "app/features/forum/components/message-field.tsx",
  "app/features/forum/components/poll-fields.tsx",
  "app/features/forum/components/report-form.tsx",
  "app/features/forum/components/reason-field.tsx",
  "app/features/membership/components/answer-form.tsx",
  "app/features/membership/components/invitation-form.tsx",
  "app/features/notices/components/notice-form.tsx",
  "app/routes/admin/applications/ask.tsx",
  "app/routes/forum/post/writer.tsx",
  // a note to oneself
  "app/routes/forum/bookmarks/bookmark.tsx",
  "app/routes/admin/applications/decline.tsx",
  ...["suspend", "hand-over", "restrict", "reinstate", "lift", "details"].map((act) => `app/routes/admin/members/${act}.tsx`),
];

test("every screen with a box for a longer text shows the question, or is listed as one that nobody else reads", () => {
  const screens = ["app/routes", "app/features"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => join(folder, file)),
  );
  const silent = screens.filter((file) => {
    const source = readFileSync(file, "utf8");
    // the form around a field that is changed shows it
    return /<(TextArea|MessageField)\b/.test(source) && !/<(PatientDetails|ChangeForm)\b/.test(source);
  });

  expect(silent.sort()).toEqual(UNASKED.sort());
});

const holds = async (text: string) => {
  const tables = await ownerDb().sql.unsafe<{ name: string }[]>(
    `select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found = [];
  for (const { name } of tables) {
    const [row] = await ownerDb().sql.unsafe<{ count: number }[]>(
      `select count(*)::int as count from ${name} t where position('${text}' in t::text) > 0`,
    );
    if (row!.count > 0) found.push(name);
  }
  return found;
};
const plain = (html: string) => html.replaceAll("<!-- -->", "");
const vouchIn = (html: string) => /name="vouch"[^>]* value="([^"]+)"/.exec(html)?.[1];

describe("the guard", () => {
  test("B50: asks at every such form, marks the words, keeps what was typed in the form, and stores no word of it anywhere", async () => {
    for (const [route, sent] of Object.entries(forms))
      for (const { path, fields, typed, by } of sent) {
        const { status, html } = await browsers[by].post(path, fields);
        expect([route, typed, status, plain(html).includes(`<mark>${NUMBER}</mark>`)]).toEqual([route, typed, 400, true]);
        expect([route, vouchIn(html)?.length]).toEqual([route, 16]);
        // Enter in a field sends the form by its first button: that vouches for nothing
        expect([route, /<button[^>]*name="vouch"/.test(html)]).toEqual([route, false]);
        expect([route, html.includes(`href="#${typed}"`), typed === "vouch" || html.split("Quollwise").length > 2]).toEqual([
          route,
          true,
          true,
        ]);
      }
    expect(await holds("Quollwise")).toEqual([]);
    expect(await systemCtxFor().db.$count(nearMisses)).toBe(0);
  });

  test("B50: asks the same of somebody's birth and postcode", async () => {
    for (const [route, sent] of Object.entries(forms))
      for (const { path, fields, typed, by } of sent.filter(({ typed }) => typed !== "vouch")) {
        const told = Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, words.replace(TEXT, RESIDENT)]));
        const { status, html } = await browsers[by].post(path, told);
        expect([route, typed, status, plain(html).includes("DOB 12/03/1948")]).toEqual([route, typed, 400, true]);
        expect([route, typed, /<mark>[^<]*(1948|LS1 4AP)[^<]*<\/mark>/.test(plain(html))]).toEqual([route, typed, true]);
      }
    expect(await holds("Quollwise")).toEqual([]);
  });

  test("B50: lets a number with another check digit through, and a day and postcode of nobody", async () => {
    const makes = ["/forum/:category/new", "/forum/topics/:topic/replies", "/comments/*", "/contact", "/admin/newsletters/:slug/new"];
    for (const words of NOBODYS)
      for (const route of makes)
        for (const { path, fields, typed, by } of forms[route]!) {
          // whose question it is stands beside it: somebody of that postcode
          if (path === "/contact" && words === NOBODYS[1]) continue;
          const told = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.replace(TEXT, words)]));
          const { status } = await browsers[by].post(path, { ...told, ...("submissionId" in told && { submissionId: uuidv7() }) });
          expect([route, typed, words, status]).toEqual([route, typed, words, 303]);
        }
    expect(await systemCtxFor().db.$count(nearMisses)).toBe(0);
  });

  test("a name in the title with a birth and a postcode in the text is asked about once, and marked in both", async () => {
    const [{ path, fields }] = forms["/forum/:category/new"] as [Form];
    const sent = { ...fields, title: "About our Mrs Margaret Quoll", body: "DOB 12/03/1948, LS1 4AP, and more", submissionId: uuidv7() };
    const { status, html } = await browsers.member.post(path, sent);

    const marked = [...plain(html).matchAll(/<mark>([^<]+)<\/mark>/g)].map(([, words]) => words);
    expect([status, marked]).toEqual([400, ["Margaret Quoll", "DOB 12/03/1948, LS1 4AP"]]);
    expect([html.includes('href="#title"'), html.includes('href="#body"')]).toEqual([true, true]);
    expect((await browsers.member.post(path, { ...sent, vouch: vouchIn(html)!, submissionId: uuidv7() })).status).toBe(303);
  });

  test("a text that is asked about with what stands beside it names the fields of its own form alone", async () => {
    const { code } = await aTopic({ author: member, title: "About our Mrs Margaret Quoll" });
    const sent = { body: "DOB 12/03/1948", basedOn: editVersion(await getPost(ctxFor(member), { topic: code, number: 1 })) };
    const { status, html } = await browsers.member.post(`/forum/topics/${code}/posts/1/edit`, sent);
    expect([status, html.includes('href="#body"'), html.includes('href="#title"')]).toEqual([400, true, false]);
  });

  test("what was said of other words counts for nothing", async () => {
    const [reply] = forms["/forum/topics/:topic/replies"]!;
    const vouch = vouchIn((await browsers.member.post(reply!.path, { ...reply!.fields, body: "401 023 2137" })).html)!;

    expect((await browsers.member.post(reply!.path, { ...reply!.fields, vouch: vouch })).status).toBe(400);
    expect((await browsers.member.post(reply!.path, { ...reply!.fields, body: `${TEXT} and 401 023 2137`, vouch: vouch })).status).toBe(
      400,
    );
  });

  test("what is too much to be shown at once is shown in turn, and each box counts for what stands above it and before", async () => {
    const [{ path, fields }] = forms["/forum/topics/:topic/replies"] as [Form];
    const numbers = Array.from({ length: 5000 }, (_, index) => `${4_000_000_000 + index}`).filter(
      (number) => findNhsNumbers(number).length > 0,
    );
    const body = numbers.slice(0, 45).join(", ");
    const seen = new Set<string>();
    let [sent, answer] = [{ ...fields, body } as Form["fields"], await browsers.member.post(path, { ...fields, body })];
    for (let round = 0; answer.status === 400 && round < 5; round++) {
      const shown = [...plain(answer.html).matchAll(/<mark>([^<]+)<\/mark>/g)].map(([, words]) => words!);
      expect([shown.length <= 20, shown.some((words) => seen.has(words))]).toEqual([true, false]);
      for (const words of shown) seen.add(words);
      sent = { ...sent, vouch: vouchIn(answer.html)!, submissionId: uuidv7() };
      answer = await browsers.member.post(path, sent);
    }
    expect([answer.status, seen.size]).toEqual([303, 45]);
  });

  test("B50: “it is nobody's” sends it as it stands; whoever looks after the place is told where, never what", async () => {
    const moderator = await aMember({ roles: ["moderator"] });
    const before = (await listNearMisses(ctxFor(staff))).length;
    for (const [route, sent] of Object.entries(forms)) {
      const { path, fields, by } = sent[0]!;
      const vouch = vouchIn((await browsers[by].post(path, fields)).html)!;
      expect([route, (await browsers[by].post(path, { ...fields, vouch: vouch })).status]).toEqual([route, 303]);
    }
    const told = await listNearMisses(ctxFor(staff));
    expect(told.length - before).toBe(Object.keys(forms).length);
    expect(new Set(told.map(({ place }) => place))).toEqual(new Set(["forum", "page", "issue", "office-enquiry"]));
    expect(told.slice(before).every(({ found }) => found.join() === "nhs-number")).toBe(true);
    expect((await listNearMisses(ctxFor(moderator))).every(({ place }) => place === "forum")).toBe(true);
    expect(await listNearMisses(ctxFor(member))).toEqual([]);
    const [mail] = (await messagesTo(moderator)).filter(({ kind }) => kind === "near-miss-notification");
    const built = JSON.stringify(await nearMissNotice.build(systemCtxFor(), mail!));
    expect([built.includes("a number like an NHS number"), built.includes("943 476")]).toEqual([true, false]);
    expect(JSON.stringify(await systemCtxFor().db.select().from(nearMisses))).not.toMatch(/943 476|Quollwise/);
  });

  test("an edit that leaves what was let through asks nothing again", async () => {
    const [{ path }] = forms["/forum/topics/:topic/posts/:number/edit"] as [Form];
    const { html } = await browsers.member.get(path);
    const basedOn = /name="basedOn" value="([^"]+)"/.exec(html)![1]!;

    expect((await browsers.member.post(path, { body: `${TEXT}. Mended.`, basedOn })).status).toBe(303);
  });

  test("whoever looked takes it off the list; those it is not for find none", async () => {
    const { html } = await browsers.staff.get("/admin/near-misses");
    const code = /action="\/admin\/near-misses\/([^/]+)\/looked-at"/.exec(html)![1]!;

    expect((await browsers.member.post(`/admin/near-misses/${code}/looked-at`, {})).status).toBe(403);
    expect((await browsers.staff.post(`/admin/near-misses/${code}/looked-at`, {})).location).toBe("/admin/near-misses");
    expect((await browsers.staff.get("/admin/near-misses")).html).not.toContain(code);
    expect((await browsers.staff.post(`/admin/near-misses/${code}/looked-at`, {})).location).toBe("/admin/near-misses");
    expect((await browsers.staff.post("/admin/near-misses/none/looked-at", {})).status).toBe(404);
  });

  test("moderators are told of no place that they may not read", async () => {
    await aGroup("leads");
    const insider = await aMember({ groups: ["leads"], roles: ["moderator"] });
    const outsider = await aMember({ roles: ["moderator"] });
    const author = await aMember({ groups: ["leads"] });
    await expect(aTopic({ author, audience: { groups: ["leads"] }, body: TEXT })).rejects.toThrow("may identify");
    const { startTopic } = await import("~/features/forum/topics/start-topic.server");
    const { aNewTopic, aCategory } = await import("../../support/forum");
    const { PatientDetailsError } = await import("~/lib/errors");
    const topic = { ...aNewTopic("A title of some length", TEXT), category: await aCategory({ audience: { groups: ["leads"] } }) };
    const vouch = await startTopic(ctxFor(author), topic).catch((error) => (error as InstanceType<typeof PatientDetailsError>).vouch);
    await startTopic(ctxFor(author), { ...topic, vouch: String(vouch) });

    const toldOf = async (who: TestPerson) => (await messagesTo(who)).filter(({ kind }) => kind === "near-miss-notification").length;
    expect([await toldOf(insider), await toldOf(outsider)]).toEqual([1, 0]);
  });
});
