import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import type { PageState } from "~/features/content/pages/page.policy";
import { isGuidancePath, pageAddress } from "~/features/content/pages/page-path";
import { PLANNED_WORDS, type PlannedAct } from "~/features/content/publishing/plan.policy";
import { formatComing } from "~/lib/dates";
import type { AudienceKind, Moment } from "../types";
import { audienceWords } from "./audience-words";
import { DraftReview } from "./draft-review";
import type { Plans } from "./planned";
import { StateTags } from "./state-tags";

export type PageStanding = {
  code: string;
  path: string;
  title: string;
  summary: string;
  teaser: string | null;
  isArticle: boolean;
  states: readonly PageState[];
  audience: AudienceKind;
  groups: readonly { name: string }[];
  interests: readonly string[];
  savedAt: Moment;
  savedBy: string | null;
  publishedAt: Moment | null;
  reviewedAt: Moment | null;
  /** Who checked it last; nobody once they left. */
  checkedBy: string | null;
  /** Who looks after it and is reminded of it; nobody once they left. */
  owner: string | null;
  /** The page that replaced it. */
  successor: { code: string; title: string } | null;
  /** How many readers said so in the last year. */
  useful: number;
  notUseful: number;
  reviewDueAt: Moment | null;
  version: number;
  /** Which text goes out, and who said so; nobody once they left. */
  goesOutVersion: number | null;
  goesOutBy: string | null;
  /** Since when its draft waits for a review, and who asked. */
  reviewAskedAt: Moment | null;
  reviewAskedBy: string | null;
  /** Whoever looks wrote the newest text, and another editor has to publish it. */
  needsAnother: boolean;
} & Plans;

/** How a page stands, and what can be done about it. */
export function PageRecord({ page }: { page: PageStanding }) {
  const is = (state: PageState) => page.states.includes(state);
  const to = (act: string) => editPath(page.code, act);
  const isReadable = is("published");
  const isNew = is("draft") || is("changed");
  return (
    <>
      <p>
        <StateTags states={page.states} />
      </p>
      <ButtonRow>
        {isNew && !page.needsAnother ? <ButtonLink href={to("publish")}>Publish</ButtonLink> : null}
        <ButtonLink href={to("edit")} look={isNew ? "secondary" : "main"}>
          Edit
        </ButtonLink>
        <a href={to("preview")}>Preview</a>
        <a href={to("history")}>History</a>
        <a href={to("preview-link")}>Link to the draft</a>
        <a href={to("comments")}>Comments on the draft</a>
        {isReadable ? <a href={pageAddress(page.path)}>See it on the site</a> : null}
      </ButtonRow>
      {isNew ? <DraftReview page={page} /> : null}
      <SummaryList
        rows={[
          {
            label: "Address",
            value: pageAddress(page.path),
            action: page.path === "" ? undefined : { href: to("move"), text: "Move", hidden: "the page" },
          },
          {
            label: "Who may read it",
            value: audienceWords(page),
            action: { href: to("audience"), text: "Change", hidden: "who may read it" },
          },
          { label: "Summary", value: page.summary },
          { label: "Teaser", value: page.teaser },
          {
            label: "About",
            value: page.interests.join(", "),
            action: { href: to("interests"), text: "Change", hidden: "what it is about" },
          },
          ...planRows(page, { isNew, isReadable }),
          { label: "Last saved", value: <Done at={page.savedAt} by={page.savedBy} /> },
          { label: "First published", value: page.publishedAt ? <When at={page.publishedAt} /> : "Never" },
          ...(page.isArticle
            ? []
            : [
                {
                  label: "Checked on",
                  value: page.reviewedAt ? <Done at={page.reviewedAt} by={page.checkedBy} /> : "Never",
                  action: isReadable ? { href: to("review"), text: "Review", hidden: "the page" } : undefined,
                },
                { label: "Review again", value: page.reviewDueAt ? <When at={page.reviewDueAt} /> : null },
                {
                  label: "Looked after by",
                  value: page.owner ?? "Nobody: every editor is reminded of it",
                  action: { href: to("owner"), text: "Hand over", hidden: "the page" },
                },
                {
                  label: "Replaced by",
                  value: page.successor ? <a href={editPath(page.successor.code)}>{page.successor.title}</a> : "No page: it holds",
                  action: isReadable ? { href: to("superseded"), text: "Change", hidden: "what replaces it" } : undefined,
                },
                ...(isGuidancePath(page.path)
                  ? [
                      {
                        label: "Useful to readers",
                        value: `${page.useful} said yes, ${page.notUseful} said no in the last year`,
                        action: { href: to("feedback"), text: "Read", hidden: "what they wrote" },
                      },
                    ]
                  : []),
              ]),
        ]}
      />
      {is("taken-down") ? (
        <Form action={to("put-back")}>
          <Button look="secondary">Put it back</Button>
        </Form>
      ) : isReadable ? (
        <p>
          <a href={to("take-down")}>Take it down</a>
        </p>
      ) : null}
    </>
  );
}

/** What happens by itself, or may be told to. */
function planRows(page: PageStanding, { isNew, isReadable }: { isNew: boolean; isReadable: boolean }) {
  const { code, goesOutAt, goesOutVersion, goesOutBy, comesDownAt, version } = page;
  const row = (act: PlannedAct, at: Moment | null, more = "") => ({
    label: PLANNED_WORDS[act],
    value: at ? `${formatComing(at)}${more}` : "When somebody does it",
    action: {
      href: editPath(code, `schedule/${act}`),
      text: at ? "Change" : "Schedule",
      hidden: act === "publish" ? "when it goes out" : "when it comes down",
    },
  });
  const by = goesOutBy ? `, scheduled by ${goesOutBy}` : "";
  const since = goesOutVersion === version ? "" : `. It is text number ${goesOutVersion}: what was saved since stays a draft`;
  return [
    ...(isNew && (goesOutAt || !page.needsAnother) ? [row("publish", goesOutAt, `${by}${since}`)] : []),
    ...(isReadable || goesOutAt ? [row("take-down", comesDownAt)] : []),
  ];
}

const Done = ({ at, by }: { at: Moment; by: string | null }) => (
  <>
    <When at={at} time />
    {by ? ` by ${by}` : ""}
  </>
);
