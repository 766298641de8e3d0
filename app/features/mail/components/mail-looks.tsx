type Props = { subject: string; text: string; path: string };

const LOOKS = [
  { name: "Wide", look: "light", width: "100%" },
  { name: "Narrow", look: "light", width: 320 },
  { name: "Dark", look: "dark", width: "100%" },
] as const;

/** One mail in each way that it is read: its frames can do nothing, and fetch nothing. */
export const MailLooks = ({ subject, text, path }: Props) => (
  <>
    <p>
      <strong>Subject:</strong> {subject}
    </p>
    {LOOKS.map(({ name, look, width }) => (
      <iframe
        key={name}
        className={width === "100%" ? "pn-frame pn-wide" : "pn-frame"}
        title={`${name}: ${subject}`}
        src={`${path}/${look}`}
        sandbox=""
        loading="lazy"
        width={width}
        height={640}
      />
    ))}
    <pre className="pn-source">{text}</pre>
  </>
);
