import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { InsetText } from "~/components/ui/inset-text";
import { When } from "~/components/ui/when";
import type { Check } from "../types";
import { AudienceSummary } from "./audience-summary";
import { Checklist } from "./checklist";
import { VIEWS } from "./preview-tabs";

type Props = {
  issue: { author: string | null; updatedAt: Date | string };
  draft: {
    checks: readonly Check[];
    reach: { reachable: number; blocked: readonly { blocker: string; count: number }[] };
    isReady: boolean;
  };
  path: string;
};

/** A draft on its way: edit, look, try, check, see who gets it, send. */
export const DraftOverview = ({ issue, draft, path }: Props) => (
  <>
    <p className="pn-meta">
      Draft by {issue.author ?? "nobody any more"}, last changed on <When at={issue.updatedAt} time />
    </p>
    <ButtonRow>
      {draft.isReady ? <ButtonLink href={`${path}/send`}>Send</ButtonLink> : null}
      <ButtonLink href={`${path}/edit`} look="secondary">
        Edit
      </ButtonLink>
      <Form action={`${path}/test`}>
        <Button look="secondary">Send a test to me</Button>
      </Form>
    </ButtonRow>
    <h2>Preview</h2>
    <ul className="pn-acts">
      {Object.entries(VIEWS).map(([view, label]) => (
        <li key={view}>
          <a href={`${path}/preview/${view}`}>{label}</a>
        </li>
      ))}
    </ul>
    <h2>Checklist</h2>
    <Checklist checks={draft.checks} />
    <h2>Audience</h2>
    {draft.reach.reachable === 0 ? <InsetText>Nobody would get it at the moment, so it cannot be sent.</InsetText> : null}
    <AudienceSummary reach={draft.reach} path={path} />
  </>
);
