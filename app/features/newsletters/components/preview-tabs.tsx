import { BackLink } from "~/components/ui/back-link";

export const VIEWS = { html: "Wide", narrow: "Narrow", text: "Text" } as const;
export type View = keyof typeof VIEWS;

type Props = { view: View; path: string; subject: string };

/** The mail in a frame of its own, in which nothing runs; and the way to its other looks. */
export const PreviewTabs = ({ view, path, subject }: Props) => (
  <>
    <BackLink href={path}>Back to the issue</BackLink>
    <h1 className="nhsuk-heading-l pn-title">
      <span className="nhsuk-caption-m">Preview, {VIEWS[view].toLowerCase()}</span>
      {subject}
    </h1>
    <nav aria-label="Looks">
      <ul className="pn-acts">
        {Object.entries(VIEWS).map(([name, label]) => (
          <li key={name}>
            <a href={`${path}/preview/${name}`} aria-current={name === view ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <iframe
      className={view === "narrow" ? "pn-frame" : "pn-frame pn-wide"}
      title={`The email, ${VIEWS[view].toLowerCase()}`}
      src={`${path}/mail/${view === "text" ? "text" : "html"}`}
      sandbox=""
      width={view === "narrow" ? 320 : "100%"}
      height={720}
    />
  </>
);
