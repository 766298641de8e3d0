/** Text from people, as it was rendered and sanitised when it was stored. The one place that shows HTML as it is. */
export const Prose = ({ html }: { html: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the stored HTML passed the allow-list of ~/lib/markdown.server
  <div className="pn-prose" dangerouslySetInnerHTML={{ __html: html }} />
);
