import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { Details } from "~/components/ui/details";
import { When } from "~/components/ui/when";

type Row = { id: string; path: string; kind: string; text: string; savedAt: string | Date };

const SHOWN = 80; // characters

export const DraftList = ({ drafts }: { drafts: readonly Row[] }) => (
  <ul className="pn-list">
    {drafts.map(({ id, path, kind, text, savedAt }) => (
      <li key={id}>
        <h2 className="nhsuk-heading-s">
          {kind}: {beginning(text)}
        </h2>
        <p className="pn-meta">
          Saved <When at={savedAt} time />
        </p>
        <Details summary="The text">
          <pre className="pn-source">{text}</pre>
        </Details>
        <ButtonRow>
          <a href={path}>
            Go on writing<span className="nhsuk-u-visually-hidden">: {beginning(text)}</span>
          </a>
          <Form action="/account/drafts/discard" hidden={{ draft: id }}>
            <Button look="link" hidden={beginning(text)}>
              Discard
            </Button>
          </Form>
        </ButtonRow>
      </li>
    ))}
  </ul>
);

function beginning(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("")}…` : line;
}
