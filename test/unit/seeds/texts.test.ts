import { describe, expect, test } from "vitest";
import { enquiries } from "#db/seeds/texts/enquiries";
import { categories, topics } from "#db/seeds/texts/forum";
import { applications, invitations } from "#db/seeds/texts/joining";
import { newsletters } from "#db/seeds/texts/newsletters";
import { news, pages } from "#db/seeds/texts/pages";
import { groups, type Persona, personas, practices } from "#db/seeds/texts/people";
import { wordings } from "#db/seeds/texts/wordings";
import { PageTextSchema } from "~/features/content/pages/page.schema";
import { canonicalAddress } from "~/lib/address";
import { renderMarkdown } from "~/lib/markdown.server";

type Audience = (typeof categories)[number]["audience"];

const everybody = [...personas.values()];
const personOf = (key: string) => personas.get(key)!;
const posts = topics.flatMap((topic) => topic.posts.map((post) => ({ ...post, topic, daysAgo: topic.daysAgo - post.hoursAfter / 24 })));
const everyText = JSON.stringify([
  everybody,
  practices,
  categories,
  topics,
  newsletters,
  pages,
  news,
  enquiries,
  applications,
  invitations,
  wordings,
]);
const wordsOf = (text: string) => text.split(/\s+/).length;

describe("people", () => {
  test("there are at least 40 members, 12 practices and the nine demo accounts", () => {
    expect(everybody.filter((person) => person.roles.includes("member")).length).toBeGreaterThanOrEqual(40);
    expect(Object.values(practices).filter((practice) => practice.odsCode?.startsWith("X")).length).toBe(12);
    expect(everybody.slice(0, 9).map((person) => person.email)).toEqual(
      ["admin", "editor", "moderator", "sender", "contacts", "steering", "manager", "specialist", "pending"].map(
        (name) => `${name}@demo.example`,
      ),
    );
  });

  test("each address is one plain address, and no two people share it", () => {
    const canonical = everybody.map((person) => canonicalAddress(person.email));

    expect(canonical).not.toContain(null);
    expect(new Set(canonical).size).toBe(everybody.length);
  });

  test("the ugly cases are among them", () => {
    expect(everybody.some((person) => person.fullName.length > 60)).toBe(true);
    expect(everybody.some((person) => /\p{Script=Arabic}/u.test(person.fullName))).toBe(true);
    expect(everybody.some((person) => /\p{Script=Han}/u.test(person.fullName))).toBe(true);
    expect(everybody.some((person) => person.displayName?.length === 1)).toBe(true);
    expect(everybody.some((person) => person.displayName === null && person.jobTitle === null && person.practice === null)).toBe(true);
    expect(everybody.some((person) => person.undeliverableDaysAgo !== undefined)).toBe(true);
    expect(everybody.some((person) => person.restricted !== undefined)).toBe(true);
  });
});

