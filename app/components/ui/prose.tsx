type Props = {
  html: string;
  /** Text without markup, whose spaces and line ends stand as they were typed. */
  typed?: boolean;
};

/** Text from people, as it was rendered and sanitised. The one place that shows HTML as it is. */
export const Prose = ({ html, typed }: Props) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML passed the allow-list of ~/lib/markdown.server
  <div className={typed ? "pn-source" : "pn-prose"} dangerouslySetInnerHTML={{ __html: html }} />
);