describe("forum", () => {
  test("there are 6 categories, at least 60 topics and at least 500 posts", () => {
    expect(categories).toHaveLength(6);
    expect(topics.length).toBeGreaterThanOrEqual(60);
    expect(posts.length).toBeGreaterThanOrEqual(500);
  });

  test("everybody who writes may read what they write in", () => {
    const strangers = posts.filter(({ author, topic }) => {
      const category = categories.find(({ slug }) => slug === topic.category);
      return !category || !mayWrite(personOf(author), category.audience);
    });

    expect(strangers).toEqual([]);
  });

  test("a topic starts with its first post, and each post comes after the one before it", () => {
    for (const topic of topics) {
      const hours = topic.posts.map((post) => post.hoursAfter);

      expect(topic.posts[0]).toMatchObject({ hoursAfter: 0 });
      expect(hours).toEqual([...new Set(hours)].sort((a, b) => a - b));
    }
  });

  test("nobody writes before joining, in the future, or once restricted", () => {
    const misplaced = posts.filter(({ author, daysAgo }) => {
      const { joinedDaysAgo, restricted } = personOf(author);
      return daysAgo <= 0 || daysAgo >= joinedDaysAgo || daysAgo <= (restricted?.daysAgo ?? 0);
    });

    expect(misplaced).toEqual([]);
  });

  test("titles have 15 to 255 characters and posts at least 20, and one title is as long as it may be", () => {
    const lengths = topics.map((topic) => topic.title.length);

    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(15);
    expect(Math.max(...lengths)).toBe(255);
    expect(Math.min(...posts.map((post) => post.body.length))).toBeGreaterThanOrEqual(20);
  });

  test("no two posts say the same", () => {
    expect(new Set(posts.map((post) => post.body)).size).toBe(posts.length);
  });

  test("one topic has more than 100 posts, one has no reply, one is closed, one is pinned", () => {
    expect(topics.some((topic) => topic.posts.length > 100)).toBe(true);
    expect(topics.some((topic) => topic.posts.length === 1)).toBe(true);
    expect(topics.some((topic) => topic.locked)).toBe(true);
    expect(topics.some((topic) => topic.pinned)).toBe(true);
  });

  test("replies were marked as answers, another one in place of one, and one was taken back; none that went", () => {
    const answers = topics.map((topic) => topic.posts.slice(1).filter(({ answer }) => answer));
    expect(answers.some((marked) => marked.length > 1)).toBe(true);
    expect(answers.flat().some(({ answer }) => answer!.takenBackHoursLater)).toBe(true);
    expect(answers.flat().filter(({ removed }) => removed)).toEqual([]);
    expect(topics.filter(({ posts }) => posts[0]!.answer)).toEqual([]);
  });

  test("posts were edited, removed by their author and removed by a moderator with a reason", () => {
    expect(posts.some((post) => post.edited)).toBe(true);
    expect(posts.some((post) => post.removed?.by === post.author)).toBe(true);
    expect(posts.some((post) => post.removed && post.removed.by !== post.author && post.removed.why)).toBe(true);
  });

  test("a closed topic was closed by a moderator, after its last post", () => {
    for (const { locked, posts } of topics) {
      if (!locked) continue;

      expect(personOf(locked.by).roles).toContain("moderator");
      expect(locked.hoursAfter).toBeGreaterThanOrEqual(posts.at(-1)!.hoursAfter);
    }
  });

  test("what looks like a script is shown as text", () => {
    const post = posts.find((post) => post.body.includes("<script>alert(1)</script>"));

    expect(renderMarkdown(post!.body).html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });
});

describe("pages", () => {
  test("every kind of audience has a page, members' pages with a teaser and without", () => {
    const guides = pages.filter((page) => page.path.startsWith("guidance/"));
    const forMembers = guides.filter((page) => page.audience === "members");

    expect(guides.filter((page) => page.audience === "open").length).toBeGreaterThanOrEqual(2);
    expect(forMembers.filter((page) => page.teaser).length).toBeGreaterThanOrEqual(2);
    expect(forMembers.some((page) => !page.teaser)).toBe(true);
    expect(guides.some((page) => typeof page.audience === "object")).toBe(true);
  });

  test("home, guidance, about and join are open, and every page has a parent", () => {
    const paths = pages.map((page) => page.path);

    expect(new Set(paths).size).toBe(paths.length);
    for (const path of ["", "guidance", "about", "join"]) expect(pages.find((page) => page.path === path)?.audience).toBe("open");
    for (const path of paths) expect(paths).toContain(path.split("/").slice(0, -1).join("/"));
  });

  test("one review is overdue", () => {
    expect(pages.some((page) => page.reviewedDaysAgo >= 500)).toBe(true);
  });

  test("there are 25 pages in three levels, a third of them not for everybody", () => {
    const published = pages.filter((page) => !page.unpublished);
    const restricted = published.filter((page) => page.audience !== "open");

    expect(published.length).toBeGreaterThanOrEqual(25);
    expect(Math.max(...published.map((page) => page.path.split("/").length))).toBe(3);
    expect(restricted.length / published.length).toBeGreaterThanOrEqual(1 / 3);
  });

  test("each guide has 250 to 1,000 words and a heading, and one has 3,000 words", () => {
    const guides = pages.filter((page) => page.path.startsWith("guidance/") && !page.unpublished);
    const longest = Math.max(...guides.map((page) => wordsOf(page.body)));

    expect(longest).toBeGreaterThanOrEqual(3_000);
    for (const { path, body } of guides) {
      const words = wordsOf(body);
      expect([path, words >= 250 && (words <= 1_000 || words === longest)]).toEqual([path, true]);
      expect(body).toContain("\n## ");
    }
  });

  test("one page was begun and not published, one was changed since, an earlier change taken out, and what was changed stood there", () => {
    const changed = pages.filter((page) => page.draft);

    expect(pages.some((page) => page.unpublished)).toBe(true);
    expect(changed.length).toBeGreaterThan(0);
    for (const { body, draft } of changed) expect(body).toContain(draft!.from);
    expect(changed.some(({ draft }) => draft!.takenOut)).toBe(true);
  });

  test("titles, summaries and teasers fit into the form", () => {
    const refused = [...pages, ...news].filter(
      ({ title, summary, teaser, body }) => !PageTextSchema.safeParse({ title, summary, teaser, body: body }).success,
    );

    expect(refused.map((page) => page.path)).toEqual([]);
  });

  test("there are 8 articles for different readers, one of them from long ago", () => {
    expect(news).toHaveLength(8);
    expect(news.some((article) => article.audience === "open")).toBe(true);
    expect(news.some((article) => article.audience === "members")).toBe(true);
    expect(Math.max(...news.map((article) => article.reviewedDaysAgo))).toBeGreaterThan(1_000);
  });
});

describe("comments", () => {
  test("each is under a page that its author may read, and younger than the page", () => {
    const misplaced = [...pages, ...news].flatMap(({ unpublished, reviewedDaysAgo, audience, comments }) =>
      comments.filter(({ author, daysAgo }) => unpublished || daysAgo >= reviewedDaysAgo || !mayWrite(personOf(author), audience)),
    );

    expect(misplaced).toEqual([]);
  });
});

describe("joining and enquiries", () => {
  test("who applies or is invited is somebody new, unless a person of the demo is named", () => {
    const known = everybody.map((person) => person.email);
    const strangers = [
      ...applications.filter((application) => !application.applicant),
      ...invitations.filter((invitation) => !invitation.invitee),
    ];

    expect(strangers.filter(({ email }) => known.includes(email))).toEqual([]);
  });

  test("an applicant has the name of a member, and an enquirer writes in another script", () => {
    const names = everybody.map((person) => person.fullName);

    expect(applications.some((application) => !application.applicant && names.includes(application.fullName))).toBe(true);
    expect(enquiries.some((enquiry) => /\p{Script=Arabic}/u.test(enquiry.body))).toBe(true);
  });

  test("staff answered before now", () => {
    const future = enquiries.filter(({ daysAgo, course }) => course.some(({ hoursAfter }) => hoursAfter / 24 >= daysAgo));

    expect(future).toEqual([]);
  });
});

describe("newsletters and wordings", () => {
  test("three newsletters, one of them for members, each with a sent issue, and one draft", () => {
    expect(newsletters.map((newsletter) => newsletter.audience)).toEqual(["open", "members", "open"]);
    for (const newsletter of newsletters) expect(newsletter.issues.filter((issue) => issue.state === "sent")).toHaveLength(1);
    expect(newsletters.flatMap((newsletter) => newsletter.issues).filter((issue) => issue.state === "draft")).toHaveLength(1);
  });

  test("a newsletter for members has only members among its subscribers, and no bare addresses", () => {
    for (const newsletter of newsletters.filter(({ audience }) => audience === "members")) {
      expect(newsletter.memberSubscribers.filter((key) => !personOf(key).roles.includes("member"))).toEqual([]);
      expect([...newsletter.addressSubscribers, ...newsletter.unconfirmedAddresses]).toEqual([]);
    }
  });

  test("what one agrees to says how often and how to leave", () => {
    for (const slug of ["newsletter-signup", "newsletter-account-signup"]) {
      const body = wordings.find((wording) => wording.slug === slug)?.body;

      expect(body).toContain("as often as");
      expect(body).toContain("I can leave at any time");
    }
  });
});

describe("all texts", () => {
  test("every email address ends in .example", () => {
    const addresses = everyText.match(/[\w.'+-]+@[\w-]+(\.[\w-]+)+/g) ?? [];

    expect(addresses.length).toBeGreaterThan(everybody.length);
    expect(addresses.filter((address) => !address.endsWith(".example"))).toEqual([]);
  });

  test("links within the site lead to pages and categories that exist", () => {
    const known = new Set([
      ...pages.map((page) => `/${page.path}`),
      ...categories.map((category) => `/forum/${category.slug}`),
      "/forum",
      "/news",
      "/register",
      "/contact",
      "/newsletters",
      "/sign-in",
    ]);
    const links = [...everyText.matchAll(/\]\((\/[^)]*)\)/g)].map((match) => match[1]);

    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !known.has(link!))).toEqual([]);
  });

  test("every group that a person or a text names exists", () => {
    const named = [...everybody.flatMap((person) => person.groups), ...[...pages, ...categories].flatMap(groupOf)];

    expect(named.filter((slug) => !(slug in groups))).toEqual([]);
  });
});

function mayWrite(person: Persona, audience: Audience): boolean {
  if (typeof audience === "object") return audience.groups.some((group) => person.groups.includes(group));
  return person.roles.includes("member");
}

function groupOf({ audience }: { audience: Audience }) {
  return typeof audience === "object" ? audience.groups : [];
}
